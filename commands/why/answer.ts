import type { Day } from '../../src/lib/days.ts'
import type { Message, Span } from '../../src/messages/message.ts'
import type { Metric, Scope } from '../../src/metrics/metric.ts'
import type { ChartedKpi } from '../../src/report/chart-kpi.ts'
import type { Comparison } from '../../src/report/compare.ts'
import type { LocatedChange, MetricCells } from '../../src/report/locate-change.ts'
import type { SalesMovement } from '../../src/report/movement.ts'
import { dataAsOf } from '../../src/report/say-data.ts'
import { againstUsual, kpiChart } from '../../src/report/say-kpis.ts'
import { saySales, saySegment } from '../../src/report/say-movement.ts'
import { sayMetric } from '../../src/report/say-segment.ts'
import type { Locale } from '../../src/report/words/locale.ts'
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
export function sayWhy(answer: WhyAnswer, locale: Locale): Message {
  const { metric, scope, compared, located, sales, charted, day } = answer
  const { drivers, kpi, sentence } = locale.words
  const name = sayMetric(metric, scope, locale)
  const against = compared && againstUsual(compared, locale)
  if (against === null) return tooLittle(answer, name, locale)
  const normal = compared?.mark === 'normal' ? drivers.scatter : ''
  const lead = kpi.lead(name, day, sentence([`${against}${normal}`]))
  const reason = [
    ...(sales ? [...saySales(sales, locale), ' '] : []),
    ...(located ? saySegment(located, locale) : []),
  ]
  return {
    text: `${lead} ${plain(reason)}`.trim(),
    blocks: [
      { kind: 'header', text: drivers.title(kpi.named(name, locale.longDay(day))) },
      { kind: 'text', spans: [lead, ...(reason.length > 0 ? [' ', ...reason] : [drivers.notSplit])] },
      ...(sales ? [factorTable(sales, locale)] : []),
      ...segmentTables(answer, locale),
      kpiChart(charted, locale),
      { kind: 'context', spans: source(answer, locale) },
    ],
  }
}

function tooLittle({ metric, day, compared, asOf }: WhyAnswer, name: string, locale: Locale): Message {
  const { drivers, kpi, metrics, sentence, paragraph } = locale.words
  const text = compared
    ? drivers.tooFewDays(name, day, locale.figure(metric.unit, compared.today.value))
    : kpi.noData(name, kpi.onDay(day))
  const spans = paragraph([metrics.definition(metric), sentence([dataAsOf(asOf, locale)])])
  return {
    text,
    blocks: [
      { kind: 'text', spans: text },
      { kind: 'context', spans },
    ],
  }
}

function source({ metric, before, dayName, day, asOf }: WhyAnswer, locale: Locale): string {
  const { drivers, metrics, paragraph } = locale.words
  return paragraph([
    drivers.locatedNotCaused,
    drivers.usualDays(day, before),
    ...(dayName === null ? [] : [drivers.namedDay(day, dayName)]),
    metrics.definition(metric),
    drivers.source(tableOf(metric), asOf),
  ])
}

/** Null where it is read from several. */
function tableOf({ mart }: Metric): string | null {
  return /^\w+$/.test(mart) ? mart : null
}

function plain(spans: readonly (string | Span)[]): string {
  return spans.map((span) => (typeof span === 'string' ? span : span.text)).join('')
}
