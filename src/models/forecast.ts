import { addDays, type Day, daysBetween } from '../lib/days.ts'
import { mean, quantile } from '../stats/describe.ts'
import type { TooShort } from './anomaly.ts'
import type { Calendar } from './baseline.ts'
import { fitHoltWinters, holtWintersAhead, runHoltWinters } from './holt-winters.ts'

/** One day of a sum or a count; days not listed, and null, are missing. */
export interface SeriesDay {
  readonly day: Day
  readonly value: number | null
}

export interface ForecastDay {
  readonly day: Day
  readonly expected: number
  readonly low: number
  readonly high: number
}

export interface Forecast {
  readonly kind: 'forecast'
  readonly method: 'seasonal naive' | 'damped Holt-Winters'
  readonly days: readonly ForecastDay[]
  /** of all the days together; its interval is narrower than the sum of theirs */
  readonly total: Spread
  /** mean absolute error of the rolling origins against that of repeating last week; below 1 is better */
  readonly skill: number | null
  /** past forecasts the interval rests on */
  readonly origins: number
  /** special days ahead that the past has no example of */
  readonly unknownDays: readonly Day[]
}

export interface ForecastQuestion {
  /** sorted by day, whole days only: an ongoing day is not a day */
  readonly history: readonly SeriesDay[]
  readonly horizon: number
  readonly calendar?: Calendar
  /** times so much on a special day ahead that the past has no example of; 1 when nothing is known */
  readonly liftOfUnknown?: number
}

const NEED_DAYS = 14
const SMOOTH_FROM = 28
const MOST_DAYS = 400
const COVER = 0.8

type Ahead = (values: readonly (number | null)[], horizon: number) => number[]

/**
 * Forecasts a daily sum or count: damped Holt-Winters on log1p from 28 days on, before that last week repeated. Special
 * days (by name) are kept out of the fit and come back as the mean effect of earlier days of that name, shrunk by one
 * day of no effect. 80 % intervals are quantiles of the forecast's own errors at up to 28 earlier origins, with
 * smoothing fitted before the first of them; the mean of exp(error) turns medians into means (Duan's smearing), so
 * totals add up. Fewer than 14 days: too-short. A rate is forecast from its parts, never by itself: `forecastRate`.
 */
export function forecast({
  history,
  horizon,
  calendar = new Map(),
  liftOfUnknown = 1,
}: ForecastQuestion): Forecast | TooShort {
  const days = filled(history).slice(-MOST_DAYS)
  const have = days.filter(({ value }) => value !== null).length
  const last = days.at(-1)
  if (have < NEED_DAYS || !last) return { kind: 'too-short', need: NEED_DAYS, have }
  const logs = days.map(({ value }) => (value === null ? null : Math.log1p(Math.max(0, value))))
  const ordinary = logs.map((value, i) => (calendar.has(days[i]?.day ?? '') ? null : value))
  const isSmooth = ordinary.filter((value) => value !== null).length >= SMOOTH_FROM
  const effects = specialEffects(
    days.map(({ day }) => day),
    logs,
    calendar,
  )
  const ahead = Array.from({ length: horizon }, (_, h) => addDays(last.day, h + 1))
  const lift = ahead.map((day) => {
    const name = calendar.get(day)
    return name === undefined ? 0 : (effects.get(name) ?? Math.log(liftOfUnknown))
  })
  const { errors, totals, skill } = backtest(ordinary, horizon, isSmooth)
  const path = (isSmooth ? smoothed(ordinary) : naive)(ordinary, horizon).map((x, h) => x + (lift[h] ?? 0))
  const daily = path.map((x, h) => ({ day: ahead[h] ?? '', ...interval(x, errors[h] ?? []) }))
  const sum = daily.reduce((all, { expected }) => all + expected, 0)
  return {
    kind: 'forecast',
    method: isSmooth ? 'damped Holt-Winters' : 'seasonal naive',
    days: daily,
    total: totalOf(sum, totals),
    skill,
    origins: totals.length,
    unknownDays: ahead.filter((day) => calendar.has(day) && !effects.has(calendar.get(day) ?? '')),
  }
}

/** A rate from the forecasts of its parts, with the interval of its own past errors carried by the upper part. */
export function forecastRate(of: ForecastQuestion, over: ForecastQuestion): Forecast | TooShort {
  const [top, base] = [forecast(of), forecast(over)]
  if (top.kind === 'too-short') return top
  if (base.kind === 'too-short') return base
  const bases = new Map(over.history.map(({ day, value }) => [day, value]))
  const history = of.history.map(({ day, value }) => {
    const under = bases.get(day)
    return { day, value: value !== null && under ? (1e6 * value) / under : null }
  })
  const own = forecast({ ...of, history })
  if (own.kind === 'too-short') return own
  const isShare = of.history.every(({ day, value }) => (value ?? 0) <= (bases.get(day) ?? 0))
  const most = isShare ? 1 : Number.POSITIVE_INFINITY
  const days = top.days.map((day, h) => {
    const [under, self] = [base.days[h] ?? day, own.days[h] ?? day]
    return { day: day.day, ...ratioOf(day, under, self, most) }
  })
  return { ...own, days, total: ratioOf(top.total, base.total, own.total, most) }
}

type Spread = Omit<ForecastDay, 'day'>

/** The ratio of two forecasts, with the relative interval of the ratio's own; a share ends at 1. */
function ratioOf(of: Spread, over: Spread, own: Spread, most: number): Spread {
  const expected = over.expected > 0 ? Math.min(most, of.expected / over.expected) : 0
  const scale = own.expected > 0 ? expected / own.expected : 1
  return { expected, low: own.low * scale, high: Math.min(most, own.high * scale) }
}

/** Every day from the first to the last, gaps as null. */
function filled(history: readonly SeriesDay[]): SeriesDay[] {
  const [first, last] = [history[0], history.at(-1)]
  if (!first || !last) return []
  const known = new Map(history.map(({ day, value }) => [day, value]))
  return Array.from({ length: daysBetween(first.day, last.day) + 1 }, (_, i) => {
    const day = addDays(first.day, i)
    return { day, value: known.get(day) ?? null }
  })
}

function smoothed(learnFrom: readonly (number | null)[]): Ahead {
  const by = fitHoltWinters(learnFrom)
  return (values, horizon) => {
    const state = runHoltWinters(values, by)
    return Array.from({ length: horizon }, (_, h) => holtWintersAhead(state, by, h + 1))
  }
}

/** The last known value of the same weekday. */
function naive(values: readonly (number | null)[], horizon: number): number[] {
  return Array.from({ length: horizon }, (_, h) => {
    for (let i = values.length + (h % 7) - 7; i >= 0; i -= 7) {
      const value = values[i] ?? null
      if (value !== null) return value
    }
    return mean(values.filter((value) => value !== null)) ?? 0
  })
}

/** Errors (log scale) at earlier origins: by horizon, and of the horizon's total. */
function backtest(values: readonly (number | null)[], horizon: number, isSmooth: boolean) {
  const first = Math.max(NEED_DAYS, values.length - horizon - 27)
  const ahead = isSmooth ? smoothed(values.slice(0, Math.max(first, SMOOTH_FROM))) : naive
  const errors = Array.from({ length: horizon }, (): number[] => [])
  const totals: number[] = []
  let [ours, theirs] = [0, 0]
  for (let origin = first; origin < values.length; origin++) {
    const past = values.slice(0, origin)
    const path = ahead(past, horizon)
    const repeated = naive(past, horizon)
    let [seen, said] = [0, 0]
    for (let h = 0; h < Math.min(horizon, values.length - origin); h++) {
      const actual = values[origin + h] ?? null
      if (actual === null) continue
      const median = path[h] ?? 0
      errors[h]?.push(actual - median)
      ours += Math.abs(Math.expm1(actual) - Math.expm1(median))
      theirs += Math.abs(Math.expm1(actual) - Math.expm1(repeated[h] ?? 0))
      seen += Math.expm1(actual)
      said += Math.expm1(median)
    }
    if (origin + horizon <= values.length && seen > 0 && said > 0) totals.push(Math.log(seen / said))
  }
  const pooled = errors.flat()
  const byHorizon = errors.map((own) => (own.length >= 10 ? own : pooled))
  return {
    errors: byHorizon,
    totals: totals.length >= 10 ? totals : pooled,
    skill: theirs > 0 ? ours / theirs : null,
  }
}

function interval(median: number, errors: readonly number[]): Spread {
  const smear = mean(errors.map(Math.exp)) ?? 1
  const value = (x: number) => Math.max(0, Math.expm1(x))
  return {
    expected: value(median) * smear,
    low: value(median + tail(errors, 0)),
    high: value(median + tail(errors, 1)),
  }
}

/** The days' means already carry what past forecasts were off on average: only the spread around that is left. */
function totalOf(expected: number, errors: readonly number[]): Spread {
  const middle = expected / (mean(errors.map(Math.exp)) ?? 1)
  return { expected, low: middle * Math.exp(tail(errors, 0)), high: middle * Math.exp(tail(errors, 1)) }
}

/** Lower (0) or upper (1) end of the central 80 % of the errors. */
function tail(errors: readonly number[], side: 0 | 1): number {
  return quantile(errors, side === 0 ? (1 - COVER) / 2 : (1 + COVER) / 2) ?? 0
}

/** What a named day adds on the log scale: its mean distance from the same weekday's median, shrunk n / (n + 1). */
function specialEffects(
  days: readonly Day[],
  logs: readonly (number | null)[],
  calendar: Calendar,
): Map<string, number> {
  const seen = new Map<string, number[]>()
  for (const [i, day] of days.entries()) {
    const [name, value] = [calendar.get(day), logs[i] ?? null]
    if (name === undefined || value === null) continue
    const same = [-21, -14, -7, 7, 14, 21].flatMap((shift) => {
      const near = calendar.has(days[i + shift] ?? '') ? null : (logs[i + shift] ?? null)
      return near === null ? [] : [near]
    })
    const usual = quantile(same, 0.5)
    if (usual !== null) seen.set(name, [...(seen.get(name) ?? []), value - usual])
  }
  return new Map(
    [...seen].map(([name, gaps]) => [name, ((mean(gaps) ?? 0) * gaps.length) / (gaps.length + 1)]),
  )
}
