import { recordOf } from '../../advice/suggestions/rule-record.ts'
import type { PartRecord } from '../../ledger/outcomes/record.ts'
import { addDays, type Day } from '../../lib/days.ts'
import { oneLine } from '../../lib/text.ts'
import type { Block, Message, Table } from '../../messages/message.ts'
import { inLanguage, textBlock } from '../../messages/words.ts'
import { isBeside } from '../../models/calendar/calendar.ts'
import { dataAsOf } from '../../report/say-data.ts'
import { comparedCells } from '../../report/say-kpis.ts'
import { saySales, saySegment } from '../../report/say-movement.ts'
import { sayLostRank, sayRecord } from '../../report/say-record.ts'
import type { Locale } from '../../report/words/locale.ts'
import { type RenderContext, titleOf } from '../render-context.ts'
import { openingBlock, sayVerdict } from '../say-verdict.ts'
import { suggested } from '../suggested.ts'
import { type Verdict, verdictOf } from '../verdict.ts'
import { type WeekComparison, weeksBehind } from './compare.ts'
import type { Weekly } from './decide.ts'
import type { WeeklyFacts } from './read.ts'

/** The week, what moved it, and what came of the suggestions that were approved. */
export function sayWeekly(weekly: Weekly, facts: WeeklyFacts, context: RenderContext): Message {
  const { week, compared, sales, located } = weekly
  const { locale } = context
  const title = titleOf(context)
  const { digest, sentence, paragraph } = locale.words
  const how = verdictOf(compared, false)
  const behind = weeksBehind(week, context.slotDay)
  const opening = sayOpening(weekly, how, behind, locale)
  const message: Message = {
    text: digest.weekText(title, week, opening),
    blocks: [
      { kind: 'header', text: digest.weekTitle(title, week) },
      openingBlock(opening, { how, incident: null, behind }),
      ...(context.isLate ? [textBlock(digest.late)] : []),
      weekRows(compared, week, locale),
      ...(sales ? [textBlock([digest.movedInWeek, ...saySales(sales, locale)])] : []),
      ...(located ? [textBlock([digest.where, ...saySegment(located, locale)])] : []),
      ...(context.isCompact ? [] : actions(facts, context)),
      {
        kind: 'context',
        spans: paragraph([sentence([dataAsOf(facts.asOf.day, locale)]), digest.weekSource]),
      },
    ],
  }
  return inLanguage(message, locale.language)
}

/** How the week was, and what in it was not as usual. */
function sayOpening({ dayNames, compared }: Weekly, how: Verdict, behind: number, locale: Locale): string {
  const { calendar, digest, metrics, paragraph, verdict } = locale.words
  const names = dayNames.filter((name) => !isBeside(name)).map(calendar.dayName)
  const crept = compared.flatMap(({ metric, creptSince }) =>
    creptSince === null ? [] : [digest.crept(metrics.label(metric), creptSince)],
  )
  return paragraph([
    ...(behind > 0 ? [verdict.oldWeeks(behind)] : []),
    sayVerdict(how, verdict.week(), { names: [], locale }),
    ...(names.length > 0 ? [digest.namedDays(names)] : []),
    ...crept,
  ])
}

function weekRows(compared: readonly WeekComparison[], week: Day, locale: Locale): Table {
  const { digest, kpi, metrics } = locale.words
  const { change, usual, status } = kpi.columns
  const { week: thisWeek, before } = digest.weekColumns
  return {
    kind: 'table',
    caption: digest.weekCaption(week, addDays(week, 6)),
    columns: [
      { label: kpi.columns.kpi },
      ...[thisWeek, before, change, usual, change].map((label) => ({ label, align: 'right' as const })),
      { label: status },
    ],
    rows: compared.map((one) => {
      const { metric, today, before } = one
      const [value = '', ...against] = comparedCells(one, locale)
      return [
        metrics.label(metric),
        value,
        locale.figure(metric.unit, before?.value ?? null),
        locale.move(metric.unit, today.value, before?.value),
        ...against,
      ]
    }),
  }
}

function actions(facts: WeeklyFacts, context: RenderContext): Block[] {
  const { locale } = context
  const { decided, measured, accepted, outcomes, rules } = facts
  const { digest } = locale.words
  const approved = decided.filter(({ status }) => status !== 'skipped').length
  const week = digest.week({
    approved,
    skipped: decided.length - approved,
    measured: measured.length,
    helped: recordOf(measured).helped,
  })
  const lost = sayLostRank(rules, locale)
  const best = suggested(facts, context)
  const parts = recordLines(facts, locale)
  return [
    textBlock([
      { text: digest.actions, style: 'bold' },
      digest.record(sayRecord(accepted, recordOf(outcomes), locale), week),
    ]),
    ...(facts.forAlerts.approved > 0 ? [textBlock(digest.forAlerts(facts.forAlerts))] : []),
    ...(parts.length > 0 ? [{ kind: 'list' as const, items: parts }] : []),
    ...(lost.length > 0 ? [textBlock(digest.lostRank), { kind: 'list' as const, items: lost }] : []),
    ...(best.length > 0 ? best : [textBlock(digest.nothingNow)]),
  ]
}

const MOST_PARTS = 5

/** By kind where there are several, and by person where there are several: one alone is the line above. */
function recordLines({ records: { byKind, byPerson } }: WeeklyFacts, locale: Locale): string[] {
  const { digest, suggestions } = locale.words
  const lines = (parts: readonly PartRecord[], name: (part: string) => string) =>
    parts.length < 2
      ? []
      : parts
          .slice(0, MOST_PARTS)
          .map(({ part, approved, record }) =>
            digest.recordOf(name(part), sayRecord(approved, record, locale)),
          )
  return [
    ...lines(byKind, (kind) => suggestions.kind(kind)),
    ...lines(byPerson, (name) => digest.approvedBy(oneLine(name, 40))),
  ]
}
