import { addDays, type Day } from '../../lib/days.ts'
import { sum, sumOf } from '../../lib/sum.ts'
import type { Calendar } from '../../models/calendar/calendar.ts'
import { holtWinters, seasonalMean, seasonalNaive } from '../../models/forecast/candidates.ts'
import { forecast } from '../../models/forecast/forecast.ts'
import type { Spread } from '../../models/forecast/intervals.ts'
import { forecastSeries } from '../../models/forecast/series.ts'
import { mase, smape } from '../../stats/series/forecast-errors.ts'
import type { FileSeries } from './series-file.ts'
import type { Step } from './series-step.ts'

const BASELINES = {
  seasonalNaive: [seasonalNaive],
  seasonalMean: [seasonalMean, seasonalNaive],
  holtWinters: [holtWinters, seasonalNaive],
}
export type Way = 'ours' | keyof typeof BASELINES
export const WAYS: readonly Way[] = ['ours', 'seasonalNaive', 'seasonalMean', 'holtWinters']

interface Figures {
  readonly mase: number | null
  readonly smape: number | null
  /** share of the values within their 80 % interval */
  readonly coverage: number | null
}

export type Judged =
  | {
      readonly kind: 'judged'
      readonly origins: number
      readonly ways: Readonly<Record<Way, Figures>>
      /** processor time of one forecast of ours: other work on the machine does not lengthen it */
      readonly ms: number
    }
  | { readonly kind: 'too-short'; readonly have: number; readonly need: number }

export interface JudgeTask {
  readonly step: Step
  readonly horizon: number
  readonly origins: number
  /** campaigns, known to our way alone */
  readonly calendar: Calendar
  /** the holidays of the country, known to our way alone */
  readonly ofCountry: Calendar
}

const DAY_ZERO = '1970-01-01'
/** a yearly season is looked for once this share of a year has been seen */
const YEARS_SEEN = 1.1

/** Forecasts a series from several of its past steps by every way, each told nothing of what came later. */
export function judgeSeries(
  series: FileSeries,
  { step, horizon, origins, calendar, ofCountry }: JudgeTask,
): Judged {
  const values = withoutStart(series.values)
  const first = series.first + series.values.length - values.length
  const least = Math.max(2 * step.period, 8)
  const found = Array.from({ length: origins }, (_, k) => values.length - horizon * (origins - k)).filter(
    (origin) => origin >= least && (!step.isDay || knownIn(values.subarray(0, origin)) >= least),
  )
  if (found.length === 0) return { kind: 'too-short', have: values.length, need: least + horizon }
  const figures = new Map<Way, Figures[]>(WAYS.map((way) => [way, []]))
  let ms = 0
  for (const origin of found) {
    const past = values.subarray(0, origin)
    const actual = values.subarray(origin, origin + horizon)
    for (const way of WAYS) {
      const start = process.cpuUsage()
      const axis = axisOf(step, first, origin)
      const steps =
        way !== 'ours'
          ? forecastSeries({ values: past, horizon, axis, members: BASELINES[way] }).steps
          : step.isDay
            ? asTheBot(past, { first, horizon, calendar, ofCountry })
            : forecastSeries({ values: past, horizon, axis }).steps
      if (way === 'ours') ms += cpuMs(start)
      const median = steps.map((one) => one.median)
      const known = steps.filter((_, h) => !Number.isNaN(actual[h] ?? Number.NaN)).length
      const held = steps.filter(
        ({ low, high }, h) => (actual[h] ?? Number.NaN) >= low && (actual[h] ?? Number.NaN) <= high,
      )
      figures.get(way)?.push({
        mase: mase(past, actual, median, step.period),
        smape: smape(actual, median),
        coverage: known > 0 ? held.length / known : null,
      })
    }
  }
  const of = (way: Way): Figures => {
    const own = figures.get(way) ?? []
    return {
      mase: averageOf(own.map((one) => one.mase)),
      smape: averageOf(own.map((one) => one.smape)),
      coverage: averageOf(own.map((one) => one.coverage)),
    }
  }
  const ways = {
    ours: of('ours'),
    seasonalNaive: of('seasonalNaive'),
    seasonalMean: of('seasonalMean'),
    holtWinters: of('holtWinters'),
  }
  return { kind: 'judged', origins: found.length, ways, ms: ms / found.length }
}

function knownIn(values: Float64Array): number {
  return sumOf(values, (value) => (Number.isNaN(value) ? 0 : 1))
}

function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}

/** What was not yet sold, or not yet counted, is no history. */
function withoutStart(values: Float64Array): Float64Array {
  const start = values.findIndex((value) => value !== 0 && !Number.isNaN(value))
  return values.subarray(Math.max(0, start))
}

function axisOf(step: Step, first: number, length: number) {
  const isLong = step.year !== null && length >= YEARS_SEEN * step.year
  const year = isLong ? step.year : null
  return { period: step.period, year, phase: year === null ? 0 : first / year }
}

/** The day of a step of days. */
export function dayAt(step: number): Day {
  return addDays(DAY_ZERO, step)
}

/** Days as `/forecast` and the nightly job forecast them; no steps where they are too few. */
function asTheBot(
  past: Float64Array,
  of: Pick<JudgeTask, 'horizon' | 'calendar' | 'ofCountry'> & { readonly first: number },
): readonly Spread[] {
  const start = dayAt(of.first)
  const history = Array.from(past, (value, i) => ({
    day: addDays(start, i),
    value: Number.isNaN(value) ? null : value,
  }))
  const found = forecast({ history, horizon: of.horizon, calendar: of.calendar, ofCountry: of.ofCountry })
  return found.kind === 'forecast' ? found.days : []
}

function averageOf(values: readonly (number | null)[]): number | null {
  const known = values.flatMap((value) => (value === null ? [] : [value]))
  return known.length > 0 ? sum(known) / known.length : null
}
