import { recordOf, trustIn } from '../advice/suggestions/rule-record.ts'
import { addDays, type Day } from '../lib/days.ts'
import { plural } from '../lib/text.ts'
import type { Block, Message, Table } from '../messages/message.ts'
import { showMove } from '../metrics/read/show.ts'
import { salesMovement } from '../report/movement.ts'
import { changeOf, comparedCells } from '../report/say-kpis.ts'
import { saySales, saySegment } from '../report/say-movement.ts'
import { sayLostRank, sayRecord } from '../report/say-record.ts'
import { longDay, shortDay, showFigure } from '../report/show.ts'
import { bestActions, digestButtons } from '../report/suggested-actions.ts'
import { compareWeeks, type WeekComparison, weeksBehind } from './compare-weeks.ts'
import { placeOf } from './decide-daily.ts'
import type { WeeklyFacts } from './read-weekly.ts'
import type { RenderContext } from './render-context.ts'

const ACTIONS = 3
const HEADLINE: readonly string[] = ['gmv', 'conversion']

/** The week, what moved it, and what came of the actions that were accepted. */
export function sayWeekly(facts: WeeklyFacts, { shop, slotDay, isLate }: RenderContext): Message {
  const { week, lines, promos, located } = facts
  const { currency } = shop
  const compared = lines.flatMap((line) => compareWeeks(line, week, promos.all) ?? [])
  const sales = salesMovement(compared)
  const place = placeOf(located)
  const special = [...new Set([...promos.all].flatMap(([day, name]) => (isWithin(day, week) ? [name] : [])))]
  return {
    text: headline(compared, { shop, slotDay, isLate }, week),
    blocks: [
      { kind: 'header', text: `${shop.name} · week of ${longDay(week)}` },
      ...notes({ week, special }, { slotDay, isLate }),
      weekRows(compared, week, currency),
      ...(sales ? [text(['What moved against usual: ', ...saySales(sales, currency)])] : []),
      ...(place ? [text(['Where: ', ...saySegment(place, currency)])] : []),
      ...actions(facts, currency),
      {
        kind: 'context',
        spans: `Data as of ${longDay(facts.asOf.day)}. Usual: the same weekdays of the last four ordinary weeks. Good and bad lie at least 2 standard deviations of ordinary weeks away. All actions: /actions.`,
      },
    ],
  }
}

function isWithin(day: Day, week: Day): boolean {
  return day >= week && day < addDays(week, 7)
}

function headline(compared: readonly WeekComparison[], { shop }: RenderContext, week: Day): string {
  const told = HEADLINE.flatMap((name) => compared.find(({ metric }) => metric.name === name) ?? []).map(
    (one) =>
      `${one.metric.label} ${showFigure(one.metric.unit, one.today.value, shop.currency)} (${changeOf(one)})`,
  )
  return `${shop.name}, week of ${shortDay(week)}: ${told.join(', ') || 'no sales yet'}`
}

function notes(
  { week, special }: { readonly week: Day; readonly special: readonly string[] },
  { slotDay, isLate }: Pick<RenderContext, 'slotDay' | 'isLate'>,
): Block[] {
  const behind = weeksBehind(week, slotDay)
  const told = [
    ...(behind > 0
      ? [`No whole week of data since: these figures are ${plural(behind, 'week')} behind.`]
      : []),
    ...(special.length > 0 ? [`${special.join(', ')}: compared with ordinary days.`] : []),
    ...(isLate ? ['Late: the bot could not post this at its time.'] : []),
  ]
  return told.length === 0 ? [] : [text(told.join(' '))]
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

function actions(facts: WeeklyFacts, currency: string): Block[] {
  const { suggestions, decided, measured, accepted, outcomes, rules } = facts
  const taken = decided.filter(({ status }) => status !== 'skipped').length
  const week = `Last 7 days: accepted ${taken}, skipped ${decided.length - taken}, ${measured.length === 0 ? 'none measured' : `measured ${measured.length}: helped ${recordOf(measured).helped}`}.`
  const lost = sayLostRank(rules)
  const best = bestActions(suggestions, { currency, limit: ACTIONS, trust: trustIn(rules) })
  return [
    text([
      { text: 'Actions', style: 'bold' },
      `: ${sayRecord(accepted, recordOf(outcomes), currency)}. ${week}`,
    ]),
    ...(lost.length > 0
      ? [text('Rules that did not help and lost rank:'), { kind: 'list' as const, items: lost }]
      : []),
    ...(best.length > 0
      ? [
          text([{ text: 'Worth doing', style: 'bold' }]),
          { kind: 'list' as const, items: best.map(({ line }) => line), ordered: true },
          { kind: 'actions' as const, buttons: best.flatMap(({ suggestion }) => digestButtons(suggestion)) },
        ]
      : [text('No action to suggest now.')]),
  ]
}

function text(spans: Extract<Block, { kind: 'text' }>['spans']): Block {
  return { kind: 'text', spans }
}
