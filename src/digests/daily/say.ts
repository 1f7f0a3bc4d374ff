import { recordOf } from '../../advice/suggestions/rule-record.ts'
import { daysBetween, weekdayName } from '../../lib/days.ts'
import { plural, showNumber } from '../../lib/text.ts'
import type { Block, Message } from '../../messages/message.ts'
import { textBlock } from '../../messages/words.ts'
import type { Comparison } from '../../report/compare.ts'
import { sayAlert } from '../../report/say-alerts.ts'
import { sayFreshness } from '../../report/say-data.ts'
import { kpiChart, kpiRows } from '../../report/say-kpis.ts'
import { saySales, saySegment } from '../../report/say-movement.ts'
import { sayRecord } from '../../report/say-record.ts'
import { longDay, shortDay } from '../../report/show.ts'
import type { RenderContext } from '../render-context.ts'
import { sayHeadline, sayOrigin } from '../say-frame.ts'
import { suggested } from '../suggested.ts'
import type { Daily } from './decide.ts'
import type { DailyFacts } from './read.ts'
import { details } from './say-details.ts'

const HEADLINE: readonly string[] = ['gmv', 'orders', 'sessions', 'conversion', 'aov']
const MAX_ROWS = 8
const ALERTS = 3

/** One compact message; what only some want to know is in its thread. */
export function sayDaily(daily: Daily, facts: DailyFacts, context: RenderContext): Message {
  const { shop } = context
  const { currency } = shop
  return {
    text: `${shop.name}, ${longDay(daily.day)}: ${sayHeadline(daily.compared, currency)}`,
    blocks: [
      { kind: 'header', text: `${shop.name} · ${longDay(daily.day)}` },
      ...notes(daily, facts, context),
      kpiRows(
        shown(daily.compared),
        `${longDay(daily.day)} against usual (last 4 ${weekdayName(daily.day)}s)`,
        currency,
      ),
      ...(daily.sales ? [textBlock(['What moved: ', ...saySales(daily.sales, currency)])] : []),
      ...(daily.located ? [textBlock(['Where: ', ...saySegment(daily.located, currency)])] : []),
      ...actions(facts, { currency, confirmAbove: context.confirmAbove }),
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
        spans: `${sayFreshness(daily, facts.accounts)}${unsettled(daily)} Details in the thread.`,
      },
    ],
    thread: details(daily, facts, context),
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

/** What the reader must know before the numbers: they are old, thin, late, or of no ordinary day. */
function notes(
  { day, dayName }: Daily,
  { asOf, failed }: DailyFacts,
  { slotDay, isLate }: RenderContext,
): Block[] {
  const behind = daysBetween(day, slotDay) - 1
  const thin = asOf.short[0]
  const said = [
    ...(behind > 0
      ? [`No whole day of data since ${shortDay(day)}: these figures are ${plural(behind, 'day')} behind.`]
      : []),
    ...(thin
      ? [
          `${shortDay(thin.day)} has ${plural(thin.found, thin.metric.slice(0, -1))} where ${showNumber(thin.usual)} are usual, so it is left out.`,
        ]
      : []),
    ...(failed[0]
      ? [`What has landed since ${shortDay(asOf.lastSeen)} is not in them: ${sayFailed(failed[0])}`]
      : []),
    ...sayOrigin(dayName === null ? [] : [dayName], isLate),
  ]
  return said.length === 0 ? [] : [textBlock(said.join(' '))]
}

function sayFailed({ table, check, says }: DailyFacts['failed'][number]): string {
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

function actions(facts: DailyFacts, shown: Parameters<typeof suggested>[1]): Block[] {
  const { measured } = facts
  const { currency } = shown
  const best = suggested(facts, shown)
  const came =
    measured.length === 0
      ? []
      : [
          textBlock(
            `Measured in the last 7 days: ${sayRecord(measured.length, recordOf(measured), currency)}.`,
          ),
        ]
  return [...(best.length === 0 ? [textBlock('No action to suggest today.')] : best), ...came]
}

function alerts({ alerts: open }: DailyFacts, shop: RenderContext['shop']): Block[] {
  if (open.length === 0) return [textBlock('No open alerts.')]
  const rest = open.length - ALERTS
  return [
    textBlock([{ text: plural(open.length, 'open alert'), style: 'bold' }]),
    {
      kind: 'list',
      items: [
        ...open.slice(0, ALERTS).map((alert) => sayAlert(alert, shop)),
        ...(rest > 0 ? [`and ${rest} more`] : []),
      ],
    },
  ]
}
