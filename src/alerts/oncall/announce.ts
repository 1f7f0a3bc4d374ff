import type { Block, Message, Span } from '../../messages/message.ts'
import { recordAlertEvent } from '../../state/alert-events.ts'
import { openAlerts, resolvedAlerts, type StoredAlert, saveAlert } from '../../state/alerts.ts'
import type { Trx } from '../../state/database/state.ts'
import { parseIncident } from '../incident.ts'
import { threadLine } from '../life/thread-line.ts'
import { type AlertChannel, placesOf, sayAlert, viewOf } from '../life/write.ts'
import { labelsOf } from '../routing/labels.ts'
import {
  byMoney,
  type Facts,
  heldBack,
  isQuiet,
  mentioned,
  NO_ROUTING,
  type Routed,
  routesOf,
} from '../routing/routing.ts'
import { groupKey, type Reached } from '../routing/tree.ts'

/** what was posted today and is over counts for the budget */
const DAY_MS = 26 * 3_600_000

/** An alert as routing sees it. */
export function routed(alert: StoredAlert): Routed {
  const { id, openedAt, stakeCents, posts } = alert
  const labels = labelsOf(parseIncident(alert.finding), alert.severity)
  return { id, labels, openedAt, stakeCents, posts }
}

export function factsOf(
  {
    open,
    over,
    now,
  }: { readonly open: readonly StoredAlert[]; readonly over: readonly StoredAlert[]; readonly now: Date },
  { channel, locale, routing = NO_ROUTING }: AlertChannel,
): Facts {
  return { routing, channel, zone: locale.zone, now, open: open.map(routed), over: over.map(routed) }
}

/**
 * Posts what is open and may be told now in channels where it does not stand yet, what costs most first, and reminds of
 * what nobody has taken. What is over before its time is never told; what is held back is asked again at the next watch.
 */
export async function announce(trx: Trx, now: Date, voice: AlertChannel): Promise<Message[]> {
  const stored = new Map((await openAlerts({ read: trx })).map((alert) => [alert.id, alert]))
  const over = await resolvedAlerts({ read: trx }, new Date(now.getTime() - DAY_MS))
  const said: Message[] = []
  const facts = () => factsOf({ open: [...stored.values()], over, now }, voice)
  for (const { id } of byMoney(facts().open)) {
    const alert = stored.get(id)
    if (!alert) continue
    const due = dueRoutes(alert, facts())
    const others = [...stored.values()].filter((one) => one.id !== id)
    const after =
      due.length > 0 ? await post(trx, { alert, due, now, others }, voice) : { alert, messages: [] }
    said.push(...after.messages)
    stored.set(id, after.alert)
    if (due.length === 0) await remind(trx, { alert, facts: facts() }, voice)
  }
  return said
}

/** The routes that lead to a channel where it does not stand yet, and may be told there now. */
function dueRoutes(alert: StoredAlert, facts: Facts): Reached[] {
  if (alert.snoozedUntil !== null && alert.snoozedUntil > facts.now) return []
  const one = routed(alert)
  const standing = new Set(alert.posts.map(({ channel }) => (channel === '' ? facts.channel : channel)))
  const free = routesOf(one, facts).filter(
    (route) => !standing.has(route.channel) && heldBack(one, route, facts) === null,
  )
  return free.filter(({ channel }, at) => free.findIndex((other) => other.channel === channel) === at)
}

interface Posting {
  readonly alert: StoredAlert
  readonly due: readonly Reached[]
  readonly now: Date
  /** all that is open but itself */
  readonly others: readonly StoredAlert[]
}

/** The message of an open alert of the same group that stands in the channel; a route that groups by nothing has no groups. */
function groupMessage(
  alert: StoredAlert,
  route: Reached,
  { others, now }: Pick<Posting, 'others' | 'now'>,
  voice: AlertChannel,
): string | null {
  if (route.groupBy.length === 0) return null
  const own = groupKey(route, routed(alert).labels)
  const facts = factsOf({ open: others, over: [], now }, voice)
  for (const other of others) {
    const { labels } = routed(other)
    const isOfGroup = routesOf({ labels }, facts).some(
      (one) => one.path === route.path && groupKey(one, labels) === own,
    )
    const place = placesOf(other, voice).find(
      ({ channel, under }) => channel === route.channel && under === null,
    )
    if (isOfGroup && place) return place.key
  }
  return null
}

async function post(
  trx: Trx,
  { alert, due, now, others }: Posting,
  voice: AlertChannel,
): Promise<{ readonly alert: StoredAlert; readonly messages: readonly Message[] }> {
  const fresh = due.map((route) => {
    const under = groupMessage(alert, route, { others, now }, voice)
    return { channel: route.channel, at: now, ...(under !== null && { under }) }
  })
  const posts = [...alert.posts, ...fresh]
  const after = { ...alert, posts, notifiedAt: now }
  await saveAlert(trx, after)
  // of what is told as soon as it is found the log says that it was opened
  if (now > alert.openedAt) await recordAlertEvent(trx, { alertId: alert.id, kind: 'announced', at: now })
  const view = await viewOf({ read: trx }, after)
  const messages: Message[] = []
  for (const place of placesOf(after, voice).slice(alert.posts.length)) {
    const route = due.find(({ channel }) => channel === place.channel)
    const called = mentioned(route?.mention ?? [], voice.routing ?? NO_ROUTING, now)
    messages.push(await sayAlert(trx, { view, place, before: mentions(called) }, voice))
  }
  return { alert: after, messages }
}

/** Only the first message calls somebody: an edit would notify nobody. */
function mentions(ids: readonly string[]): Block[] {
  return ids.length === 0 ? [] : [{ kind: 'text', spans: spansOfMentions(ids) }]
}

export function spansOfMentions(ids: readonly string[]): Span[] {
  return ids.flatMap((id): Span[] => [
    { text: `@${id}`, mention: { kind: id.startsWith('S') ? 'group' : 'user', id } },
    { text: ' ' },
  ])
}

/** Nobody has it, and the repeat interval of a route is over: the channel is told once more. */
async function remind(
  trx: Trx,
  { alert, facts }: { readonly alert: StoredAlert; readonly facts: Facts },
  voice: AlertChannel,
): Promise<void> {
  const { notifiedAt, status } = alert
  const isFree = (status === 'open' || status === 'reopened') && alert.snoozedUntil === null
  if (!isFree || notifiedAt === null || isQuiet(routed(alert), facts)) return
  const due = routesOf(routed(alert), facts).filter(
    ({ repeatIntervalMs }) =>
      repeatIntervalMs !== null && facts.now.getTime() >= notifiedAt.getTime() + repeatIntervalMs,
  )
  const free = due.filter(
    (route) =>
      heldBack(routed({ ...alert, posts: [] }), { ...route, groupIntervalMs: 0, budget: null }, facts) ===
      null,
  )
  const places = placesOf(alert, voice).filter(({ channel }) =>
    free.some((route) => route.channel === channel),
  )
  if (places.length === 0) return
  const eventId = await recordAlertEvent(trx, { alertId: alert.id, kind: 'reminded', at: facts.now })
  await saveAlert(trx, { ...alert, notifiedAt: facts.now })
  const view = await viewOf({ read: trx }, alert)
  for (const { key, channel, locale, thread, under } of places) {
    const line = threadLine(
      {
        view,
        kind: 'reminded',
        because: null,
        at: facts.now,
        name: null,
        isWorse: false,
        isInGroup: under !== null,
      },
      locale,
    )
    if (line)
      await voice.deliver.say(trx, {
        key: `${key}@${eventId}`,
        channel,
        message: line.message,
        below: { key: thread, isBroadcast: true },
      })
  }
}
