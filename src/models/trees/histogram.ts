import type { BinnedRows } from './bins.ts'

/** Sums of the slopes and bends of a node's rows by column and bin, in whole units of `Packed`. */
export interface Histogram {
  readonly slopes: Float64Array
  readonly bends: Float64Array
}

/** Slope and bend of every row's loss as one whole number: one sum then adds both. */
export interface Packed {
  readonly values: Float64Array
  /** what one unit is worth */
  readonly slopeUnit: number
  readonly bendUnit: number
}

/** columns in one pass over the rows: each row's place and value are read once for all of them */
const AT_ONCE = 4
/** units of the steepest row; times the rows of a block they stay below the room of each half */
const UNITS = 2000
const BLOCK = 32_768
const ROOM = 2 ** 26

/**
 * Rounds slopes and bends up or down by chance (from the seed), so that their sums are right on average, and packs both
 * into a double (`values`, by row): sums of up to 32,768 of them are exact. Whole numbers make sums the same in any order, and a
 * parent's less a child's exactly the other child's. Source: Shi et al. 2022, quantized training of boosted trees.
 */
export function pack(
  { slopes, bends, values }: Readonly<Record<'slopes' | 'bends' | 'values', Float64Array>>,
  rows: Uint32Array,
  seed: number,
): Packed {
  let [steepest, most] = [1e-12, 1e-12]
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0
    steepest = Math.max(steepest, Math.abs(slopes[row] ?? 0))
    most = Math.max(most, bends[row] ?? 0)
  }
  const [slopeUnit, bendUnit] = [steepest / UNITS, most / UNITS]
  let state = seed >>> 0
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const [high, low] = [(state >>> 16) / 65_536, (Math.imul(state, 0x9e3779b1) >>> 16) / 65_536]
    const slope = Math.floor((slopes[row] ?? 0) / slopeUnit + high)
    values[row] = slope * ROOM + Math.floor((bends[row] ?? 0) / bendUnit + low)
  }
  return { values, slopeUnit, bendUnit }
}

/** What is needed to sum, made once and used for every node. */
export interface Summing {
  readonly columns: readonly Uint8Array[]
  readonly sums: readonly Float64Array[]
  readonly gathered: Float64Array
}

export function summing({ bins, codes, rows, stride }: BinnedRows): Summing {
  const columns = bins.map((_, column) => codes.subarray(column * rows, (column + 1) * rows))
  while (columns.length % AT_ONCE > 0) columns.push(new Uint8Array(rows))
  return {
    columns,
    sums: columns.map(() => new Float64Array(stride)),
    gathered: new Float64Array(BLOCK),
  }
}

/** Fills a histogram with the sums of these rows. */
export function fill(
  { slopes, bends }: Histogram,
  rows: Uint32Array,
  { values }: Packed,
  { columns, sums, gathered }: Summing,
): void {
  slopes.fill(0)
  bends.fill(0)
  for (let from = 0; from < rows.length; from += BLOCK) {
    const block = rows.subarray(from, from + BLOCK)
    for (let i = 0; i < block.length; i++) gathered[i] = values[block[i] ?? 0] ?? 0
    for (let column = 0; column < columns.length; column += AT_ONCE)
      addFour(block, gathered, columns.slice(column, column + AT_ONCE), sums.slice(column, column + AT_ONCE))
    unpack(sums, slopes, bends)
  }
}

/** Takes a child's sums from its parent's: what is left is the other child's. */
export function subtract(from: Histogram, child: Histogram): void {
  for (let i = 0; i < from.slopes.length; i++) {
    from.slopes[i] = (from.slopes[i] ?? 0) - (child.slopes[i] ?? 0)
    from.bends[i] = (from.bends[i] ?? 0) - (child.bends[i] ?? 0)
  }
}

function addFour(
  rows: Uint32Array,
  gathered: Float64Array,
  [a = NONE, b = a, c = a, d = a]: readonly Uint8Array[],
  [p = NOTHING, q = p, r = p, s = p]: readonly Float64Array[],
): void {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0
    const value = gathered[i] ?? 0
    const [w, x, y, z] = [a[row] ?? 0, b[row] ?? 0, c[row] ?? 0, d[row] ?? 0]
    p[w] = (p[w] ?? 0) + value
    q[x] = (q[x] ?? 0) + value
    r[y] = (r[y] ?? 0) + value
    s[z] = (s[z] ?? 0) + value
  }
}

const NONE = new Uint8Array(0)
const NOTHING = new Float64Array(0)

function unpack(sums: readonly Float64Array[], slopes: Float64Array, bends: Float64Array): void {
  for (const [column, own] of sums.entries()) {
    const first = column * own.length
    for (let bin = 0; bin < own.length; bin++) {
      const value = own[bin] ?? 0
      if (value === 0) continue
      const slope = Math.floor(value / ROOM)
      slopes[first + bin] = (slopes[first + bin] ?? 0) + slope
      bends[first + bin] = (bends[first + bin] ?? 0) + value - slope * ROOM
    }
    own.fill(0)
  }
}
