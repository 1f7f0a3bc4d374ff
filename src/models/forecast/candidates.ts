import { autoregression, autoregressionNeeds } from './autoregression.ts'
import { type Axis, harmonicRegression } from './harmonic-regression.ts'
import { fitHoltWinters, holtWintersAhead, runHoltWinters, type Values } from './holt-winters.ts'
import { hasWholeLongSeason, longSeasonPaths } from './long-season.ts'
import { seasonProfile } from './season-profile.ts'
import { fitAlpha, lineSlope, smooth, thetaAhead } from './theta.ts'
import { lastYearPaths, yearLag, yearShape } from './year-season.ts'

/** The steps after an origin, as seen from it: nothing at or after the origin is looked at. */
type PathAt = (origin: number) => Float64Array

/** A way to forecast. What it learns, it learns from the values before `until`; origins are asked in ascending order. */
export interface Candidate {
  readonly name: string
  /** steps it needs before `until` */
  needs(axis: Axis): number
  learn(
    values: Values,
    task: { readonly until: number; readonly axis: Axis; readonly horizon: number },
  ): PathAt
}

const SMOOTHED_STEPS = 420

export const seasonalNaive: Candidate = {
  name: 'seasonal naive',
  needs: () => 1,
  learn:
    (values, { axis: { period }, horizon }) =>
    (origin) =>
      Float64Array.from({ length: horizon }, (_, h) => lastOf(values, origin, h, period)),
}

/** The mean of the last four values of the same place in the season. */
export const seasonalMean: Candidate = {
  name: 'seasonal mean',
  needs: ({ period }) => 2 * period,
  learn:
    (values, { axis: { period }, horizon }) =>
    (origin) =>
      Float64Array.from({ length: horizon }, (_, h) => {
        let [sum, count] = [0, 0]
        for (let i = origin + (h % period) - period; i >= 0 && count < 4; i -= period) {
          const value = values[i] ?? Number.NaN
          if (!Number.isNaN(value)) [sum, count] = [sum + value, count + 1]
        }
        return count > 0 ? sum / count : lastOf(values, origin, h, period)
      }),
}

export const holtWinters: Candidate = {
  name: 'damped Holt-Winters',
  needs: ({ period }) => Math.max(2 * period, 8),
  learn(values, { until, axis: { period }, horizon }) {
    const from = recent(until, period)
    const by = fitHoltWinters(values.subarray(from, until), period)
    return (origin) => {
      const state = runHoltWinters(values.subarray(from, origin), by, period)
      return Float64Array.from({ length: horizon }, (_, h) => holtWintersAhead(state, by, h + 1))
    }
  },
}

export const theta: Candidate = {
  name: 'theta',
  needs: ({ period }) => Math.max(2 * period, 8),
  learn(values, { until, axis: { period }, horizon }) {
    const from = recent(until, period)
    const alpha = fitAlpha(seasonProfile(values.subarray(from, until), period).adjusted)
    return (origin) => {
      const { season, adjusted } = seasonProfile(values.subarray(from, origin), period)
      const smoothed = smooth(adjusted, alpha)
      const slope = lineSlope(adjusted)
      return Float64Array.from(
        { length: horizon },
        (_, h) =>
          thetaAhead(smoothed, slope, adjusted.length, h + 1) + (season[(adjusted.length + h) % period] ?? 0),
      )
    }
  },
}

export const harmonics: Candidate = {
  name: 'harmonic regression',
  needs: ({ period }) => Math.max(4 * period, 12),
  learn: (values, { until, axis, horizon }) => harmonicRegression(values, until, axis, horizon),
}

export const seasonalAutoregression: Candidate = {
  name: 'autoregression',
  needs: autoregressionNeeds,
  learn: (values, { until, axis, horizon }) => autoregression(values, until, axis, horizon),
}

export const longSeason: Candidate = {
  name: 'long season',
  needs: (axis) => (hasWholeLongSeason(axis) ? 2 * (axis.year ?? 0) + axis.period : Number.POSITIVE_INFINITY),
  learn(values, { until, axis, horizon }) {
    const paths = longSeasonPaths(values, until, axis.year ?? axis.period, horizon)
    return (origin) =>
      paths(origin).map((value, h) => (Number.isNaN(value) ? lastOf(values, origin, h, axis.period) : value))
  },
}

/** steps beyond a year before last year is repeated, and beyond one before its shape is trusted */
const PAST_A_YEAR = 28

export const lastYear: Candidate = {
  name: 'last year',
  needs: (axis) => {
    const lag = yearLag(axis)
    return lag === null
      ? Number.POSITIVE_INFINITY
      : lag + Math.max(axis.period, Math.round((PAST_A_YEAR * lag) / 364))
  },
  learn(values, { until, axis, horizon }) {
    const lag = yearLag(axis) ?? axis.period
    const paths = lastYearPaths(values, until, { lag, period: axis.period, horizon })
    return (origin) =>
      paths(origin).map((value, h) => (Number.isNaN(value) ? lastOf(values, origin, h, axis.period) : value))
  },
}

/** The Theta method on what the time of the year leaves. */
export const yearly: Candidate = {
  name: 'theta of the year',
  needs: (axis) => {
    const lag = yearLag(axis)
    return lag === null ? Number.POSITIVE_INFINITY : Math.round(1.5 * lag)
  },
  learn(values, { until, axis, horizon }) {
    const lag = yearLag(axis) ?? axis.period
    const shape = yearShape(values.subarray(0, until), { lag, period: axis.period })
    const of = (i: number) => shape[i % lag] ?? 0
    const paths = theta.learn(
      values.map((value, i) => value - of(i)),
      { until, axis, horizon },
    )
    return (origin) => paths(origin).map((value, h) => value + of(origin + h))
  },
}

export const fortnight: Candidate = {
  name: 'fortnight',
  needs: ({ period }) => (period === 7 ? 8 * period : Number.POSITIVE_INFINITY),
  learn: (values, { until, axis, horizon }) =>
    holtWinters.learn(values, { until, axis: { ...axis, period: 2 * axis.period }, horizon }),
}

/** The Theta method with the longer season, such as the week of hours. */
export const longTheta: Candidate = {
  name: 'theta of the long season',
  needs: (axis) => (hasWholeLongSeason(axis) ? 2 * (axis.year ?? 0) + axis.period : Number.POSITIVE_INFINITY),
  learn: (values, { until, axis, horizon }) =>
    theta.learn(values, { until, axis: { ...axis, period: axis.year ?? axis.period }, horizon }),
}

/** Where smoothing starts: what is longer ago has no weight left. A whole number of seasons before `until`. */
function recent(until: number, period: number): number {
  const seasons = Math.max(5, Math.ceil(SMOOTHED_STEPS / period))
  return Math.max(0, until - seasons * period)
}

/** The last known value of the same place in the season, else of any. */
function lastOf(values: Values, origin: number, h: number, period: number): number {
  for (let i = origin + (h % period) - period; i >= 0; i -= period) {
    const value = values[i] ?? Number.NaN
    if (!Number.isNaN(value)) return value
  }
  for (let i = origin - 1; i >= 0; i--) {
    const value = values[i] ?? Number.NaN
    if (!Number.isNaN(value)) return value
  }
  return 0
}
