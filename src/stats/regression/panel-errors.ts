import { cholesky, type Square, solveFactored } from '../algebra/cholesky.ts'
import type { Effect } from './within.ts'

export interface PanelErrors {
  /** robust (HC1, or CR1 by cluster) covariance of the coefficients, zero where null; row-major */
  readonly covariance: Square
  /** for t quantiles: clusters - 1, or rows less what was estimated */
  readonly degrees: number
}

/** A regression as solved, within its effects. */
export interface Solved {
  /** indices of the columns that tell something */
  readonly kept: readonly number[]
  readonly b: Float64Array
  readonly factor: Square
  readonly x: readonly Float64Array[]
  readonly residuals: Float64Array
  readonly weights: Float64Array | undefined
}

/** HC1, or CR1 by cluster; `degrees`: rows less what was estimated. */
export function errorsOf(
  { kept, factor, x, residuals, weights }: Solved,
  clusters: Effect | null,
  { size, degrees }: { readonly size: number; readonly degrees: number },
): PanelErrors {
  const groups = clusters?.levels ?? residuals.length
  const scores = x.map((column) => sumsBy(clusters, residuals, column, weights))
  const small = clusters
    ? (groups / (groups - 1)) * ((residuals.length - 1) / Math.max(1, residuals.length - x.length))
    : residuals.length / degrees
  const covariance = new Float64Array(size * size)
  const sandwich = sandwiched(factor, moments(scores))
  for (const [i, at] of kept.entries())
    for (const [j, other] of kept.entries())
      covariance[at * size + other] = small * (sandwich.values[i * kept.length + j] ?? 0)
  return { covariance: { size, values: covariance }, degrees: clusters ? groups - 1 : degrees }
}

/** CR3: each cluster left out once. */
export function jackknifed(
  { kept, x, residuals, weights }: Solved,
  clusters: Effect,
  size: number,
): PanelErrors | null {
  const scores = x.map((column) => sumsBy(clusters, residuals, column, weights))
  const own = x.map((left, i) => x.slice(0, i + 1).map((right) => sumsBy(clusters, left, right, weights)))
  const all = moments(x, weights)
  const values = new Float64Array(size * size)
  for (let group = 0; group < clusters.levels; group++) {
    const without = all.values.slice()
    for (const [i, row] of own.entries())
      for (const [j, sums] of row.entries()) {
        without[i * x.length + j] = (without[i * x.length + j] ?? 0) - (sums[group] ?? 0)
        if (i !== j) without[j * x.length + i] = without[i * x.length + j] ?? 0
      }
    const factor = cholesky({ size: x.length, values: without })
    if (!factor) return null
    const moved = solveFactored(
      factor,
      scores.map((sums) => sums[group] ?? 0),
    )
    for (const [i, at] of kept.entries())
      for (const [j, other] of kept.entries())
        values[at * size + other] = (values[at * size + other] ?? 0) + (moved[i] ?? 0) * (moved[j] ?? 0)
  }
  const share = (clusters.levels - 1) / clusters.levels
  return { covariance: { size, values: values.map((value) => share * value) }, degrees: clusters.levels - 1 }
}

/** Sum of the products of two columns by cluster; by row where there are none. */
function sumsBy(
  clusters: Effect | null,
  left: Float64Array,
  right: Float64Array,
  weights: Float64Array | undefined,
): Float64Array {
  const sums = new Float64Array(clusters?.levels ?? left.length)
  for (let row = 0; row < left.length; row++) {
    const group = clusters?.group[row] ?? row
    sums[group] = (sums[group] ?? 0) + (weights?.[row] ?? 1) * (left[row] ?? 0) * (right[row] ?? 0)
  }
  return sums
}

/** A^-1 M A^-1, given A's factor. */
function sandwiched(factor: Square, middle: Square): Square {
  const { size } = middle
  const half = rowsSolved(factor, middle)
  const turned = Float64Array.from({ length: size * size }, (_, k) => {
    const row = Math.floor(k / size)
    return half[(k - row * size) * size + row] ?? 0
  })
  return { size, values: rowsSolved(factor, { size, values: turned }) }
}

/** Every row of M, a symmetric matrix or the transpose of what is wanted, solved by A. */
function rowsSolved(factor: Square, { size, values }: Square): Float64Array {
  const solved = new Float64Array(size * size)
  for (let row = 0; row < size; row++)
    solved.set(solveFactored(factor, values.subarray(row * size, (row + 1) * size)), row * size)
  return solved
}

export function moments(x: readonly Float64Array[], weights?: Float64Array): Square {
  const size = x.length
  const values = new Float64Array(size * size)
  for (const [i, left] of x.entries())
    for (let j = 0; j <= i; j++) {
      const sum = dot(left, x[j] ?? left, weights)
      values[i * size + j] = sum
      values[j * size + i] = sum
    }
  return { size, values }
}

export function dot(a: Float64Array, b: Float64Array, weights?: Float64Array): number {
  let sum = 0
  for (let row = 0; row < a.length; row++) sum += (weights?.[row] ?? 1) * (a[row] ?? 0) * (b[row] ?? 0)
  return sum
}
