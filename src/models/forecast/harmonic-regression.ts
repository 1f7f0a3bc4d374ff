import { sum, sumOf } from '../../lib/sum.ts'
import { solve } from '../../stats/algebra/cholesky.ts'
import type { Values } from './holt-winters.ts'

/** What the regression is told of the time axis. */
export interface Axis {
  /** steps of the season */
  readonly period: number
  /** steps of a year; null where the history is too short for a yearly season, or the season is the year */
  readonly year: number | null
  /** when the first value is, as a share of the year */
  readonly phase: number
}

/** Prior standard deviations in units of the values' own; the smaller, the nearer to 0 the coefficient stays. */
const PRIOR = { slope: 0.5, bend: 0.1, season: 0.5, year: 0.3 } as const
/** noise as a share of the values' variance, what the priors are weighed against */
const NOISE = 0.3
const BENDS = 12
const HARMONICS = 6
/** coefficients hardly move in a few steps: at earlier origins they are solved for every so many, from what was seen */
const SOLVED_EVERY = 7
/** how fast the last residuals fade: weight of the newest, and what is left of them after a step */
const ALPHA = 0.4
const FADES = 0.98

/**
 * Regression on a trend that may bend, the season, and the harmonics of the year, by ridge: the shape of Prophet's model
 * (Taylor and Letham 2018) with normal priors and so a closed solution, plus a dynamic term (Young, Pedregal and Tych
 * 1999): the smoothed last residual, fading by 2 % a step, so that a level the trend has not followed is not lost.
 * `learn` takes the normal equations up to `until` and returns the path of any later origin, in ascending order.
 */
export function harmonicRegression(values: Values, until: number, axis: Axis, horizon: number) {
  const design = designOf(values.length + horizon, until, axis)
  const known = values.subarray(0, until).filter((value) => !Number.isNaN(value))
  const centre = sum(known) / Math.max(1, known.length)
  const spread = Math.sqrt(sumOf(known, (value) => (value - centre) ** 2) / Math.max(1, known.length))
  const scale = spread > 0 ? spread : 1
  const size = design.penalties.length
  const gram = new Float64Array(size * size)
  const right = new Float64Array(size)
  for (let j = 0; j < size; j++) gram[j * size + j] = design.penalties[j] ?? 0
  let taken = 0
  const take = (origin: number) => {
    for (; taken < origin; taken++) {
      const z = ((values[taken] ?? Number.NaN) - centre) / scale
      if (!Number.isNaN(z)) addRow(gram, right, design.row(taken), z)
    }
  }
  let weights: Float64Array = new Float64Array(size)
  let solvedAt = Number.NEGATIVE_INFINITY
  const fitted = (i: number) => {
    const row = design.row(i)
    let sum = 0
    for (let j = 0; j < size; j++) sum += (row[j] ?? 0) * (weights[j] ?? 0)
    return sum
  }
  return (origin: number): Float64Array => {
    take(origin)
    if (origin - solvedAt >= SOLVED_EVERY) {
      weights = solve({ size, values: gram }, right) ?? new Float64Array(size)
      solvedAt = origin
    }
    let left = 0
    let weight = 0
    for (let i = Math.max(0, origin - 28); i < origin; i++) {
      left *= 1 - ALPHA
      weight *= 1 - ALPHA
      const z = ((values[i] ?? Number.NaN) - centre) / scale
      if (Number.isNaN(z)) continue
      left += ALPHA * (z - fitted(i))
      weight += ALPHA
    }
    const residual = weight > 0 ? left / weight : 0
    const path = new Float64Array(horizon)
    for (let h = 0; h < horizon; h++)
      path[h] = centre + scale * (fitted(origin + h) + residual * FADES ** (h + 1))
    return path
  }
}

function addRow(gram: Float64Array, right: Float64Array, row: Float64Array, z: number): void {
  const size = row.length
  for (let j = 0; j < size; j++) {
    const x = row[j] ?? 0
    if (x === 0) continue
    right[j] = (right[j] ?? 0) + x * z
    for (let k = 0; k <= j; k++) gram[j * size + k] = (gram[j * size + k] ?? 0) + x * (row[k] ?? 0)
  }
}

function designOf(steps: number, until: number, { period, year, phase }: Axis) {
  const span = Math.max(period, year ?? 52 * period)
  const bends = Array.from({ length: BENDS }, (_, k) => (0.9 * until * (k + 1)) / (BENDS + 1))
  const harmonics = year === null ? 0 : HARMONICS
  const priors = [
    Number.POSITIVE_INFINITY,
    PRIOR.slope,
    ...bends.map(() => PRIOR.bend * (span / Math.max(span, until)) ** 0.5),
    ...(period > 1 ? new Array<number>(period).fill(PRIOR.season) : []),
    ...Array.from({ length: 2 * harmonics }, (_, k) => PRIOR.year / (1 + Math.floor(k / 2)) ** 0.5),
  ]
  const size = priors.length
  const matrix = new Float64Array(steps * size)
  for (let i = 0; i < steps; i++) {
    const row = matrix.subarray(i * size, (i + 1) * size)
    let j = 0
    row[j++] = 1
    row[j++] = (i - until / 2) / span
    for (const bend of bends) row[j++] = Math.max(0, i - bend) / span
    if (period > 1) {
      row[j + (i % period)] = 1
      j += period
    }
    const angle = year === null ? 0 : 2 * Math.PI * (phase + i / year)
    for (let k = 1; k <= harmonics; k++) {
      row[j++] = Math.sin(k * angle)
      row[j++] = Math.cos(k * angle)
    }
  }
  return {
    row: (i: number) => matrix.subarray(i * size, (i + 1) * size),
    penalties: priors.map((sd) => (sd === Number.POSITIVE_INFINITY ? 1e-6 : NOISE / sd ** 2)),
  }
}
