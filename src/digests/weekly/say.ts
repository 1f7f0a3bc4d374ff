import { recordOf } from '../../advice/suggestions/rule-record.ts'
import { addDays, type Day } from '../../lib/days.ts'
import { plural } from '../../lib/text.ts'
import type { Block, Message, Table } from '../../messages/message.ts'
import { textBlock } from '../../messages/words.ts'
import { showMove } from '../../metrics/read/show.ts'
import { dataAsOf } from '../../report/say-data.ts'
import { comparedCells } from '../../report/say-kpis.ts'
import { saySales, saySegment } from '../../report/say-movement.ts'
import { sayLostRank, sayRecord } from '../../report/say-record.ts'
import { longDay, shortDay, showFigure } from '../../report/show.ts'
import type { RenderContext } from '../render-context.ts'
import { sayHeadline, sayOrigin } from '../say-frame.ts'
import { suggested } from '../suggested.ts'
import { type WeekComparison, weeksBehind } from './compare.ts'
import type { Weekly } from './decide.ts'
import type { WeeklyFacts } from './read.ts'

/** The week, what moved it, and what came of the actions that were accepted. */
export function sayWeekly(weekly: Weekly, facts: WeeklyFacts, context: RenderContext): Message {
  const { week, compared, sales, located } = weekly
  const { name, currency } = context.shop
  return {
    text: `${name}, week of ${shortDay(week)}: ${sayHeadline(compared, currency)}`,
    blocks: [
      { kind: 'header', text: `${name} · week of ${longDay(week)}` },
      ...notes(weekly, context),
      weekRows(compared, week, currency),
      ...(sales ? [textBlock(['What moved against usual: ', ...saySales(sales, currency)])] : []),
      ...(located ? [textBlock(['Where: ', ...saySegment(located, currency)])] : []),
      ...actions(facts, { currency, confirmAbove: context.confirmAbove }),
      {
        kind: 'context',
        spans: `${dataAsOf(facts.asOf.day)}. Usual: the same weekdays of the last four ordinary weeks. Good and bad lie at least 2 standard deviations of ordinary weeks away. All actions: /actions.`,
      },
    ],
  }
}

function notes({ week, dayNames }: Weekly, { slotDay, isLate }: RenderContext): Block[] {
  const behind = weeksBehind(week, slotDay)
  const said = [
    ...(behind > 0
      ? [`No whole week of data since: these figures are ${plural(behind, 'week')} behind.`]
      : []),
    ...sayOrigin(dayNames, isLate),
  ]
  return said.length === 0 ? [] : [textBlock(said.join(' '))]
}

function weekRows(compared: readonly WeekComparison[], week: Day, currency: string): Table {
  return {
    kind: 'table',
    caption: `${shortDay(week)} to ${shortDay(addDays(week, 6))} against the week before and the usual week`,
    columns: [
      { label: 'KPI' },
      ...['Week', 'Before', 'Change', 'Usual', 'Change'].map((label) => ({ label, align: 'right' as const })),
      { label: 'Reading' },
    ],
    rows: compared.map((one) => {
      const { metric, today, before } = one
      const [value = '', ...against] = comparedCells(one, currency)
      const moved =
        today.value === null || before?.value == null ? '–' : showMove(metric.unit, today.value, before.value)
      return [
        metric.label,
        value,
        showFigure(metric.unit, before?.value ?? null, currency),
        moved,
        ...against,
      ]
    }),
  }
}

function actions(facts: WeeklyFacts, shown: Parameters<typeof suggested>[1]): Block[] {
  const { currency } = shown
  const { decided, measured, accepted, outcomes, rules } = facts
  const approved = decided.filter(({ status }) => status !== 'skipped').length
  const week = `Last 7 days: accepted ${approved}, skipped ${decided.length - approved}, ${measured.length === 0 ? 'none measured' : `measured ${measured.length}: helped ${recordOf(measured).helped}`}.`
  const lost = sayLostRank(rules)
  const best = suggested(facts, shown)
  return [
    textBlock([
      { text: 'Actions', style: 'bold' },
      `: ${sayRecord(accepted, recordOf(outcomes), currency)}. ${week}`,
    ]),
    ...(lost.length > 0
      ? [textBlock('Rules that did not help and lost rank:'), { kind: 'list' as const, items: lost }]
      : []),
    ...(best.length > 0 ? best : [textBlock('No action to suggest now.')]),
  ]
}
