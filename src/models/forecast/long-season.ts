import type { Axis } from './harmonic-regression.ts'
import type { Values } from './holt-winters.ts'

/** Long seasons averaged for what is usual. */
const SEASONS = 4

/** Whether the longer season holds whole shorter ones, as the week does days of hours but no year weeks of days. */
export function hasWholeLongSeason({ period, year }: Axis): boolean {
  return year !== null && period > 1 && Number.isInteger(year / period)
}

/**
 * For two seasons at once, such as the day and the week of hourly values: the mean of the last four values of the same
 * place in the long season, plus the last distance from it, which fades with the horizon as its own autocorrelation
 * does (the best linear forecast from that one distance). Learns the fading from three long seasons before `until`.
 */
export function longSeasonPaths(values: Values, until: number, season: number, horizon: number) {
  const from = Math.max(season, until - (SEASONS - 1) * season)
  const rest = Float64Array.from({ length: Math.max(0, until - from) }, (_, k) => {
    const at = from + k
    return (values[at] ?? Number.NaN) - usualAt(values, at, at, season)
  })
  const fades = Float64Array.from({ length: horizon }, (_, h) => autocorrelation(rest, h + 1))
  return (origin: number): Float64Array => {
    const left = lastRest(values, origin, season)
    return Float64Array.from({ length: horizon }, (_, h) => {
      const usual = usualAt(values, origin + h, origin, season)
      return usual + (fades[h] ?? 0) * left
    })
  }
}

/** Mean of the last four known values of the place of `at`, of those before `before`. */
function usualAt(values: Values, at: number, before: number, season: number): number {
  let [sum, count] = [0, 0]
  for (let i = at - season; i >= 0 && count < SEASONS; i -= season) {
    const value = values[i] ?? Number.NaN
    if (i < before && !Number.isNaN(value)) [sum, count] = [sum + value, count + 1]
  }
  return count > 0 ? sum / count : Number.NaN
}

/** The newest distance from what was usual, at most a few steps old. */
function lastRest(values: Values, origin: number, season: number): number {
  for (let i = origin - 1; i >= Math.max(0, origin - 3); i--) {
    const rest = (values[i] ?? Number.NaN) - usualAt(values, i, i, season)
    if (!Number.isNaN(rest)) return rest
  }
  return 0
}

/** Regression of the distance on the one `lag` steps before, within 0 and 1. */
function autocorrelation(rest: Float64Array, lag: number): number {
  let [products, squares] = [0, 0]
  for (let i = lag; i < rest.length; i++) {
    const [now, then] = [rest[i] ?? Number.NaN, rest[i - lag] ?? Number.NaN]
    if (Number.isNaN(now) || Number.isNaN(then)) continue
    products += now * then
    squares += then * then
  }
  return squares > 0 ? Math.max(0, Math.min(1, products / squares)) : 0
}
