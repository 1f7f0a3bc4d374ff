import { sumOf } from '../../lib/sum.ts'
import { cholesky, inverseDiagonal, type Square, solveFactored, solveLower } from '../algebra/cholesky.ts'

/** Counts over time, with what drives them. */
export interface Counts {
  /** by row, each with its own intercept column */
  readonly x: readonly (readonly number[])[]
  readonly y: readonly number[]
  /** log of the exposure */
  readonly offset: readonly number[]
  /** when, in steps; rows may share one */
  readonly at: readonly number[]
}

/** How counts scatter beyond Poisson, as relative variances. */
export interface Noise {
  /** of a level that drifts and comes back */
  readonly drift: number
  /** what is left of the drift after one step, in [0, 1) */
  readonly persistence: number
  /** of every row by itself */
  readonly clump: number
}

export interface DriftingFit {
  readonly coefficients: readonly number[]
  readonly standardErrors: readonly number[]
  /** squares of whitened residuals over their degrees of freedom, drawn to 1 */
  readonly scale: number
}

/** a scale of its own counts as much as so many degrees of freedom of the shared one */
const SHARED_DEGREES = 30

/**
 * Poisson regression whose level drifts: generalised estimating equations (Liang and Zeger 1986) with log link and
 * covariance mu + mu mu' (drift persistence^|steps| + clump), started at `start` (of a plain Poisson regression).
 * What drifts slowly cannot pass for the effect of a price that moved a few times, and the errors know it. Null when
 * the columns are collinear or nothing converges in 25 steps. Without noise it is Poisson regression.
 */
export function driftingPoisson(counts: Counts, noise: Noise, start: readonly number[]): DriftingFit | null {
  let b = [...start]
  const shared = sharedCovariance(counts.at, noise)
  for (let step = 0; step < 25; step++) {
    const whitened = whiten(counts, { noise, shared }, b)
    if (!whitened) return null
    const { columns, target, factor } = whitened
    const change = solveFactored(
      factor,
      columns.map((column) => dot(column, target)),
    )
    const longest = change.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    const shorter = Math.min(1, 1 / longest)
    b = b.map((value, i) => value + shorter * (change[i] ?? 0))
    if (longest < 1e-6) return summed(counts, whitened, b)
  }
  return null
}

function summed(counts: Counts, { target, factor }: Whitened, coefficients: readonly number[]): DriftingFit {
  const degrees = counts.y.length - coefficients.length
  const scale = (SHARED_DEGREES + dot(target, target)) / (SHARED_DEGREES + degrees)
  return {
    coefficients,
    standardErrors: [...inverseDiagonal(factor)].map((variance) => Math.sqrt(variance * scale)),
    scale,
  }
}

interface Whitened {
  readonly columns: readonly Float64Array[]
  /** relative residuals (y - mu) / mu */
  readonly target: Float64Array
  /** of X' V^-1 X */
  readonly factor: Square
  readonly logDeterminant: number
}

/** What the drift makes of every two rows, of which only the lower half is read. */
function sharedCovariance(at: readonly number[], { drift, persistence }: Noise): Float64Array {
  const rows = at.length
  const covariance = new Float64Array(rows * rows)
  const powers: number[] = []
  for (let row = 0; row < rows; row++)
    for (let other = 0; other < row; other++) {
      const steps = Math.abs((at[row] ?? 0) - (at[other] ?? 0))
      const left = powers[steps] ?? persistence ** steps
      powers[steps] = left
      covariance[row * rows + other] = drift * left
    }
  return covariance
}

function whiten(
  { x, y, offset }: Counts,
  { noise, shared }: { readonly noise: Noise; readonly shared: Float64Array },
  b: readonly number[],
): Whitened | null {
  const rows = y.length
  const covariance = Float64Array.from(shared)
  const relative = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    let eta = offset[row] ?? 0
    for (const [i, value] of (x[row] ?? []).entries()) eta += value * (b[i] ?? 0)
    const mu = Math.exp(Math.max(-30, Math.min(30, eta)))
    relative[row] = ((y[row] ?? 0) - mu) / mu
    covariance[row * rows + row] = 1 / mu + noise.clump + noise.drift
  }
  const lower = cholesky({ size: rows, values: covariance })
  if (!lower) return null
  const size = b.length
  const columns = Array.from({ length: size }, (_, i) =>
    solveLower(
      lower,
      Float64Array.from(x, (row) => row[i] ?? 0),
    ),
  )
  const information = new Float64Array(size * size)
  for (const [i, left] of columns.entries())
    for (const [j, right] of columns.entries()) information[i * size + j] = dot(left, right)
  const factor = cholesky({ size, values: information })
  if (!factor) return null
  const logDeterminant = 2 * (logDiagonal(lower) + logDiagonal(factor))
  return { columns, target: solveLower(lower, relative), factor, logDeterminant }
}

/**
 * How the counts of many products scatter: the noise of the largest restricted likelihood (Patterson and Thompson
 * 1971) over all of them together, residuals taken as normal, by coordinate search in steps that halve. A product by
 * itself tells too little of it. `fits` are plain Poisson coefficients.
 */
export function sharedNoise(
  products: readonly { readonly counts: Counts; readonly fit: readonly number[] }[],
): Noise {
  const loss = (at: readonly number[]) =>
    sumOf(products, ({ counts, fit }) => restrictedLoss(counts, noiseAt(at), fit))
  let best: readonly number[] = START
  let least = loss(best)
  for (let step = 1; step > 0.2; step /= 2)
    for (let isBetter = true, rounds = 0; isBetter && rounds < 4; rounds++) {
      isBetter = false
      for (const i of best.keys())
        for (const way of [step, -step]) {
          const tried = best.map((value, j) => (i === j ? value + way : value))
          const found = loss(tried)
          if (!(found < least)) continue
          ;[best, least, isBetter] = [tried, found, true]
          break
        }
    }
  return noiseAt(best)
}

/** both together .15 as a log; the drift's share .2 and persistence .8 as log-odds (the latter within its limits) */
const START = [Math.log(0.15), Math.log(0.2 / 0.8), 0.5]
/** a level that half forgets itself within a step is a clump; one that never does is no level at all */
const PERSISTENCE = { least: 0.5, most: 0.98 } as const

function noiseAt([size = 0, share = 0, persistence = 0]: readonly number[]): Noise {
  const { least, most } = PERSISTENCE
  const both = Math.exp(Math.min(size, 2))
  return {
    drift: both * logistic(share),
    clump: both * logistic(-share),
    persistence: least + (most - least) * logistic(Math.max(-3, Math.min(3, persistence))),
  }
}

function logistic(odds: number): number {
  return 1 / (1 + Math.exp(-odds))
}

/** Minus twice the restricted log-likelihood at the best step from these coefficients. */
function restrictedLoss(counts: Counts, noise: Noise, fit: readonly number[]): number {
  const whitened = whiten(counts, { noise, shared: sharedCovariance(counts.at, noise) }, fit)
  if (!whitened) return 0
  const { columns, target, factor, logDeterminant } = whitened
  const projected = solveLower(
    factor,
    columns.map((column) => dot(column, target)),
  )
  return logDeterminant + dot(target, target) - dot(projected, projected)
}

function logDiagonal({ size, values }: Square): number {
  let sum = 0
  for (let i = 0; i < size; i++) sum += Math.log(values[i * size + i] ?? 1)
  return sum
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}
