import { sum } from '../../lib/sum.ts'
import { nelderMead } from './nelder-mead.ts'

/** Values on the scale where season and trend add up; a missing step is NaN. */
export type Values = Float64Array

/** Smoothing of level, trend and season, and how fast the trend dies out; each in (0, 1). */
export interface Smoothing {
  readonly alpha: number
  readonly beta: number
  readonly gamma: number
  readonly phi: number
}

/** Where the series stands after its last step. */
export interface HoltWintersState {
  readonly level: number
  readonly trend: number
  readonly season: Float64Array
  readonly length: number
}

/** errors beyond so many times the mean absolute one count by their size, not by its square */
const HUBER = 3

/**
 * Damped additive Holt-Winters, smoothing chosen by Nelder-Mead on the one-step errors (Gardner and McKenzie 1985;
 * Hyndman's ets(A,Ad,A) up to its start values, taken here from the first four seasons, and up to Huber's loss, under
 * which one wild day does not make every day wild). `period` 1 is the damped trend without a season. Needs two seasons.
 */
export function fitHoltWinters(values: Values, period: number): Smoothing {
  const start = startOf(values, period)
  const at = nelderMead((x) => oneStepLoss(values, smoothing(x), start), [-1, -3, -2, 2.5], { steps: 120 })
  return smoothing(at)
}

/** Runs over the values, from the start the first four seasons give. */
export function runHoltWinters(values: Values, by: Smoothing, period: number): HoltWintersState {
  const start = startOf(values, period)
  const season = Float64Array.from(start.season)
  let { level, trend } = start
  for (let i = 0; i < values.length; i++) {
    const slot = i % period
    const usual = season[slot] ?? 0
    const value = values[i] ?? Number.NaN
    const carried = level + by.phi * trend
    const error = Number.isNaN(value) ? 0 : value - carried - usual
    level = carried + by.alpha * error
    trend = by.phi * trend + by.alpha * by.beta * error
    season[slot] = usual + by.gamma * (1 - by.alpha) * error
  }
  return { level, trend, season, length: values.length }
}

/** The value `ahead` steps after the state's last one (1 is the next). */
export function holtWintersAhead(state: HoltWintersState, { phi }: Smoothing, ahead: number): number {
  const damped = (phi * (1 - phi ** ahead)) / (1 - phi)
  const season = state.season[(state.length + ahead - 1) % state.season.length] ?? 0
  return state.level + damped * state.trend + season
}

interface Start {
  readonly level: number
  readonly trend: number
  readonly season: Float64Array
}

/** Mean Huber loss of the one-step errors after the first season; its bend is learned from the first pass. */
function oneStepLoss(values: Values, { alpha, beta, gamma, phi }: Smoothing, start: Start): number {
  const season = Float64Array.from(start.season)
  const period = season.length
  let { level, trend } = start
  let [sum, scale] = [0, 0]
  const warmUp = Math.max(period, 3)
  for (let i = 0; i < values.length; i++) {
    const slot = i % period
    const usual = season[slot] ?? 0
    const value = values[i] ?? Number.NaN
    const carried = level + phi * trend
    const error = Number.isNaN(value) ? 0 : value - carried - usual
    level = carried + alpha * error
    trend = phi * trend + alpha * beta * error
    season[slot] = usual + gamma * (1 - alpha) * error
    if (i < warmUp) continue
    const size = Math.abs(error)
    scale += size
    const bend = (HUBER * scale) / (i - warmUp + 1)
    sum += size <= bend ? size * size : bend * (2 * size - bend)
  }
  return sum
}

function startOf(values: Values, period: number): Start {
  const first = values.subarray(0, 4 * period)
  let [total, known] = [0, 0]
  for (const value of first) if (!Number.isNaN(value)) [total, known] = [total + value, known + 1]
  const level = known > 0 ? total / known : 0
  const season = new Float64Array(period)
  if (period === 1) return { level: firstLevel(values, level), trend: 0, season }
  for (let slot = 0; slot < period; slot++) {
    let [sum, count] = [0, 0]
    for (let i = slot; i < first.length; i += period) {
      const value = first[i] ?? Number.NaN
      if (!Number.isNaN(value)) [sum, count] = [sum + value, count + 1]
    }
    season[slot] = count > 0 ? sum / count - level : 0
  }
  return { level, trend: 0, season }
}

/** Without a season the first ten steps say where it begins. */
function firstLevel(values: Values, otherwise: number): number {
  const known = values.subarray(0, 10).filter((value) => !Number.isNaN(value))
  return known.length > 0 ? sum(known) / known.length : otherwise
}

/** From the whole line into the admissible ranges; phi stays in [0.8, 0.98] so that no trend runs away. */
function smoothing([a = 0, b = 0, c = 0, d = 0]: readonly number[]): Smoothing {
  const squash = (x: number) => 1 / (1 + Math.exp(-x))
  return { alpha: squash(a), beta: squash(b), gamma: squash(c), phi: 0.8 + 0.18 * squash(d) }
}
