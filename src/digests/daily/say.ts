import { recordOf } from '../../advice/suggestions/rule-record.ts'
import { addDays, daysBetween, daysIn } from '../../lib/days.ts'
import type { Block, Message } from '../../messages/message.ts'
import { inLanguage, textBlock } from '../../messages/words.ts'
import { hasBreach } from '../../models/merchant/service-levels.ts'
import { sayComing } from '../../report/calendar/say-coming.ts'
import type { Comparison } from '../../report/compare.ts'
import { sayFault } from '../../report/merchant/say-service.ts'
import { sayAlert } from '../../report/say-alerts.ts'
import { dataAsOf, sayFreshness } from '../../report/say-data.ts'
import { sayMissing } from '../../report/say-fault.ts'
import { kpiChart, kpiRows } from '../../report/say-kpis.ts'
import { saySales, saySegment } from '../../report/say-movement.ts'
import { sayRecord } from '../../report/say-record.ts'
import { sayTarget } from '../../report/say-target.ts'
import type { Locale } from '../../report/words/locale.ts'
import { type RenderContext, titleOf } from '../render-context.ts'
import { openingBlock, sayIncident, sayVerdict } from '../say-verdict.ts'
import { suggested } from '../suggested.ts'
import { type Incident, incidentOf, type Verdict, verdictOf } from '../verdict.ts'
import type { Daily } from './decide.ts'
import type { DailyFacts } from './read.ts'
import { details } from './say-details.ts'

const HEADLINE: readonly string[] = ['gmv', 'orders', 'sessions', 'conversion', 'aov']
const MAX_ROWS = 8
const ALERTS = 3
const TARGETS = 4

/** One compact message; what only some want to know is in its thread. */
export function sayDaily(daily: Daily, facts: DailyFacts, context: RenderContext): Message {
  const { locale, isCompact } = context
  const { digest } = locale.words
  const title = titleOf(context)
  const opening = openingOf(daily, facts, context)
  const text = sayOpening(daily, opening, locale)
  const message: Message = {
    text: digest.text(title, daily.day, text),
    blocks: [
      { kind: 'header', text: digest.title(title, daily.day) },
      openingBlock(text, opening),
      ...notes(facts, context),
      ...alerts(facts, locale),
      kpiRows(shown(daily.compared), digest.caption(daily.day), locale),
      ...earlier(daily, locale),
      ...service(facts, locale),
      ...targets(facts, locale),
      ...(daily.sales ? [textBlock([digest.moved, ...saySales(daily.sales, locale)])] : []),
      ...(daily.located ? [textBlock([digest.where, ...saySegment(daily.located, locale)])] : []),
      ...ahead(daily, locale),
      ...(isCompact ? [] : actions(facts, context)),
      ...(daily.charted && !isCompact ? [kpiChart(daily.charted, locale)] : []),
      {
        kind: 'context',
        spans: `${source(daily, facts, locale)}${unsettled(daily, locale)}${isCompact ? '' : digest.inThread}`,
      },
    ],
    ...(!isCompact && { thread: details(daily, facts, locale) }),
  }
  return inLanguage(message, locale.language)
}

function source({ day }: Daily, { accounts }: DailyFacts, locale: Locale): string {
  return accounts === null
    ? locale.words.sentence([dataAsOf(day, locale)])
    : sayFreshness({ day }, accounts, locale)
}

/** One line a day that had no digest of its own. */
function earlier({ earlier: days }: Daily, locale: Locale): Block[] {
  if (days.length === 0) return []
  const { calendar, digest, verdict } = locale.words
  return [
    textBlock([{ text: digest.sinceLast, style: 'bold' }]),
    {
      kind: 'list',
      items: days.map(({ day, dayName, compared }) =>
        sayVerdict(verdictOf(compared, dayName !== null), verdict.day(day), {
          names: dayName === null ? [] : [calendar.dayName(dayName)],
          locale,
        }),
      ),
    },
  ]
}

function ahead({ coming }: Daily, locale: Locale): Block[] {
  if (coming.length === 0) return []
  const { ahead: lead } = locale.words.calendar
  return [textBlock([{ text: lead, style: 'bold' }, sayComing(coming, locale)])]
}

/** How the day was and what is on fire, before every figure. */
function openingOf(
  { dayName, compared }: Daily,
  { asOf, alerts: open }: DailyFacts,
  { slotDay }: RenderContext,
): Opening {
  const behind = daysBetween(asOf.until, slotDay) - 1
  return { how: verdictOf(compared, dayName !== null), incident: incidentOf(open), behind }
}

interface Opening {
  readonly how: Verdict
  readonly incident: Incident | null
  readonly behind: number
}

function sayOpening({ day, dayName }: Daily, { how, incident, behind }: Opening, locale: Locale): string {
  const { calendar, paragraph, verdict } = locale.words
  const names = dayName === null ? [] : [calendar.dayName(dayName)]
  return paragraph([
    ...(behind > 0 ? [verdict.oldDays(day, behind)] : []),
    sayVerdict(how, verdict.day(day), { names, locale }),
    sayIncident(incident, locale),
  ])
}

/** The sales KPIs, and whatever else stands out. */
function shown(compared: readonly Comparison[]): Comparison[] {
  const main = compared.filter(({ metric }) => HEADLINE.includes(metric.name))
  const others = compared.filter(
    ({ metric, mark }) => !HEADLINE.includes(metric.name) && (mark === 'good' || mark === 'bad'),
  )
  return [...main, ...others].slice(0, MAX_ROWS)
}

/** What the reader must know before the numbers: they are thin, late, or not all that has arrived. */
function notes({ asOf, failed }: DailyFacts, { isLate, locale }: RenderContext): Block[] {
  const { digest, paragraph, quality } = locale.words
  const { day, until, missing, doubtful } = asOf
  const [short] = missing
  const ofDay = missing.filter((one) => one.day === short?.day)
  const closed = daysIn({ from: addDays(day, 1), to: addDays(until, 1) })
  const [broken] = failed
  const said = [
    ...(closed.length > 0 ? [digest.closed(day, closed)] : []),
    ...(short
      ? [
          digest.leftOut(
            short.day,
            ofDay.map((one) => sayMissing(one, locale)),
          ),
        ]
      : []),
    ...(doubtful ? [digest.doubtful(day, doubtful)] : []),
    ...(broken
      ? [
          digest.notIncluded(
            asOf.lastSeen,
            broken.says === undefined
              ? digest.failedCheck(broken.table, broken.check)
              : quality.rule(`${broken.table}/${broken.check}`, broken.says, broken.seen),
          ),
        ]
      : []),
    ...(isLate ? [digest.late] : []),
  ]
  return said.length === 0 ? [] : [textBlock(paragraph(said))]
}

/** Cancelled later is not yet taken off: a young day looks better than it will. */
function unsettled({ compared }: Daily, { words: { digest } }: Locale): string {
  const open = compared.find(({ metric, mark }) => metric.name === 'cancel_rate' && mark === 'unsettled')
  const more = (open?.usual?.value ?? 0) - (open?.today.value ?? 0)
  return more >= 0.01 ? digest.cancelledLater(Math.round(100 * more)) : ''
}

function actions(facts: DailyFacts, context: RenderContext): Block[] {
  const { locale } = context
  const { measured } = facts
  const { digest } = locale.words
  const best = suggested(facts, context)
  const record = sayRecord(measured.length, recordOf(measured), locale)
  const came = measured.length === 0 ? [] : [textBlock(digest.measured(record))]
  return [...(best.length === 0 ? [textBlock(digest.nothingToday)] : best), ...came]
}

function targets({ targets: standing }: DailyFacts, locale: Locale): Block[] {
  if (standing.length === 0) return []
  const { target, digest } = locale.words
  const rest = standing.length - TARGETS
  return [
    textBlock([{ text: target.titles, style: 'bold' }]),
    {
      kind: 'list',
      items: [
        ...standing.slice(0, TARGETS).map((one) => sayTarget(one, locale)),
        ...(rest > 0 ? [digest.andMore(rest)] : []),
      ],
    },
  ]
}

/** Breaches in the message itself, each with who looks after the merchant; warnings are counted. */
function service({ service: all }: DailyFacts, locale: Locale): Block[] {
  const { merchant: said, paragraph } = locale.words
  const breaches = all.filter(({ faults }) => hasBreach(faults))
  if (breaches.length === 0) return []
  const rest = breaches.length - ALERTS
  const warned = all.length - breaches.length
  return [
    textBlock([{ text: said.digest.title(breaches.length, warned), style: 'bold' }]),
    {
      kind: 'list',
      items: [
        ...breaches
          .slice(0, ALERTS)
          .map(({ id, name, owner, faults }) =>
            said.digest.item(
              said.title(name, id),
              paragraph(faults.map((one) => sayFault(one, locale))),
              owner,
            ),
          ),
        ...(rest > 0 ? [said.digest.more(rest)] : []),
      ],
    },
  ]
}

function alerts({ alerts: open }: DailyFacts, locale: Locale): Block[] {
  const { digest } = locale.words
  if (open.length === 0) return []
  const rest = open.length - ALERTS
  return [
    textBlock([{ text: digest.openAlerts(open.length), style: 'bold' }]),
    {
      kind: 'list',
      items: [
        ...open.slice(0, ALERTS).map((alert) => sayAlert(alert, locale)),
        ...(rest > 0 ? [digest.andMore(rest)] : []),
      ],
    },
  ]
}
