import { addDays, type Day } from '../lib/days.ts'
import type { Chart } from '../messages/message.ts'
import type { Metric, Point } from '../metrics/metric.ts'
import { usual } from '../metrics/read/usual.ts'

/** A KPI day by day beside its usual level. */
export interface ChartedKpi {
  readonly metric: Metric
  readonly days: readonly Day[]
  readonly values: readonly (number | null)[]
  readonly usual: readonly (number | null)[]
  /** holidays and promotions among the days */
  readonly marks: NonNullable<Chart['marks']>
}

const CHART_DAYS = 28

/** The days a chart shows when none are asked for: four weeks that end on the day. */
export function chartDays(last: Day): Day[] {
  return Array.from({ length: CHART_DAYS }, (_, i) => addDays(last, i - CHART_DAYS + 1))
}

export function chartKpi(
  { metric, points }: { readonly metric: Metric; readonly points: readonly Point[] },
  days: readonly Day[],
  calendar: ReadonlyMap<Day, string>,
): ChartedKpi {
  const byDay = new Map(points.map((point) => [point.day, point.value]))
  return {
    metric,
    days,
    values: days.map((day) => byDay.get(day) ?? null),
    usual: days.map((day) => usual(metric, points, day, calendar)?.value ?? null),
    marks: marksOn(days, calendar),
  }
}

/** What the calendar names of the days, by their place among them. */
export function marksOn(
  days: readonly Day[],
  calendar: ReadonlyMap<Day, string>,
): NonNullable<Chart['marks']> {
  return days.flatMap((day, at) => {
    const label = calendar.get(day)
    return label === undefined ? [] : [{ at, label }]
  })
}
