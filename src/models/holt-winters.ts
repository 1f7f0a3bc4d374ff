import { mean } from '../stats/describe.ts'
import { nelderMead } from './nelder-mead.ts'

/** Smoothing of level, trend and weekday, and how fast the trend dies out; each in (0, 1). */
export interface Smoothing {
  readonly alpha: number
  readonly beta: number
  readonly gamma: number
  readonly phi: number
}

/** Where the series stands after its last day. */
export interface HoltWintersState {
  readonly level: number
  readonly trend: number
  readonly season: readonly number[]
  readonly length: number
}

const PERIOD = 7

/**
 * Damped additive Holt-Winters with a period of seven, smoothing chosen by Nelder-Mead on the one-step squared errors
 * (Gardner and McKenzie 1985; Hyndman's ets(A,Ad,A) up to its start values, taken here from the first weeks). Values are
 * already on the scale where the season adds up (log1p for sales); null is a missing day, passed over by the states.
 * Needs two weeks.
 */
export function fitHoltWinters(values: readonly (number | null)[]): Smoothing {
  const at = nelderMead((x) => squaredErrors(values, smoothing(x)), [-1, -3, -2, 2.5])
  return smoothing(at)
}

/** Runs over the values; `onStep` sees the state before each day is taken in. */
export function runHoltWinters(
  values: readonly (number | null)[],
  { alpha, beta, gamma, phi }: Smoothing,
  onStep?: (index: number, state: HoltWintersState) => void,
): HoltWintersState {
  const start = startOf(values)
  let { level, trend } = start
  const season = [...start.season]
  for (const [i, value] of values.entries()) {
    onStep?.(i, { level, trend, season, length: i })
    const carried = level + phi * trend
    const usual = season[i % PERIOD] ?? 0
    const error = value === null ? 0 : value - carried - usual
    level = carried + alpha * error
    trend = phi * trend + alpha * beta * error
    season[i % PERIOD] = usual + gamma * (1 - alpha) * error
  }
  return { level, trend, season, length: values.length }
}

/** The value `ahead` days after the state's last one (1 is the next day). */
export function holtWintersAhead(state: HoltWintersState, { phi }: Smoothing, ahead: number): number {
  const damped = (phi * (1 - phi ** ahead)) / (1 - phi)
  return state.level + damped * state.trend + (state.season[(state.length + ahead - 1) % PERIOD] ?? 0)
}

function squaredErrors(values: readonly (number | null)[], by: Smoothing): number {
  let sum = 0
  runHoltWinters(values, by, (i, state) => {
    const value = values[i] ?? null
    if (value !== null && i >= PERIOD) sum += (value - holtWintersAhead(state, by, 1)) ** 2
  })
  return sum
}

function startOf(values: readonly (number | null)[]): Omit<HoltWintersState, 'length'> {
  const weeks = values.slice(0, 4 * PERIOD)
  const known = weeks.filter((value) => value !== null)
  const level = mean(known) ?? 0
  const season = Array.from({ length: PERIOD }, (_, day) => {
    const same = weeks.filter((_value, i) => i % PERIOD === day).filter((value) => value !== null)
    return (mean(same) ?? level) - level
  })
  return { level, trend: 0, season }
}

/** From the whole line into the admissible ranges; phi stays in [0.8, 0.98] so that no trend runs away. */
function smoothing([a = 0, b = 0, c = 0, d = 0]: readonly number[]): Smoothing {
  const squash = (x: number) => 1 / (1 + Math.exp(-x))
  return { alpha: squash(a), beta: squash(b), gamma: squash(c), phi: 0.8 + 0.18 * squash(d) }
}
