import type { Square } from './cholesky.ts'

/** columns done at a time: two blocks of rows and their products stay in the cache */
const BLOCK = 64

/**
 * Inverse of a symmetric positive definite matrix by blocked Cholesky, for hundreds to a few thousand columns:
 * A = L L', T = L^-T, A^-1 = T T'. Null when A is not positive definite to working precision. Only the lower half of
 * `a` is read; n^3 multiply-adds, all on contiguous rows, and three matrices of n^2 doubles (see bench/recommend).
 * Source: Golub and Van Loan, Matrix Computations, 4.2. The inverse of [[4, 2], [2, 5]] is [[5, -2], [-2, 4]] / 16.
 */
export function inverse(a: Square): Square | null {
  const { size } = a
  const l = a.values.slice()
  for (let from = 0; from < size; from += BLOCK) {
    const columns: Span = [from, Math.min(size, from + BLOCK)]
    subtractProducts({ into: l, left: l, right: l, size, rows: [from, size], columns, over: [0, from] })
    if (!factorBlock(l, a.values, size, columns)) return null
    solveRows({ x: l, l, size, rows: [columns[1], size], columns })
  }
  const t = new Float64Array(size * size)
  for (let from = 0; from < size; from += BLOCK)
    transposedInverse(t, l, size, [from, Math.min(size, from + BLOCK)])
  return { size, values: productOfUpper(t, size) }
}

/** half-open */
type Span = readonly [from: number, to: number]

/** T of these rows: T[i] solves L y = e_i, and its part below the diagonal is 0. */
function transposedInverse(t: Float64Array, l: Float64Array, size: number, rows: Span): void {
  for (let i = rows[0]; i < rows[1]; i++) t[i * size + i] = 1
  for (let from = rows[0]; from < size; from += BLOCK) {
    const columns: Span = [from, Math.min(size, from + BLOCK)]
    subtractProducts({ into: t, left: t, right: l, size, rows, columns, over: [rows[0], from] })
    solveRows({ x: t, l, size, rows, columns })
  }
}

/** T T' of an upper triangular T. */
function productOfUpper(t: Float64Array, size: number): Float64Array {
  const p = new Float64Array(size * size)
  for (let from = 0; from < size; from += BLOCK) {
    const columns: Span = [from, Math.min(size, from + BLOCK)]
    for (let i = from; i < size; i += BLOCK) {
      const rows: Span = [i, Math.min(size, i + BLOCK)]
      subtractProducts({ into: p, left: t, right: t, size, rows, columns, over: [i, size] })
    }
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const value = -(p[i * size + j] ?? 0)
      p[i * size + j] = value
      p[j * size + i] = value
    }
  }
  return p
}

/**
 * into[i][j] -= sum over k of left[i][k] right[j][k], four rows by two columns at a time: eight sums for six loads. At
 * an edge the last row or column stands in for those that are not there, and its sums are counted once.
 */
function subtractProducts(work: {
  readonly into: Float64Array
  readonly left: Float64Array
  readonly right: Float64Array
  readonly size: number
  readonly rows: Span
  readonly columns: Span
  readonly over: Span
}): void {
  const { into, left, right, size, rows, columns, over } = work
  const [first, last] = over
  if (last <= first) return
  const lastRow = (rows[1] - 1) * size
  const lastColumn = (columns[1] - 1) * size
  for (let i = rows[0]; i < rows[1]; i += 4) {
    const a = i * size
    const b = Math.min(a + size, lastRow)
    const c = Math.min(b + size, lastRow)
    const d = Math.min(c + size, lastRow)
    for (let j = columns[0]; j < columns[1]; j += 2) {
      const p = j * size
      const q = Math.min(p + size, lastColumn)
      let ap = 0
      let aq = 0
      let bp = 0
      let bq = 0
      let cp = 0
      let cq = 0
      let dp = 0
      let dq = 0
      for (let k = first; k < last; k++) {
        const u = right[p + k] ?? 0
        const v = right[q + k] ?? 0
        const w = left[a + k] ?? 0
        ap += w * u
        aq += w * v
        const x = left[b + k] ?? 0
        bp += x * u
        bq += x * v
        const y = left[c + k] ?? 0
        cp += y * u
        cq += y * v
        const z = left[d + k] ?? 0
        dp += z * u
        dq += z * v
      }
      subtract(into, a + j, ap)
      if (b > a) subtract(into, b + j, bp)
      if (c > b) subtract(into, c + j, cp)
      if (d > c) subtract(into, d + j, dp)
      if (q === p) continue
      subtract(into, a + j + 1, aq)
      if (b > a) subtract(into, b + j + 1, bq)
      if (c > b) subtract(into, c + j + 1, cq)
      if (d > c) subtract(into, d + j + 1, dq)
    }
  }
}

function subtract(into: Float64Array, at: number, sum: number): void {
  into[at] = (into[at] ?? 0) - sum
}

/** The Cholesky factor of a block on the diagonal, in place; false when a pivot is lost to rounding. */
function factorBlock(l: Float64Array, a: Float64Array, size: number, [from, to]: Span): boolean {
  for (let row = from; row < to; row++) {
    for (let column = from; column <= row; column++) {
      let sum = l[row * size + column] ?? 0
      for (let k = from; k < column; k++) sum -= (l[row * size + k] ?? 0) * (l[column * size + k] ?? 0)
      if (column < row) l[row * size + column] = sum / (l[column * size + column] ?? 1)
      else if (sum > 1e-12 * Math.abs(a[row * size + row] ?? 0)) l[row * size + row] = Math.sqrt(sum)
      else return false
    }
  }
  return true
}

/** Replaces these rows X of a block of columns by X L^-T of the block on the diagonal. */
function solveRows(work: {
  readonly x: Float64Array
  readonly l: Float64Array
  readonly size: number
  readonly rows: Span
  readonly columns: Span
}): void {
  const { x, l, size, rows, columns } = work
  for (let row = rows[0]; row < rows[1]; row++) {
    for (let column = columns[0]; column < columns[1]; column++) {
      let sum = x[row * size + column] ?? 0
      for (let k = columns[0]; k < column; k++) sum -= (x[row * size + k] ?? 0) * (l[column * size + k] ?? 0)
      x[row * size + column] = sum / (l[column * size + column] ?? 1)
    }
  }
}
