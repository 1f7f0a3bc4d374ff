import { z } from 'zod'
import type { Message } from '../../messages/message.ts'
import type { Locale } from '../../report/words/locale.ts'
import { type AlertEvent, alertEvents, recordAlertEvent } from '../../state/alert-events.ts'
import { type StoredAlert, saveAlert } from '../../state/alerts.ts'
import type { State, Trx } from '../../state/database/state.ts'
import type { Deliver } from '../../state/messages/deliver.ts'
import { DATA, type Incident, parseIncident } from '../incident.ts'
import type { Routing, Runbooks } from '../routing/routing.ts'
import { type AlertView, alertMessage } from '../say.ts'
import { type EventKind, threadLine } from './thread-line.ts'

/** Where alerts are posted, and in which language. */
export interface AlertChannel {
  readonly deliver: Deliver
  readonly channel: string
  readonly locale: Locale
  /** that of another channel, where routes lead to one */
  readonly localeOf?: (channel: string) => Locale
  /** left out: all at once to the channel */
  readonly routing?: Routing
  readonly runbooks?: Runbooks
}

export interface Happened {
  readonly alert: StoredAlert
  readonly kind: EventKind
  readonly because: string | null
  readonly at: Date
  /** the money or the severity has risen so far that somebody is to be notified */
  readonly isWorse?: boolean
  /** silenced or inhibited: nobody is notified of it now */
  readonly isQuiet?: boolean
  /** the user's id, and how the message calls the person */
  readonly who?: string
  readonly name?: string
}

/**
 * Kept, recorded and said together, wherever it stands; null where it stands nowhere yet. The message's key never
 * changes, so what was said is edited in place; what happened is a line in its thread.
 */
export async function write(trx: Trx, done: Happened, voice: AlertChannel): Promise<Message | null> {
  const { alert, kind, because, at, who, name, isWorse = false } = done
  await saveAlert(trx, alert)
  const eventId = await recordAlertEvent(trx, {
    ...{ alertId: alert.id, kind, who: who ?? null, at },
    detail: detailOf(done),
  })
  const view = await viewOf({ read: trx }, alert)
  const said: Message[] = []
  let isNews = false
  for (const place of placesOf(alert, voice)) {
    said.push(await sayAlert(trx, { view, place }, voice))
    const event = { view, kind, because, at, name: name ?? null, isWorse, isInGroup: place.under !== null }
    const line = threadLine(event, place.locale)
    if (!line) continue
    const isBroadcast = line.isBroadcast && !done.isQuiet
    isNews ||= isBroadcast
    await voice.deliver.say(trx, {
      ...{ key: `${place.key}@${eventId}`, channel: place.channel, message: line.message },
      below: { key: place.thread, isBroadcast },
    })
  }
  if (isNews) await saveAlert(trx, { ...alert, notifiedAt: at })
  return said[0] ?? null
}

/** One message of an alert: the same in every channel it is posted to, each under a key of its own. */
export interface Place {
  readonly key: string
  readonly channel: string
  readonly locale: Locale
  /** the message of its group, in whose thread it stands; null where it is one of its own */
  readonly under: string | null
  /** the message in whose thread what happens to it is told */
  readonly thread: string
}

export function placesOf(alert: StoredAlert, voice: AlertChannel): Place[] {
  return alert.posts.map((post, at) => placeOf(alert, at === 0 ? null : post.channel, post, voice))
}

/** The first message has the alert's own key, as it always had; others name their channel. */
function placeOf(
  alert: StoredAlert,
  suffix: string | null,
  { channel: posted, under = null }: { readonly channel: string; readonly under?: string | null | undefined },
  voice: AlertChannel,
): Place {
  const own = alert.messageKey ?? `alert:${alert.id}`
  const channel = posted === '' ? voice.channel : posted
  const locale = channel === voice.channel ? voice.locale : (voice.localeOf?.(channel) ?? voice.locale)
  const key = suffix === null ? own : `${own}:${suffix}`
  return { key, channel, locale, under, thread: under ?? key }
}

export async function sayAlert(
  trx: Trx,
  {
    view,
    place,
    before = [],
  }: { readonly view: AlertView; readonly place: Place; readonly before?: Message['blocks'] },
  { deliver, runbooks = {} }: Pick<AlertChannel, 'deliver' | 'runbooks'>,
): Promise<Message> {
  const runbook = runbookOf(view.incident, runbooks)
  const message = alertMessage({ ...view, runbook }, place.locale)
  await deliver.say(trx, {
    ...{ key: place.key, channel: place.channel },
    message: { ...message, blocks: [...before, ...message.blocks] },
    ...(place.under !== null && { below: { key: place.under, isBroadcast: true } }),
  })
  return message
}

function detailOf({ alert, kind, because, name }: Happened): AlertEvent['detail'] {
  return {
    because,
    ...(name !== undefined && { by: name }),
    ...(kind === 'snoozed' && alert.snoozedUntil && { until: alert.snoozedUntil }),
    ...(kind === 'assigned' && alert.assignee && { to: alert.assignee.name }),
    ...((kind === 'resolve' || kind === 'noted') && alert.note !== null && { note: alert.note }),
    ...(kind === 'feedback' && { feedback: alert.feedback }),
  }
}

const detail = z.object({ by: z.string().nullish(), because: z.string().nullish() }).catch({})

/** The alert as its message says it, with what only the log knows: who snoozed it, and why it is over. */
export async function viewOf(state: Pick<State, 'read'>, alert: StoredAlert): Promise<AlertView> {
  const log = await alertEvents(state, alert.id)
  const lastOf = (kind: EventKind) => detail.parse(log.findLast((one) => one.kind === kind)?.detail ?? {})
  return {
    ...alert,
    snoozedBy: alert.snoozedUntil === null ? null : (lastOf('snoozed').by ?? null),
    resolvedBecause: alert.resolvedAt ? (lastOf('resolve').because ?? null) : null,
    incident: parseIncident(alert.finding),
  }
}

/** Where it is written what to do about it. */
export function runbookOf(incident: Incident, runbooks: Runbooks): string | null {
  return runbooks[incident.kind === 'data' ? DATA : incident.kpi] ?? runbooks.default ?? null
}
