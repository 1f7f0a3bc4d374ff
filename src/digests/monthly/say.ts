import { recordOf } from '../../advice/suggestions/rule-record.ts'
import { addDays } from '../../lib/days.ts'
import type { Block, Message, Table } from '../../messages/message.ts'
import { inLanguage, textBlock } from '../../messages/words.ts'
import { metricNamed } from '../../metrics/registry.ts'
import { dataAsOf } from '../../report/say-data.ts'
import { sayRecord } from '../../report/say-record.ts'
import { sayTarget } from '../../report/say-target.ts'
import type { Locale } from '../../report/words/locale.ts'
import { type RenderContext, titleOf } from '../render-context.ts'
import type { Monthly, PeriodComparison } from './decide.ts'
import type { MonthlyFacts } from './read.ts'

const LEADS: readonly string[] = ['gmv', 'orders', 'sessions']
const SHOWN = 6

/** A month or a quarter: its figures, its targets, what was done and what came of it, and how good the alerts and data were. */
export function sayMonthly(monthly: Monthly, facts: MonthlyFacts, context: RenderContext): Message {
  const { locale, isCompact } = context
  const { monthly: said, paragraph, sentence } = locale.words
  const period = locale.period(monthly.range.from, addDays(monthly.range.to, -1))
  const title = titleOf(context)
  const opening = sayOpening(monthly, facts, { period, locale })
  const message: Message = {
    text: said.text(title, opening),
    blocks: [
      { kind: 'header', text: said.title(title, period) },
      textBlock([{ text: opening, style: 'bold' }]),
      ...(context.isLate ? [textBlock(locale.words.digest.late)] : []),
      figures(monthly, { period, locale }),
      ...listed(
        locale.words.target.titles,
        facts.targets.map((one) => sayTarget(one, locale)),
      ),
      ...(isCompact ? [] : done(facts, locale)),
      ...(isCompact ? [] : noise(monthly, locale)),
      ...(isCompact ? [] : quality(monthly, facts, locale)),
      {
        kind: 'context',
        spans: paragraph([sentence([dataAsOf(facts.asOf, locale)]), said.method]),
      },
    ],
  }
  return inLanguage(message, locale.language)
}

/** `October 2026: GMV €2.10M, +12 % on a year before, +3.0 % on the month before.` and how its targets ended. */
function sayOpening(
  { compared }: Monthly,
  { targets }: MonthlyFacts,
  { period, locale }: { readonly period: string; readonly locale: Locale },
): string {
  const { monthly: said, metrics, paragraph } = locale.words
  const lead = LEADS.flatMap((name) => compared.find(({ metric }) => metric.name === name) ?? [])[0]
  if (!lead) return said.noSales(period)
  const { metric, value, before, yearBefore } = lead
  const move = (point: PeriodComparison['before']) =>
    point?.value == null ? null : locale.move(metric.unit, value.value, point.value)
  const reached = targets.filter(({ done, target }) => done >= target.value).length
  return paragraph([
    said.lead({
      period,
      figure: locale.words.verdict.figure(metrics.label(metric), locale.figure(metric.unit, value.value)),
      onYear: move(yearBefore),
      onBefore: move(before),
    }),
    ...(targets.length === 0 ? [] : [said.targets(reached, targets.length)]),
  ])
}

function figures(
  { compared }: Monthly,
  { period, locale }: { readonly period: string; readonly locale: Locale },
): Table {
  const { monthly: said, kpi, metrics } = locale.words
  const { before, yearBefore } = said.columns
  return {
    kind: 'table',
    caption: said.caption(period),
    columns: [
      { label: kpi.columns.kpi },
      ...[period, before, kpi.columns.change, yearBefore, kpi.columns.change].map((label) => ({
        label,
        align: 'right' as const,
      })),
    ],
    rows: compared.map(({ metric, value, before: earlier, yearBefore: year }) => [
      metrics.label(metric),
      locale.figure(metric.unit, value.value),
      ...[earlier, year].flatMap((point) => [
        locale.figure(metric.unit, point?.value ?? null),
        locale.move(metric.unit, value.value, point?.value),
      ]),
    ]),
  }
}

function done({ suggestions, experiments }: MonthlyFacts, locale: Locale): Block[] {
  const { monthly: said, digest } = locale.words
  const { approved, skipped, measured } = suggestions
  const record = sayRecord(measured.length, recordOf(measured), locale)
  const ended = experiments
    .slice(0, SHOWN)
    .map(({ id, name, endedOn }) => said.experiment(name, endedOn, `/experiment report ${id}`))
  const rest = experiments.length - ended.length
  return [
    textBlock([
      { text: digest.actions, style: 'bold' },
      said.decided(approved, skipped, measured.length === 0 ? null : record),
    ]),
    ...listed(said.experiments, [...ended, ...(rest > 0 ? [digest.andMore(rest)] : [])]),
  ]
}

function noise({ noise: rows }: Monthly, locale: Locale): Block[] {
  const { monthly: said, metrics } = locale.words
  if (rows.length === 0) return [textBlock(said.noAlerts)]
  const { kind, opened, useful, expected, noise: noisy, silent } = said.noise.columns
  const labelOf = (kpi: string) => {
    const metric = metricNamed(kpi)
    return metric ? metrics.label(metric) : said.noise.data
  }
  return [
    {
      kind: 'table',
      caption: said.noise.caption,
      columns: [
        { label: kind },
        ...[opened, useful, expected, noisy, silent].map((label) => ({ label, align: 'right' as const })),
      ],
      rows: rows.map((row) => [
        labelOf(row.kpi),
        ...[
          ...[row.opened, row.useful, row.expected, row.noise],
          row.opened - row.useful - row.expected - row.noise,
        ].map((count) => locale.number(count)),
      ]),
    },
  ]
}

function quality({ daysMissing }: Monthly, { broken }: MonthlyFacts, locale: Locale): Block[] {
  if (broken === null) return []
  const { monthly: said, digest, quality: rules } = locale.words
  const items = [
    ...(daysMissing.length > 0
      ? [said.missing(daysMissing.length, daysMissing.slice(0, SHOWN).map(locale.shortDay))]
      : []),
    ...broken.slice(0, SHOWN).map(({ id, says, seen }) => rules.rule(id, says, seen)),
    ...(broken.length > SHOWN ? [digest.andMore(broken.length - SHOWN)] : []),
  ]
  return items.length === 0 ? [textBlock(said.dataComplete)] : listed(said.quality, items)
}

function listed(title: string, items: readonly string[]): Block[] {
  return items.length === 0 ? [] : [textBlock([{ text: title, style: 'bold' }]), { kind: 'list', items }]
}
