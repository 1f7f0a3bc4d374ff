export interface LogisticData {
  /** one Float64Array a feature, all of one length, no NaN, without the column of ones */
  readonly columns: readonly Float64Array[]
  /** 0 or 1 a row */
  readonly labels: Uint8Array
}

/** Which rows: half-open, every one of them unless `every` says otherwise. */
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

/** rows at a time: a block of 20 columns stays in the second-level cache */
const BLOCK = 512

/** What one Newton step needs of a range of rows, in one pass. Rows x columns^2 / 2 multiply-adds. */
export function curvature(
  { columns, labels }: LogisticData,
  weights: Float64Array,
  { from, to, every }: RowRange = { from: 0, to: labels.length, every: 1 },
): Curvature {
  const size = columns.length + 1
  const sums = { gradient: new Float64Array(size), information: new Float64Array(size * size) }
  const work = { residual: new Float64Array(BLOCK), weight: new Float64Array(BLOCK) }
  const ones = new Float64Array(BLOCK).fill(1)
  let loss = 0
  for (let first = from; first < to; first += BLOCK * every) {
    const rows = Math.min(BLOCK, Math.ceil((to - first) / every))
    const taken = <A extends Float64Array | Uint8Array>(column: A) => take(column, { first, rows, every })
    const block = [ones, ...columns.map(taken)]
    loss += outcome({ block, known: taken(labels), rows, weights, ...work })
    addBlock({ block, rows, ...work, ...sums })
  }
  return { loss, ...sums }
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

function take<A extends Float64Array | Uint8Array>(
  column: A,
  { first, rows, every }: { readonly first: number; readonly rows: number; readonly every: number },
): A {
  if (every === 1) return column.subarray(first, first + rows) as A
  const taken = column.slice(0, rows) as A
  for (let i = 0; i < rows; i++) taken[i] = column[first + i * every] ?? 0
  return taken
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
  residual.fill(0)
  for (let j = 0; j < block.length; j++) {
    const column = block[j] ?? residual
    const b = weights[j] ?? 0
    for (let i = 0; i < rows; i++) residual[i] = (residual[i] ?? 0) + b * (column[i] ?? 0)
  }
  let loss = 0
  for (let i = 0; i < rows; i++) {
    const logit = residual[i] ?? 0
    const small = Math.exp(-Math.abs(logit))
    const p = logit >= 0 ? 1 / (1 + small) : small / (1 + small)
    const y = known[i] ?? 0
    loss += Math.log1p(small) + Math.max(logit, 0) - y * logit
    residual[i] = y - p
    weight[i] = small / ((1 + small) * (1 + small))
  }
  return loss
}

/** Two columns by two columns at a time: four sums for four loads, and none waits for another. */
function addBlock(of: {
  readonly block: readonly Float64Array[]
  readonly rows: number
  readonly residual: Float64Array
  readonly weight: Float64Array
  readonly gradient: Float64Array
  readonly information: Float64Array
}): void {
  const { block, rows, residual, weight, gradient, information } = of
  const size = block.length
  const scaledA = new Float64Array(rows)
  const scaledB = new Float64Array(rows)
  for (let a = 0; a < size; a += 2) {
    const x = block[a] ?? residual
    const z = block[a + 1] ?? x
    let slopeA = 0
    let slopeB = 0
    for (let i = 0; i < rows; i++) {
      const u = x[i] ?? 0
      const v = z[i] ?? 0
      const e = residual[i] ?? 0
      const w = weight[i] ?? 0
      slopeA += u * e
      slopeB += v * e
      scaledA[i] = u * w
      scaledB[i] = v * w
    }
    gradient[a] = (gradient[a] ?? 0) + slopeA
    if (a + 1 < size) gradient[a + 1] = (gradient[a + 1] ?? 0) + slopeB
    for (let b = 0; b <= a; b += 2) {
      const c = block[b] ?? residual
      const d = block[b + 1] ?? c
      let ac = 0
      let ad = 0
      let bc = 0
      let bd = 0
      for (let i = 0; i < rows; i++) {
        const p = scaledA[i] ?? 0
        const q = scaledB[i] ?? 0
        const r = c[i] ?? 0
        const s = d[i] ?? 0
        ac += p * r
        ad += p * s
        bc += q * r
        bd += q * s
      }
      add(information, a * size + b, ac)
      if (b + 1 < size) add(information, a * size + b + 1, ad)
      if (a + 1 < size) add(information, (a + 1) * size + b, bc)
      if (a + 1 < size && b + 1 < size) add(information, (a + 1) * size + b + 1, bd)
    }
  }
}

function add(values: Float64Array, at: number, more: number): void {
  values[at] = (values[at] ?? 0) + more
}
