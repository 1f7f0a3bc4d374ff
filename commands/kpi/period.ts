import type { Lake } from '../../src/lake/contract/lake.ts'
import { addDays, addMonths, type Day, type DayRange, daysBetween } from '../../src/lib/days.ts'
import { sumOf } from '../../src/lib/sum.ts'
import {
  type Dimension,
  isRatio,
  type Metric,
  type Point,
  pointOf,
  type Scope,
} from '../../src/metrics/metric.ts'
import { series, seriesBy } from '../../src/metrics/read/series.ts'

/** A period in one figure, beside the one before it and the same a year earlier. */
export interface PeriodFigures {
  readonly range: DayRange
  /** as asked; later than the data when the period still runs */
  readonly isRunning: boolean
  readonly value: Point
  /** how many of its days have data */
  readonly days: number
  readonly before: Figure | null
  readonly yearBefore: Figure | null
}

export interface Period extends PeriodFigures {
  readonly segments: PeriodSegments | null
}

export interface Figure {
  readonly range: DayRange
  readonly value: Point
  /** how many of its days have data */
  readonly days: number
}

export interface PeriodSegments {
  readonly dimension: Dimension
  readonly rows: readonly { readonly member: string; readonly value: Point; readonly before: Point | null }[]
}

export interface AskedPeriod {
  readonly metric: Metric
  readonly scope: Scope
  readonly range: DayRange
  readonly known: { readonly first: Day; readonly day: Day }
  /** the dimension it is shown by; without one the first that tells two members apart */
  readonly by?: Dimension | null
}

const ORDER: readonly Dimension[] = ['category', 'platform', 'channel', 'region']

export async function readPeriod(lake: Pick<Lake, 'query'>, asked: AskedPeriod): Promise<Period | null> {
  const figures = await readFigures(lake, asked)
  if (!figures) return null
  const { range, before } = figures
  const segments = asked.scope === 'all' ? await segmentsIn(lake, asked, range, before?.range ?? null) : null
  return { ...figures, segments }
}

/** October against September and last October; of a running month as many days of the month before. */
export async function readFigures(
  lake: Pick<Lake, 'query'>,
  { metric, scope, range: asked, known }: AskedPeriod,
): Promise<PeriodFigures | null> {
  const end = addDays(known.day, 1)
  const range = { from: asked.from, to: asked.to < end ? asked.to : end }
  const figure = async (days: DayRange): Promise<Figure | null> => {
    if (days.from < known.first) return null
    const points = await series(lake, metric, scope, days)
    const value = inOne(metric, days, points)
    return value && { range: days, value, days: points.filter((point) => point.value !== null).length }
  }
  const own = await figure({ ...range, from: range.from < known.first ? known.first : range.from })
  if (!own) return null
  return {
    ...own,
    isRunning: asked.to > end,
    before: await figure(precedes(asked, range)),
    yearBefore: await figure({ from: addMonths(range.from, -12), to: addMonths(range.to, -12) }),
  }
}

/** Of a whole month the month before, of other days as many before; no more of them than have data by now. */
function precedes(asked: DayRange, range: DayRange): DayRange {
  const isMonths = asked.from.endsWith('-01') && asked.to.endsWith('-01')
  if (!isMonths) return { from: addDays(range.from, -daysBetween(range.from, range.to)), to: range.from }
  const months =
    12 * (Number(asked.to.slice(0, 4)) - Number(asked.from.slice(0, 4))) +
    monthOf(asked.to) -
    monthOf(asked.from)
  const from = addMonths(asked.from, -months)
  const to = asked.to === range.to ? asked.from : addDays(from, daysBetween(range.from, range.to))
  return { from, to: to < asked.from ? to : asked.from }
}

function monthOf(day: Day): number {
  return Number(day.slice(5, 7))
}

/** A rate over all of the days, a sum in all, a level as its mean; null without any day of data. */
function inOne(metric: Metric, { from }: DayRange, points: readonly Point[]): Point | null {
  const known = points.filter(({ value }) => value !== null)
  if (known.length === 0) return null
  const of = sumOf(known, (point) => point.of)
  if (isRatio(metric))
    return pointOf(
      from,
      of,
      sumOf(known, (point) => point.over),
    )
  return pointOf(from, metric.isLevel ? of / known.length : of, 1)
}

async function segmentsIn(
  lake: Pick<Lake, 'query'>,
  { metric, by = null }: AskedPeriod,
  range: DayRange,
  before: DayRange | null,
): Promise<PeriodSegments | null> {
  for (const dimension of (by ? [by] : ORDER).filter((name) => metric.dimensions.includes(name))) {
    const past = before ? await seriesBy(lake, metric, dimension, before) : new Map<string, Point[]>()
    const rows = [...(await seriesBy(lake, metric, dimension, range))].flatMap(([member, points]) => {
      const value = inOne(metric, range, points)
      const was = before ? inOne(metric, before, past.get(member) ?? []) : null
      return value ? [{ member, value, before: was }] : []
    })
    if (rows.length > 1)
      return { dimension, rows: rows.toSorted((a, b) => size(metric, b.value) - size(metric, a.value)) }
  }
  return null
}

function size(metric: Metric, point: Point): number {
  return isRatio(metric) ? point.over : point.of
}
