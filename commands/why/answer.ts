import { type Day, weekdayName } from '../../src/lib/days.ts'
import { plural } from '../../src/lib/text.ts'
import type { Message, Span } from '../../src/messages/message.ts'
import type { Metric, Scope } from '../../src/metrics/metric.ts'
import type { ChartedKpi } from '../../src/report/chart-kpi.ts'
import type { Comparison } from '../../src/report/compare.ts'
import type { LocatedChange, MetricCells } from '../../src/report/locate-change.ts'
import type { SalesMovement } from '../../src/report/movement.ts'
import { dataAsOf } from '../../src/report/say-data.ts'
import { againstUsual, kpiChart } from '../../src/report/say-kpis.ts'
import { saySales, saySegment } from '../../src/report/say-movement.ts'
import { longDay, metricName, shortDay, showFigure } from '../../src/report/show.ts'
import { factorTable, segmentTables } from './tables.ts'

export interface WhyAnswer {
  readonly metric: Metric
  readonly scope: Scope
  readonly day: Day
  readonly asOf: Day
  /** null: no value on the day */
  readonly compared: Comparison | null
  /** the days it is compared with */
  readonly before: readonly Day[]
  /** the promotion the day is named for */
  readonly dayName: string | null
  readonly sales: SalesMovement | null
  readonly cells: MetricCells | null
  readonly located: LocatedChange | null
  readonly charted: ChartedKpi
}

/** One sentence, then what the change is made of, by each dimension and by the members of the strongest. */
export function sayWhy(answer: WhyAnswer, currency: string): Message {
  const { metric, scope, compared, located, sales, charted, day } = answer
  const name = metricName(metric, scope)
  const against = compared && againstUsual(compared, currency)
  if (against === null) return nothingToSay(answer, name, currency)
  const normal = compared?.mark === 'normal' ? '; it scatters that much on ordinary days' : ''
  const lead = `${name} on ${longDay(day)}: ${against}${normal}.`
  const reason = [
    ...(sales ? [...saySales(sales, currency), ' '] : []),
    ...(located ? saySegment(located, currency) : []),
  ]
  return {
    text: `${lead} ${plain(reason)}`.trim(),
    blocks: [
      { kind: 'header', text: `Why ${name}?` },
      {
        kind: 'text',
        spans: [
          lead,
          ...(reason.length > 0
            ? [' ', ...reason]
            : [
                ' It is not kept by several dimensions at once, so it is not located; /kpi shows its slices.',
              ]),
        ],
      },
      ...(sales ? [factorTable(sales, currency)] : []),
      ...segmentTables(answer, currency),
      kpiChart(charted, `${metric.label}, ${plural(charted.days.length, 'day')}`, currency),
      { kind: 'context', spans: source(answer) },
    ],
  }
}

function nothingToSay({ metric, day, compared, asOf }: WhyAnswer, name: string, currency: string): Message {
  const text = compared
    ? `${name} on ${longDay(day)}: ${showFigure(metric.unit, compared.today.value, currency)}, with fewer than two ordinary ${weekdayName(day)}s in the eight weeks before to compare it with.`
    : `${name}: no data on ${longDay(day)}.`
  const spans = `${metric.definition} ${dataAsOf(asOf)}.`
  return {
    text,
    blocks: [
      { kind: 'text', spans: text },
      { kind: 'context', spans },
    ],
  }
}

function source({ metric, before, dayName, day, asOf }: WhyAnswer): string {
  const days = before.map(shortDay).join(', ')
  const promo =
    dayName === null ? '' : ` ${longDay(day)} is a day of ${dayName}; it is compared with ordinary days.`
  return `Located in, not caused by. Usual: the mean of ${weekdayName(day)} ${days}, days of a campaign left out.${promo} ${metric.definition} Source: ${sourceOf(metric)}, data as of ${longDay(asOf)}.`
}

function sourceOf({ mart }: Metric): string {
  return /^\w+$/.test(mart) ? mart : 'the marts'
}

function plain(spans: readonly (string | Span)[]): string {
  return spans.map((span) => (typeof span === 'string' ? span : span.text)).join('')
}
