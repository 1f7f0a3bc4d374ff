import { addMonths, type Day, type DayRange, daysBetween, daysIn } from '../../lib/days.ts'
import { groupBy } from '../../lib/group.ts'
import type { Metric, Point } from '../../metrics/metric.ts'
import type { StoredAlert } from '../../state/alerts.ts'
import { alignedPoint, periodPoint } from './align.ts'
import type { MonthlyFacts } from './read.ts'

/** A period in one figure, beside the one before and the same a year before as its own days would have brought them. */
export interface PeriodComparison {
  readonly metric: Metric
  readonly value: Point
  readonly before: Point | null
  readonly yearBefore: Point | null
}

/** How many alerts a KPI had and what people said of them; '' are those of the data. */
interface AlertNoise {
  readonly kpi: string
  readonly opened: number
  readonly useful: number
  readonly expected: number
  readonly noise: number
}

export interface Monthly {
  readonly range: DayRange
  readonly compared: readonly PeriodComparison[]
  readonly noise: readonly AlertNoise[]
  /** days of it without sales data */
  readonly daysMissing: readonly Day[]
}

export function decideMonthly({ range, lines, named, alerts }: MonthlyFacts): Monthly {
  const months = Math.round(daysBetween(range.from, range.to) / 30)
  const earlierBy = (count: number): DayRange => ({
    from: addMonths(range.from, -count),
    to: addMonths(range.to, -count),
  })
  const compared = lines.flatMap(({ metric, points }) => {
    const value = periodPoint(metric, points, range)
    if (value?.value == null) return []
    const beside = (count: number) =>
      alignedPoint(metric, points, { range, earlier: earlierBy(count), named })
    return [{ metric, value, before: beside(months), yearBefore: beside(12) }]
  })
  const sales =
    lines.find(({ metric }) => metric.name === 'gmv') ?? lines.find(({ metric }) => metric.name === 'orders')
  const known = new Set(sales?.points.flatMap(({ day, value }) => (value === null ? [] : [day])))
  return {
    range,
    compared,
    noise: noiseOf(alerts),
    daysMissing: sales ? daysIn(range).filter((day) => !known.has(day)) : [],
  }
}

function noiseOf(alerts: readonly StoredAlert[]): AlertNoise[] {
  const count = (of: readonly StoredAlert[], wanted: StoredAlert['feedback']) =>
    of.filter(({ feedback }) => feedback === wanted).length
  return [...groupBy(alerts, ({ kpi }) => kpi)]
    .map(([kpi, of]) => ({
      kpi,
      opened: of.length,
      useful: count(of, 'useful'),
      expected: count(of, 'expected'),
      noise: count(of, 'noise'),
    }))
    .sort((a, b) => b.opened - a.opened)
}
