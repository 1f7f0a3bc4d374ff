import type { Day } from '../../src/lib/days.ts'
import { sumOf } from '../../src/lib/sum.ts'
import { plural } from '../../src/lib/text.ts'
import type { Block, Message, Table } from '../../src/messages/message.ts'
import { isRatio, type Metric, type Point, type Scope } from '../../src/metrics/metric.ts'
import type { ChartedKpi } from '../../src/report/chart-kpi.ts'
import type { Comparison } from '../../src/report/compare.ts'
import { dataAsOf } from '../../src/report/say-data.ts'
import { againstUsual, comparedCells, kpiChart } from '../../src/report/say-kpis.ts'
import { longDay, metricName, shortDay, showFigure, showMark } from '../../src/report/show.ts'
import type { Segments } from './segments.ts'

export interface KpiAnswer {
  readonly metric: Metric
  readonly scope: Scope
  readonly asOf: Day
  /** the days asked for */
  readonly shown: readonly Point[]
  /** the last of them that has a value; null when none has */
  readonly compared: Comparison | null
  readonly charted: ChartedKpi
  readonly segments: Segments | null
}

const ROWS = 15

export function sayKpi(answer: KpiAnswer, currency: string): Message {
  const { metric, scope, shown, compared, charted, segments, asOf } = answer
  const name = metricName(metric, scope)
  const source: Block = { kind: 'context', spans: `${metric.definition} ${dataAsOf(asOf)}.` }
  const days = daysOf(shown)
  if (!compared) {
    const text = `${name}: no data ${days}.`
    return { text, blocks: [{ kind: 'text', spans: text }, source] }
  }
  const said = `${name} on ${longDay(compared.today.day)}: ${against(compared, currency)}`
  return {
    text: said,
    blocks: [
      { kind: 'header', text: name },
      {
        kind: 'text',
        spans: [said, ...expected(compared, currency), ...overRange(metric, shown, currency)].join('\n'),
      },
      ...(shown.length > 1
        ? [kpiChart(charted, `${metric.label}, ${plural(shown.length, 'day')}`, currency)]
        : []),
      ...(segments ? [table(segments, compared.today.day, currency)] : []),
      source,
    ],
  }
}

function against(compared: Comparison, currency: string): string {
  const { metric, today } = compared
  const said = againstUsual(compared, currency)
  return said === null
    ? `${showFigure(metric.unit, today.value, currency)}, nothing yet to compare it with.`
    : `${said} (${showMark(compared)}).`
}

function expected({ metric, expected: found }: Comparison, currency: string): string[] {
  if (!found || found.because === 'special day without a past') return []
  const show = (value: number) => showFigure(metric.unit, value, currency)
  return [
    `Expected ${show(found.expected)} by the last 12 weeks; outside ${show(found.low)} to ${show(found.high)} would be far from ordinary.`,
  ]
}

/** The whole range in one figure: a rate over all of it, a sum in all. */
function overRange(metric: Metric, shown: readonly Point[], currency: string): string[] {
  const known = shown.filter(({ value }) => value !== null)
  if (known.length < 2) return []
  const of = sumOf(known, (point) => point.of)
  const over = sumOf(known, (point) => point.over)
  const show = (value: number) => showFigure(metric.unit, value, currency)
  const missing = shown.length - known.length
  const gaps = missing > 0 ? ` (${plural(missing, 'day')} without data)` : ''
  if (isRatio(metric)) return [`${sentence(daysOf(shown))}: ${show(of / over)} over all days${gaps}.`]
  return [`${sentence(daysOf(shown))}: ${show(of)} in all, ${show(of / known.length)} a day${gaps}.`]
}

function daysOf(shown: readonly Point[]): string {
  const [first, last] = [shown[0]?.day ?? '', shown.at(-1)?.day ?? '']
  return first === last ? `on ${longDay(first)}` : `from ${shortDay(first)} to ${longDay(last)}`
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}

function table({ dimension, rows }: Segments, day: Day, currency: string): Table {
  const some = rows.length > ROWS ? `, the largest ${ROWS} of ${rows.length}` : ''
  return {
    kind: 'table',
    caption: `By ${dimension} on ${longDay(day)}${some}`,
    columns: [
      { label: sentence(dimension) },
      { label: 'Value', align: 'right' },
      { label: 'Usual', align: 'right' },
      { label: 'Change', align: 'right' },
      { label: 'Reading' },
    ],
    rows: rows.slice(0, ROWS).map(({ member, compared }) => [member, ...comparedCells(compared, currency)]),
  }
}
