export interface LogisticData {
  /** one Float64Array a feature, all of one length, no NaN, without the column of ones */
  readonly columns: readonly Float64Array[]
  /** 0 or 1 a row */
  readonly labels: Uint8Array
}

/** Which rows: half-open; above 1, `every` takes one block of rows in so many, an even sample. */
export interface RowRange {
  readonly from: number
  readonly to: number
  readonly every: number
}

/** The log-loss of some rows at given weights and how it bends, without a penalty: sums, so ranges add up. */
export interface Curvature {
  readonly loss: number
  /** X'(y - p), the intercept first */
  readonly gradient: Float64Array
  /** X'WX, row-major; the lower half is filled */
  readonly information: Float64Array
}

/** rows at a time: a block of 20 columns stays in the cache */
const BLOCK = 512
/** columns by columns at a time: eight sums for six loads, and none waits for another */
const TILE = 4

/** What one Newton step needs of a range of rows, in one pass. Rows x columns^2 / 2 multiply-adds. */
export function curvature(
  { columns, labels }: LogisticData,
  weights: Float64Array,
  { from, to, every }: RowRange = { from: 0, to: labels.length, every: 1 },
): Curvature {
  const width = Math.ceil(columns.length / TILE) * TILE
  const nothing = new Float64Array(BLOCK)
  const work = {
    residual: new Float64Array(BLOCK),
    weight: new Float64Array(BLOCK),
    scaled: Array.from({ length: TILE }, () => new Float64Array(BLOCK)),
  }
  const sums = new Float64Array((width + 1) * (width + 1))
  const gradient = new Float64Array(width + 1)
  let loss = 0
  for (let first = from; first < to; first += BLOCK * every) {
    const rows = Math.min(BLOCK, to - first)
    const block = columns.map((column) => column.subarray(first, first + rows))
    while (block.length < width) block.push(nothing)
    const known = labels.subarray(first, first + rows)
    loss += outcome({ block, known, rows, weights, ...work })
    addBlock({ block, rows, ...work, gradient, sums })
  }
  const size = columns.length + 1
  const information = lowerHalf(sums, size, width + 1)
  return { loss, gradient: gradient.slice(0, size), information }
}

/** The log-loss and its slope alone, at a hundredth of the price where columns are many. */
export function slope(
  { columns, labels }: LogisticData,
  weights: Float64Array,
): Pick<Curvature, 'loss' | 'gradient'> {
  const residual = new Float64Array(BLOCK)
  const weight = new Float64Array(BLOCK)
  const width = Math.ceil(columns.length / TILE) * TILE
  const nothing = new Float64Array(BLOCK)
  const gradient = new Float64Array(columns.length + 1)
  let loss = 0
  for (let first = 0; first < labels.length; first += BLOCK) {
    const rows = Math.min(BLOCK, labels.length - first)
    const block = columns.map((column) => column.subarray(first, first + rows))
    while (block.length < width) block.push(nothing)
    const known = labels.subarray(first, first + rows)
    loss += outcome({ block, known, rows, weights, residual, weight })
    add(gradient, 0, total(residual, rows))
    for (let j = 0; j < columns.length; j++) {
      const column = block[j] ?? nothing
      let sum = 0
      for (let i = 0; i < rows; i++) sum += (column[i] ?? 0) * (residual[i] ?? 0)
      add(gradient, j + 1, sum)
    }
  }
  return { loss, gradient }
}

/** X'WX of columns with a one before them, each row with a weight of its own: row-major, the lower half is filled. */
export function weightedSquares(columns: readonly Float64Array[], weight: Float64Array): Float64Array {
  const width = Math.ceil(columns.length / TILE) * TILE
  const nothing = new Float64Array(BLOCK)
  const scaled = Array.from({ length: TILE }, () => new Float64Array(BLOCK))
  const sums = new Float64Array((width + 1) * (width + 1))
  const gradient = new Float64Array(width + 1)
  for (let first = 0; first < weight.length; first += BLOCK) {
    const rows = Math.min(BLOCK, weight.length - first)
    const block = columns.map((column) => column.subarray(first, first + rows))
    while (block.length < width) block.push(nothing)
    const own = weight.subarray(first, first + rows)
    addBlock({ block, rows, residual: nothing, weight: own, scaled, gradient, sums })
  }
  return lowerHalf(sums, columns.length + 1, width + 1)
}

function lowerHalf(sums: Float64Array, size: number, width: number): Float64Array {
  const information = new Float64Array(size * size)
  for (let row = 0; row < size; row++)
    information.set(sums.subarray(row * width, row * width + row + 1), row * size)
  return information
}

/** The sum over ranges of rows; `parts` holds at least one. */
export function sumOf(parts: readonly Curvature[]): Curvature {
  const size = parts[0]?.gradient.length ?? 0
  const gradient = new Float64Array(size)
  const information = new Float64Array(size * size)
  let loss = 0
  for (const part of parts) {
    loss += part.loss
    for (let i = 0; i < size; i++) gradient[i] = (gradient[i] ?? 0) + (part.gradient[i] ?? 0)
    for (let i = 0; i < information.length; i++)
      information[i] = (information[i] ?? 0) + (part.information[i] ?? 0)
  }
  return { loss, gradient, information }
}

/** Fills residual (y - p) and weight p (1 - p) of a block; returns its log-loss. */
function outcome(of: {
  readonly block: readonly Float64Array[]
  readonly known: Uint8Array
  readonly rows: number
  readonly weights: Float64Array
  readonly residual: Float64Array
  readonly weight: Float64Array
}): number {
  const { block, known, rows, weights, residual, weight } = of
  residual.fill(weights[0] ?? 0)
  for (let j = 0; j < block.length; j += TILE) {
    const [a = residual, b = a, c = a, d = a] = block.slice(j, j + TILE)
    const [p = 0, q = 0, r = 0, s = 0] = weights.subarray(j + 1, j + 1 + TILE)
    for (let i = 0; i < rows; i++)
      residual[i] = (residual[i] ?? 0) + p * (a[i] ?? 0) + q * (b[i] ?? 0) + r * (c[i] ?? 0) + s * (d[i] ?? 0)
  }
  let loss = 0
  // one logarithm for a block: its 512 factors lie in (1, 2], and 2^512 is a number
  let odds = 1
  for (let i = 0; i < rows; i++) {
    const logit = residual[i] ?? 0
    const small = Math.exp(logit < 0 ? logit : -logit)
    const larger = 1 / (1 + small)
    const y = known[i] ?? 0
    odds *= 1 + small
    loss += (logit > 0 ? logit : 0) - y * logit
    residual[i] = y - (logit >= 0 ? larger : small * larger)
    weight[i] = small * larger * larger
  }
  return loss + Math.log(odds)
}

function addBlock(of: {
  readonly block: readonly Float64Array[]
  readonly rows: number
  readonly residual: Float64Array
  readonly weight: Float64Array
  readonly scaled: readonly Float64Array[]
  readonly gradient: Float64Array
  readonly sums: Float64Array
}): void {
  const { block, rows, residual, weight, gradient, sums } = of
  const [s0 = residual, s1 = residual, s2 = residual, s3 = residual] = of.scaled
  const size = block.length + 1
  add(gradient, 0, total(residual, rows))
  add(sums, 0, total(weight, rows))
  for (let a = 0; a < block.length; a += TILE) {
    for (let k = 0; k < TILE; k++) {
      const column = block[a + k] ?? residual
      const scaled = of.scaled[k] ?? residual
      let slope = 0
      let sum = 0
      for (let i = 0; i < rows; i++) {
        const x = column[i] ?? 0
        const xw = x * (weight[i] ?? 0)
        slope += x * (residual[i] ?? 0)
        sum += xw
        scaled[i] = xw
      }
      add(gradient, a + k + 1, slope)
      add(sums, (a + k + 1) * size, sum)
    }
    for (let b = 0; b < a + TILE; b += 2) {
      const u = block[b] ?? residual
      const v = block[b + 1] ?? residual
      let [t0, t1, t2, t3, t4, t5, t6, t7] = [0, 0, 0, 0, 0, 0, 0, 0]
      for (let i = 0; i < rows; i++) {
        const x = u[i] ?? 0
        const y = v[i] ?? 0
        const p = s0[i] ?? 0
        const q = s1[i] ?? 0
        const r = s2[i] ?? 0
        const s = s3[i] ?? 0
        t0 += p * x
        t1 += p * y
        t2 += q * x
        t3 += q * y
        t4 += r * x
        t5 += r * y
        t6 += s * x
        t7 += s * y
      }
      const at = (a + 1) * size + b + 1
      add(sums, at, t0)
      add(sums, at + 1, t1)
      add(sums, at + size, t2)
      add(sums, at + size + 1, t3)
      add(sums, at + 2 * size, t4)
      add(sums, at + 2 * size + 1, t5)
      add(sums, at + 3 * size, t6)
      add(sums, at + 3 * size + 1, t7)
    }
  }
}

function total(values: Float64Array, rows: number): number {
  let sum = 0
  for (let i = 0; i < rows; i++) sum += values[i] ?? 0
  return sum
}

function add(values: Float64Array, at: number, more: number): void {
  values[at] = (values[at] ?? 0) + more
}
