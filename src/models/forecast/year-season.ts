import type { Axis } from './harmonic-regression.ts'
import type { Values } from './holt-winters.ts'
import { hasWholeLongSeason } from './long-season.ts'
import { seasonProfile } from './season-profile.ts'
import { fitAlpha } from './theta.ts'

/** Years that are looked back on for one step. */
const YEARS = 3
/** of the year, how far to either side its shape is smoothed where a step alone has seen too little: a triangle */
const NEAR = 1 / 26

/** A year in whole seasons, so that Mondays meet Mondays: 364 days, 52 weeks; null where no year is looked for. */
export function yearLag(axis: Axis): number | null {
  const { period, year } = axis
  return year === null || hasWholeLongSeason(axis) ? null : Math.round(year / period) * period
}

/**
 * The same step of last year, plus how far the series is now from where it was then: simple exponential smoothing of the
 * differences to last year (the seasonal random walk with a level; fpp3 8.1 and 9.1). It knows what no smooth curve of the year
 * does: the week before Christmas, a promotion every other week.
 */
export function lastYearPaths(values: Values, until: number, { lag, period, horizon }: Lagged) {
  const gaps = values.map((value, i) => value - before(values, i, lag, period))
  const alpha = fitAlpha(gaps.subarray(lag, until))
  let [level, weight, taken] = [0, 0, lag]
  return (origin: number): Float64Array => {
    for (; taken < origin; taken++) {
      const gap = gaps[taken] ?? Number.NaN
      if (Number.isNaN(gap)) continue
      // the first gaps count alike until their own mean is steadier than the smoothing
      weight = Math.min(1 / alpha, weight + 1)
      level += (gap - level) / weight
    }
    return Float64Array.from(
      { length: horizon },
      (_, h) => before(values, origin + h, lag, period, origin) + level,
    )
  }
}

export interface Lagged {
  readonly lag: number
  readonly period: number
  readonly horizon: number
}

/** The value a year before; where that is missing the mean of the weeks beside it. */
function before(values: Values, at: number, lag: number, period: number, origin = values.length): number {
  const i = at - lag
  const own = i < origin ? (values[i] ?? Number.NaN) : Number.NaN
  if (!Number.isNaN(own)) return own
  let [sum, count] = [0, 0]
  for (const near of [i - period, i + period]) {
    const value = near < origin ? (values[near] ?? Number.NaN) : Number.NaN
    if (!Number.isNaN(value)) [sum, count] = [sum + value, count + 1]
  }
  return count > 0 ? sum / count : Number.NaN
}

/**
 * What the time of the year adds: the mean over the years of the distance from the centred mean of a year, the shorter
 * season taken out first, smoothed over two weeks to either side (classical decomposition with a loess of the year, as MSTL
 * does; Bandara, Hyndman and Bergmeir 2021). One value a step of the year, from the first step of `values`.
 */
export function yearShape(values: Values, { lag, period }: Pick<Lagged, 'lag' | 'period'>): Float64Array {
  const { adjusted } = seasonProfile(values, period)
  const sums = new Float64Array(lag)
  const counts = new Float64Array(lag)
  const around = centredMeans(adjusted, lag)
  for (let i = Math.max(0, adjusted.length - YEARS * lag); i < adjusted.length; i++) {
    const value = (adjusted[i] ?? Number.NaN) - (around[i] ?? Number.NaN)
    if (Number.isNaN(value)) continue
    sums[i % lag] = (sums[i % lag] ?? 0) + value
    counts[i % lag] = (counts[i % lag] ?? 0) + 1
  }
  const half = period === 1 ? 0 : Math.round(lag * NEAR)
  const shape = Float64Array.from({ length: lag }, (_, slot) => {
    let [total, weight] = [0, 0]
    for (let d = -half; d <= half; d++) {
      const at = (slot + d + lag) % lag
      const near = 1 - Math.abs(d) / (half + 1)
      total += near * (sums[at] ?? 0)
      weight += near * (counts[at] ?? 0)
    }
    return weight > 0 ? total / weight : 0
  })
  const middle = shape.reduce((a, b) => a + b, 0) / lag
  return shape.map((value) => value - middle)
}

/** Mean of the year around each step; near an end that of the first or the last year. */
function centredMeans(values: Values, lag: number): Float64Array {
  const sums = new Float64Array(values.length + 1)
  const counts = new Float64Array(values.length + 1)
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN
    const isKnown = !Number.isNaN(value)
    sums[i + 1] = (sums[i] ?? 0) + (isKnown ? value : 0)
    counts[i + 1] = (counts[i] ?? 0) + (isKnown ? 1 : 0)
  }
  return Float64Array.from(values, (_, i) => {
    const lo = Math.max(0, Math.min(i - (lag >> 1), values.length - lag))
    const hi = Math.min(values.length, lo + lag)
    const count = (counts[hi] ?? 0) - (counts[lo] ?? 0)
    return count > 0 ? ((sums[hi] ?? 0) - (sums[lo] ?? 0)) / count : Number.NaN
  })
}
