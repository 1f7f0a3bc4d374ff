import { recordOf, trustIn } from '../advice/suggestions/rule-record.ts'
import { daysBetween, weekdayName } from '../lib/days.ts'
import { plural, showNumber } from '../lib/text.ts'
import type { Block, Message } from '../messages/message.ts'
import type { Comparison } from '../report/compare.ts'
import { sayAlert } from '../report/say-alerts.ts'
import { changeOf, kpiChart, kpiRows } from '../report/say-kpis.ts'
import { saySales, saySegment } from '../report/say-movement.ts'
import { sayRecord } from '../report/say-record.ts'
import { longDay, shortDay, showFigure, showRejected } from '../report/show.ts'
import { bestActions, digestButtons } from '../report/suggested-actions.ts'
import type { Daily } from './decide-daily.ts'
import type { DailyFacts } from './read-daily.ts'
import type { RenderContext } from './render-context.ts'
import { details } from './say-details.ts'

const HEADLINE: readonly string[] = ['gmv', 'orders', 'sessions', 'conversion', 'aov']
const MAX_ROWS = 8
const ACTIONS = 3
const ALERTS = 3

/** One compact message; what only some want to know is in its thread. */
export function sayDaily(daily: Daily, facts: DailyFacts, telling: RenderContext): Message {
  const { shop } = telling
  const { currency } = shop
  return {
    text: headline(daily, telling),
    blocks: [
      { kind: 'header', text: `${shop.name} · ${longDay(daily.day)}` },
      ...notes(daily, facts, telling),
      kpiRows(
        shown(daily.compared),
        `${longDay(daily.day)} against usual (last 4 ${weekdayName(daily.day)}s)`,
        currency,
      ),
      ...(daily.sales ? [text(['What moved: ', ...saySales(daily.sales, currency)])] : []),
      ...(daily.place ? [text(['Where: ', ...saySegment(daily.place, currency)])] : []),
      ...actions(facts, currency),
      ...alerts(facts, shop),
      ...(daily.charted
        ? [
            kpiChart(
              daily.charted,
              `${daily.charted.metric.label}, ${daily.charted.days.length} days`,
              currency,
            ),
          ]
        : []),
      {
        kind: 'context',
        spans: `Data as of ${longDay(daily.day)}; ${showRejected(facts.accounts)}.${unsettled(daily)} Details in the thread.`,
      },
    ],
    thread: details(daily, facts, telling),
  }
}

/** The sales KPIs, and whatever else stands out. */
function shown(compared: readonly Comparison[]): Comparison[] {
  const main = compared.filter(({ metric }) => HEADLINE.includes(metric.name))
  const others = compared.filter(
    ({ metric, mark }) => !HEADLINE.includes(metric.name) && (mark === 'good' || mark === 'bad'),
  )
  return [...main, ...others].slice(0, MAX_ROWS)
}

function headline({ day, compared }: Daily, { shop }: RenderContext): string {
  const told = compared
    .filter(({ metric }) => ['gmv', 'conversion'].includes(metric.name))
    .map(
      (one) =>
        `${one.metric.label} ${showFigure(one.metric.unit, one.today.value, shop.currency)} (${changeOf(one)})`,
    )
  return `${shop.name}, ${longDay(day)}: ${told.join(', ') || 'no sales yet'}`
}

/** What the reader must know before the numbers: they are old, thin, late, or of no ordinary day. */
function notes(
  { day, special }: Daily,
  { asOf, failed }: DailyFacts,
  { slotDay, isLate }: RenderContext,
): Block[] {
  const behind = daysBetween(day, slotDay) - 1
  const thin = asOf.short[0]
  const told = [
    ...(behind > 0
      ? [`No whole day of data since ${shortDay(day)}: these figures are ${plural(behind, 'day')} behind.`]
      : []),
    ...(thin
      ? [
          `${shortDay(thin.day)} has ${plural(thin.found, thin.metric.slice(0, -1))} where ${showNumber(thin.usual)} are usual, so it is left out.`,
        ]
      : []),
    ...(failed[0]
      ? [`What has landed since ${shortDay(asOf.lastSeen)} is not in them: ${whyHeld(failed[0])}`]
      : []),
    ...(special ? [`${special}: compared with ordinary days.`] : []),
    ...(isLate ? ['Late: the bot could not post this at its time.'] : []),
  ]
  return told.length === 0 ? [] : [text(told.join(' '))]
}

function whyHeld({ table, check, says }: DailyFacts['failed'][number]): string {
  return says ?? `${table} failed the check “${check}”.`
}

/** Cancelled later is not yet taken off: a young day looks better than it will. */
function unsettled({ compared }: Daily): string {
  const open = compared.find(({ metric, mark }) => metric.name === 'cancel_rate' && mark === 'unsettled')
  const more = (open?.usual?.value ?? 0) - (open?.today.value ?? 0)
  return more >= 0.01
    ? ` About ${Math.round(100 * more)} % of orders are usually cancelled later, and still count here.`
    : ''
}

function actions({ suggestions, rules, measured }: DailyFacts, currency: string): Block[] {
  const best = bestActions(suggestions, { currency, limit: ACTIONS, trust: trustIn(rules) })
  const brought =
    measured.length === 0
      ? []
      : [text(`Measured in the last 7 days: ${sayRecord(measured.length, recordOf(measured), currency)}.`)]
  if (best.length === 0) return [text('No action to suggest today.'), ...brought]
  return [
    text([{ text: 'Worth doing', style: 'bold' }]),
    { kind: 'list', items: best.map(({ line }) => line), ordered: true },
    { kind: 'actions', buttons: best.flatMap(({ suggestion }) => digestButtons(suggestion)) },
    ...brought,
  ]
}

function alerts({ alerts: open }: DailyFacts, shop: RenderContext['shop']): Block[] {
  if (open.length === 0) return [text('No open alerts.')]
  const rest = open.length - ALERTS
  return [
    text([{ text: plural(open.length, 'open alert'), style: 'bold' }]),
    {
      kind: 'list',
      items: [
        ...open.slice(0, ALERTS).map((alert) => sayAlert(alert, shop)),
        ...(rest > 0 ? [`and ${rest} more`] : []),
      ],
    },
  ]
}

function text(spans: Extract<Block, { kind: 'text' }>['spans']): Block {
  return { kind: 'text', spans }
}
