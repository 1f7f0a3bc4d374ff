import { addDays, type Day, type DayRange, daysBetween } from '../../src/lib/days.ts'
import { plural } from '../../src/lib/text.ts'
import type { Message, Table } from '../../src/messages/message.ts'
import { isRatio, type Metric, type Scope } from '../../src/metrics/metric.ts'
import { showMove } from '../../src/metrics/read/show.ts'
import type { ChartedKpi } from '../../src/report/chart-kpi.ts'
import { dataAsOf } from '../../src/report/say-data.ts'
import { kpiChart } from '../../src/report/say-kpis.ts'
import { longDay, metricName, shortDay, showFigure } from '../../src/report/show.ts'
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
export function sayPeriod({ metric, scope, asOf, charted, period }: About, currency: string): Message {
  const name = metricName(metric, scope)
  const { value, range } = period
  const show = (figure: number | null) => showFigure(metric.unit, figure, currency)
  const compared = (figure: Figure | null, otherwise: string) =>
    figure
      ? `${showMove(metric.unit, value.value ?? 0, figure.value.value ?? 0)} against ${show(figure.value.value)} of ${daysOf(figure.range)}`
      : otherwise
  const days = daysBetween(range.from, range.to)
  const daily = isRatio(metric) || metric.isLevel ? '' : `, ${show((value.value ?? 0) / days)} a day`
  const lead = `${name}, ${daysOf(range)}: ${show(value.value)}, ${compared(period.before, 'with no whole period before it in the data')}.`
  const more = [
    `${plural(days, 'day')}${period.isRunning ? ' so far' : ''}${daily}.`,
    `A year before: ${compared(period.yearBefore, 'not in the data')}.`,
  ]
  return {
    text: lead,
    blocks: [
      { kind: 'header', text: `${name}, ${daysOf(range)}` },
      { kind: 'text', spans: [lead, more.join(' ')].join('\n') },
      kpiChart(charted, `${metric.label}, ${plural(days, 'day')}`, currency),
      ...(period.segments ? [table(period.segments, metric, currency)] : []),
      { kind: 'context', spans: `${metric.definition} ${dataAsOf(asOf)}.` },
    ],
  }
}

/** `1 Oct to Sat 31 Oct 2026`. */
function daysOf({ from, to }: DayRange): string {
  return `${shortDay(from)} to ${longDay(addDays(to, -1))}`
}

function table({ dimension, rows }: PeriodSegments, metric: Metric, currency: string): Table {
  const some = rows.length > ROWS ? `, the largest ${ROWS} of ${rows.length}` : ''
  return {
    kind: 'table',
    caption: `By ${dimension} over the period${some}`,
    columns: [
      { label: `${dimension.slice(0, 1).toUpperCase()}${dimension.slice(1)}` },
      { label: 'Value', align: 'right' },
      { label: 'Before', align: 'right' },
      { label: 'Change', align: 'right' },
    ],
    rows: rows
      .slice(0, ROWS)
      .map(({ member, value, before }) => [
        member,
        showFigure(metric.unit, value.value, currency),
        showFigure(metric.unit, before?.value ?? null, currency),
        value.value === null || before?.value == null
          ? '–'
          : showMove(metric.unit, value.value, before.value),
      ]),
  }
}
