import { addDays, type Day, type DayRange, daysBetween } from '../../src/lib/days.ts'
import type { Message, Table } from '../../src/messages/message.ts'
import { isRatio, type Metric, type Scope } from '../../src/metrics/metric.ts'
import type { ChartedKpi } from '../../src/report/chart-kpi.ts'
import { dataAsOf } from '../../src/report/say-data.ts'
import { kpiChart } from '../../src/report/say-kpis.ts'
import { sayMetric } from '../../src/report/say-segment.ts'
import type { Locale } from '../../src/report/words/locale.ts'
import type { Figure, Period, PeriodSegments } from './period.ts'

interface About {
  readonly metric: Metric
  readonly scope: Scope
  readonly asOf: Day
  readonly charted: ChartedKpi
  readonly period: Period
}

const ROWS = 15

/** The period in one figure against the one before it; then day by day and by segment. */
export function sayPeriod({ metric, scope, asOf, charted, period }: About, locale: Locale): Message {
  const { kpi, metrics, sentence, paragraph } = locale.words
  const name = sayMetric(metric, scope, locale)
  const { value, range } = period
  const show = (figure: number | null) => locale.figure(metric.unit, figure)
  const against = (figure: Figure) =>
    kpi.period.against({
      move: locale.move(metric.unit, value.value, figure.value.value),
      value: show(figure.value.value),
      days: daysOf(figure.range, locale),
    })
  const days = daysBetween(range.from, range.to)
  const daily = isRatio(metric) || metric.isLevel ? '' : kpi.period.aDay(show((value.value ?? 0) / days))
  const before = period.before ? against(period.before) : kpi.period.nothingBefore
  const yearBefore = period.yearBefore ? against(period.yearBefore) : kpi.period.noYearBefore
  const lead = kpi.period.lead(name, daysOf(range, locale), show(value.value), before)
  const length = `${kpi.period.length(days, period.isRunning)}${daily}`
  return {
    text: lead,
    blocks: [
      { kind: 'header', text: kpi.named(name, daysOf(range, locale)) },
      { kind: 'text', spans: [lead, kpi.period.detail(length, yearBefore)].join('\n') },
      kpiChart(charted, locale),
      ...(period.segments ? [table(period.segments, metric, locale)] : []),
      { kind: 'context', spans: paragraph([metrics.definition(metric), sentence([dataAsOf(asOf, locale)])]) },
    ],
  }
}

function daysOf({ from, to }: DayRange, { words: { kpi } }: Locale): string {
  return kpi.period.days(from, addDays(to, -1))
}

function table({ dimension, rows }: PeriodSegments, metric: Metric, locale: Locale): Table {
  const { kpi, metrics } = locale.words
  const some = rows.length > ROWS ? kpi.largest(ROWS, rows.length) : ''
  return {
    kind: 'table',
    caption: `${kpi.period.bySegment(metrics.dimension(dimension))}${some}`,
    columns: [
      { label: metrics.dimensionTitle(dimension) },
      { label: kpi.columns.value, align: 'right' },
      { label: kpi.period.before, align: 'right' },
      { label: kpi.columns.change, align: 'right' },
    ],
    rows: rows
      .slice(0, ROWS)
      .map(({ member, value, before }) => [
        member,
        locale.figure(metric.unit, value.value),
        locale.figure(metric.unit, before?.value ?? null),
        locale.move(metric.unit, value.value, before?.value),
      ]),
  }
}
