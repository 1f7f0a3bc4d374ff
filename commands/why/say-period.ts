import { addDays, type Day, type DayRange, daysBetween } from '../../src/lib/days.ts'
import type { Block, Message, Span } from '../../src/messages/message.ts'
import { isRatio, type Metric, type Scope } from '../../src/metrics/metric.ts'
import type { ChartedKpi } from '../../src/report/chart-kpi.ts'
import { dataAsOf } from '../../src/report/say-data.ts'
import { kpiChart } from '../../src/report/say-kpis.ts'
import { saySales, saySegment } from '../../src/report/say-movement.ts'
import { sayMetric } from '../../src/report/say-segment.ts'
import type { Locale } from '../../src/report/words/locale.ts'
import type { Figure } from '../kpi/period.ts'
import type { ExplainedPeriod, PeriodChange } from './period.ts'
import { factorTable, segmentTables } from './tables.ts'

interface About {
  readonly metric: Metric
  readonly scope: Scope
  readonly asOf: Day
  readonly charted: ChartedKpi
  readonly explained: ExplainedPeriod
}

/** The period against the one before it and against last year's: one figure each, then what the change is made of. */
export function sayWhyPeriod(about: About, locale: Locale): Message {
  const { metric, scope, asOf, charted, explained } = about
  const { drivers, kpi, metrics, sentence, paragraph } = locale.words
  const { figures, before, yearBefore } = explained
  const name = sayMetric(metric, scope, locale)
  const days = daysOf(figures.range, locale)
  const lead = kpi.period.lead(
    name,
    days,
    locale.figure(metric.unit, figures.value.value),
    before ? against(metric, figures.value.value, before.against, locale) : kpi.period.nothingBefore,
  )
  const year = yearBefore
    ? against(metric, figures.value.value, yearBefore.against, locale)
    : kpi.period.noYearBefore
  const detail = kpi.period.detail(lengthOf(about, locale), year)
  return {
    text: lead,
    blocks: [
      { kind: 'header', text: drivers.title(kpi.named(name, days)) },
      { kind: 'text', spans: `${lead}\n${detail}` },
      ...(before ? sayChange(before, { metric, column: kpi.period.before }, locale) : []),
      ...(yearBefore ? sayChange(yearBefore, { metric, column: kpi.period.yearBefore }, locale) : []),
      kpiChart(charted, locale),
      {
        kind: 'context',
        spans: paragraph([
          drivers.locatedNotCaused,
          metrics.definition(metric),
          sentence([dataAsOf(asOf, locale)]),
        ]),
      },
    ],
  }
}

function sayChange(
  change: PeriodChange,
  { metric, column }: { readonly metric: Metric; readonly column: string },
  locale: Locale,
): Block[] {
  const { drivers } = locale.words
  const { sales, located, marked } = change
  const period = daysOf(change.against.range, locale)
  const spans: (string | Span)[] = [
    ...(sales ? saySales(sales, locale) : []),
    ...(sales && located ? [' '] : []),
    ...(located ? saySegment(located, locale) : []),
  ]
  const caption = (text: string) => drivers.period.caption(text, period)
  const tables = [
    ...(sales ? [factorTable(sales, locale)].map((one) => ({ ...one, caption: caption(one.caption) })) : []),
    ...segmentTables({ cells: change.cells, metric }, locale, { column, caption }),
  ]
  const isMarked = marked.own.length > 0 || marked.compared.length > 0
  return [
    {
      kind: 'text',
      spans: [
        { text: drivers.period.against(period), style: 'bold' },
        ' ',
        ...(spans.length > 0 ? spans : [drivers.notSplit.trim()]),
        ...(isMarked ? [' ', drivers.period.marked(marked.own, marked.compared)] : []),
      ],
    },
    ...tables,
  ]
}

function against(metric: Metric, now: number | null, { range, value }: Figure, locale: Locale): string {
  return locale.words.kpi.period.against({
    move: locale.move(metric.unit, now, value.value),
    value: locale.figure(metric.unit, value.value),
    days: daysOf(range, locale),
  })
}

function lengthOf({ metric, explained: { figures } }: About, locale: Locale): string {
  const { period } = locale.words.kpi
  const days = daysBetween(figures.range.from, figures.range.to)
  const isSum = !isRatio(metric) && !metric.isLevel
  const daily = isSum ? period.aDay(locale.figure(metric.unit, (figures.value.value ?? 0) / days)) : ''
  return `${period.length(days, figures.isRunning)}${daily}`
}

function daysOf({ from, to }: DayRange, { words: { kpi } }: Locale): string {
  return kpi.period.days(from, addDays(to, -1))
}
