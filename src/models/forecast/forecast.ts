import { addDays, type Day, daysBetween } from '../../lib/days.ts'
import type { TooShort } from '../anomaly/finding.ts'
import { type Calendar, holidaysOf } from '../calendar/calendar.ts'
import type { Spread } from './intervals.ts'
import { forecastSeries, type SeriesForecast } from './series.ts'

/** One day of a sum or a count; days not listed, and null, are missing. */
export interface SeriesDay {
  readonly day: Day
  readonly value: number | null
}

/** `expected` is the mean, so that totals add up; `median` is as often too low as too high. */
export interface ForecastDay extends Spread {
  readonly day: Day
}

export interface Forecast {
  readonly kind: 'forecast'
  /** what was averaged, the largest share first */
  readonly members: SeriesForecast['members']
  readonly days: readonly ForecastDay[]
  /** of all the days asked for together; its interval is narrower than the sum of theirs */
  readonly total: Spread
  /** mean absolute error of the rolling origins against that of repeating last week; below 1 is better */
  readonly skill: number | null
  /** past forecasts the interval rests on */
  readonly origins: number
  /** special days ahead that the past has no example of */
  readonly unknownDays: readonly Day[]
  /** campaigns ahead, the feasts that made a difference before, and those that the past has no example of */
  readonly namedDays: Calendar
}

export interface ForecastQuestion {
  /** sorted by day, whole days only: an ongoing day is not a day */
  readonly history: readonly SeriesDay[]
  readonly horizon: number
  /** days ahead that `total` leaves out; 0 when not given */
  readonly leaveOut?: number
  /** the shop's own campaigns; feasts are known (calendar.ts) and need not be named */
  readonly calendar?: Calendar
  /** the holidays of the shop's country (country-days.ts), of the history and ahead: each counts where it made a difference */
  readonly ofCountry?: Calendar
  /** times so much on a special day ahead that the past has no example of; 1 when nothing is known */
  readonly liftOfUnknown?: number
}

const NEED_DAYS = 14
const WEEK = 7
const YEAR = 365.25
/** a yearly season is looked for once this much has been seen of it */
const YEARLY_FROM = 400

/**
 * Forecasts a daily sum or count: an ensemble weighted by rolling-origin backtest (ensemble.ts), on log1p. Campaigns
 * and notable feasts are kept out of the fit and come back as the mean effect of earlier days of that name. 80 %
 * intervals come from the forecast's own errors at earlier origins (forecast-intervals.ts). Fewer than 14 days:
 * too-short. A rate is forecast from its parts, never by itself: `forecastRate`.
 */
export function forecast({
  history,
  horizon,
  leaveOut = 0,
  calendar = new Map(),
  ofCountry = new Map(),
  liftOfUnknown = 1,
}: ForecastQuestion): Forecast | TooShort {
  const [first, last] = [history[0], history.at(-1)]
  const have = history.filter(({ value }) => value !== null).length
  if (have < NEED_DAYS || !first || !last) return { kind: 'too-short', need: NEED_DAYS, have }
  const values = valuesOf(history, first.day, last.day)
  const end = addDays(last.day, horizon + 1)
  const place = (named: Calendar) => indexed(named, first.day, values.length + horizon)
  const found = forecastSeries({
    values,
    horizon,
    leaveOut,
    axis: axisOf(first.day, values.length),
    marks: place(calendar),
    feasts: place(new Map([...holidaysOf({ from: first.day, to: end }), ...ofCountry])),
    ofCountry: place(ofCountry),
    liftOfUnknown,
  })
  const dayAt = (h: number) => addDays(last.day, h + 1)
  return {
    kind: 'forecast',
    members: found.members,
    days: found.steps.map((step, h) => ({ day: dayAt(h), ...step })),
    total: found.total,
    skill: found.skill,
    origins: found.origins,
    unknownDays: found.unknown.map(dayAt),
    namedDays: new Map([...found.named].map(([h, name]) => [dayAt(h), name])),
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

/** The ratio of two forecasts, with the relative interval of the ratio's own; a share ends at 1. */
function ratioOf(of: Spread, over: Spread, own: Spread, most: number): Spread {
  const expected = over.expected > 0 ? Math.min(most, of.expected / over.expected) : 0
  const scale = own.expected > 0 ? expected / own.expected : 1
  const ends = { low: Math.min(expected, own.low * scale), high: Math.min(most, own.high * scale) }
  return { expected, median: Math.min(most, own.median * scale), ...ends }
}

/** Every day from the first to the last, gaps as NaN. */
export function valuesOf(history: readonly SeriesDay[], first: Day, last: Day): Float64Array {
  const values = new Float64Array(daysBetween(first, last) + 1).fill(Number.NaN)
  for (const { day, value } of history) values[daysBetween(first, day)] = value ?? Number.NaN
  return values
}

function axisOf(first: Day, length: number) {
  const phase = daysBetween('2000-01-01', first) / YEAR
  return { period: WEEK, year: length >= YEARLY_FROM ? YEAR : null, phase }
}

/** The days of a calendar by their place in a series that starts on `first`. */
export function indexed(calendar: Calendar, first: Day, length: number): Map<number, string> {
  const found = new Map<number, string>()
  for (const [day, name] of calendar) {
    const i = daysBetween(first, day)
    if (i >= 0 && i < length) found.set(i, name)
  }
  return found
}
