import type { Day } from '../../src/lib/days.ts'
import { sumOf } from '../../src/lib/sum.ts'
import type { Block, Message, Table } from '../../src/messages/message.ts'
import { isRatio, type Metric, type Point, type Scope } from '../../src/metrics/metric.ts'
import type { ChartedKpi } from '../../src/report/chart-kpi.ts'
import type { Comparison } from '../../src/report/compare.ts'
import { dataAsOf } from '../../src/report/say-data.ts'
import { againstUsual, comparedCells, comparedColumns, kpiChart } from '../../src/report/say-kpis.ts'
import { sayMark, sayMetric } from '../../src/report/say-segment.ts'
import { shownExpected } from '../../src/report/shown-expected.ts'
import type { Locale } from '../../src/report/words/locale.ts'
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

export function sayKpi(answer: KpiAnswer, locale: Locale): Message {
  const { metric, scope, shown, compared, charted, segments, asOf } = answer
  const { kpi, metrics, sentence, paragraph } = locale.words
  const name = sayMetric(metric, scope, locale)
  const source: Block = {
    kind: 'context',
    spans: paragraph([metrics.definition(metric), sentence([dataAsOf(asOf, locale)])]),
  }
  if (!compared) {
    const text = kpi.noData(name, daysOf(shown, locale))
    return { text, blocks: [{ kind: 'text', spans: text }, source] }
  }
  const said = kpi.lead(name, compared.today.day, against(compared, locale))
  return {
    text: said,
    blocks: [
      { kind: 'header', text: name },
      {
        kind: 'text',
        spans: [said, ...ordinary(compared, locale), ...overRange(metric, shown, locale)].join('\n'),
      },
      ...(shown.length > 1 ? [kpiChart(charted, locale)] : []),
      ...(segments ? [table(segments, compared.today.day, locale)] : []),
      source,
    ],
  }
}

function against(compared: Comparison, locale: Locale): string {
  const { metric, today } = compared
  const { kpi } = locale.words
  const said = againstUsual(compared, locale)
  return said === null
    ? kpi.withoutUsual(locale.figure(metric.unit, today.value))
    : kpi.status(said, sayMark(compared, locale))
}

function ordinary({ metric, expected: found }: Comparison, locale: Locale): string[] {
  if (!found || found.because === 'special day without a past') return []
  const { low, high } = shownExpected(metric.unit, found, locale)
  return [locale.words.kpi.ordinary(low, high)]
}

/** The whole range in one figure: a rate over all of it, a sum in all. */
function overRange(metric: Metric, shown: readonly Point[], locale: Locale): string[] {
  const known = shown.filter(({ value }) => value !== null)
  if (known.length < 2) return []
  const { kpi } = locale.words
  const of = sumOf(known, (point) => point.of)
  const over = sumOf(known, (point) => point.over)
  const show = (value: number) => locale.figure(metric.unit, value)
  const gaps = shown.length - known.length
  const days = daysOf(shown, locale)
  return [
    isRatio(metric)
      ? kpi.overDays(days, show(of / over), gaps)
      : kpi.inAll(days, show(of), show(of / known.length), gaps),
  ]
}

function daysOf(shown: readonly Point[], { words: { kpi } }: Locale): string {
  const [first, last] = [shown[0]?.day ?? '', shown.at(-1)?.day ?? '']
  return first === last ? kpi.onDay(first) : kpi.fromTo(first, last)
}

function table({ dimension, rows }: Segments, day: Day, locale: Locale): Table {
  const { kpi, metrics } = locale.words
  const named = metrics.dimension(dimension)
  const some = rows.length > ROWS ? kpi.largest(ROWS, rows.length) : ''
  return {
    kind: 'table',
    caption: `${kpi.bySegment(named, day)}${some}`,
    columns: [{ label: metrics.dimensionTitle(dimension) }, ...comparedColumns(locale)],
    rows: rows.slice(0, ROWS).map(({ member, compared }) => [member, ...comparedCells(compared, locale)]),
  }
}
