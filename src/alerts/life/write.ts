import { z } from 'zod'
import type { Message } from '../../messages/message.ts'
import type { Locale } from '../../report/words/locale.ts'
import { type AlertEvent, alertEvents, recordAlertEvent } from '../../state/alert-events.ts'
import { type StoredAlert, saveAlert } from '../../state/alerts.ts'
import type { Trx } from '../../state/database/state.ts'
import type { Deliver } from '../../state/messages/deliver.ts'
import { parseIncident } from '../incident.ts'
import { type AlertView, alertMessage } from '../say.ts'
import { type EventKind, threadLine } from './thread-line.ts'

/** Where alerts are posted, and in which language. */
export interface AlertChannel {
  readonly deliver: Deliver
  readonly channel: string
  readonly locale: Locale
}

export interface Happened {
  readonly alert: StoredAlert
  readonly kind: EventKind
  readonly because: string | null
  readonly at: Date
  /** the money or the severity has risen so far that somebody is to be notified */
  readonly isWorse?: boolean
  /** the user's id, and how the message calls the person */
  readonly who?: string
  readonly name?: string
}

/**
 * Kept, recorded and said together. The message's key never changes, so what was said is edited in place; what happened
 * is a line in its thread.
 */
export async function write(trx: Trx, done: Happened, voice: AlertChannel): Promise<Message> {
  const { alert, kind, because, at, who, name } = done
  await saveAlert(trx, alert)
  const eventId = await recordAlertEvent(trx, {
    ...{ alertId: alert.id, kind, who: who ?? null, at },
    detail: detailOf(done),
  })
  const log = await alertEvents({ read: trx }, alert.id)
  const view = viewOf(alert, log)
  const message = alertMessage(view, voice.locale)
  const key = alert.messageKey ?? `alert:${alert.id}`
  await voice.deliver.say(trx, { key, channel: voice.channel, message })
  const { isWorse = false } = done
  const line = threadLine({ view, kind, because, at, name: name ?? null, isWorse }, voice.locale)
  if (line) {
    const below = { key, isBroadcast: line.isBroadcast }
    await voice.deliver.say(trx, {
      key: `${key}@${eventId}`,
      channel: voice.channel,
      message: line.message,
      below,
    })
  }
  return message
}

function detailOf({ alert, kind, because, name }: Happened): AlertEvent['detail'] {
  return {
    because,
    ...(name !== undefined && { by: name }),
    ...(kind === 'snoozed' && alert.snoozedUntil && { until: alert.snoozedUntil }),
    ...(kind === 'assigned' && alert.assignee && { to: alert.assignee.name }),
    ...(kind === 'resolve' && alert.note !== null && { note: alert.note }),
    ...(kind === 'feedback' && { feedback: alert.feedback }),
  }
}

const detail = z.object({ by: z.string().nullish(), because: z.string().nullish() }).catch({})

/** The alert as its message says it, with what only the log knows: who snoozed it, and why it is over. */
function viewOf(alert: StoredAlert, log: readonly AlertEvent[]): AlertView {
  const lastOf = (kind: EventKind) => detail.parse(log.findLast((one) => one.kind === kind)?.detail ?? {})
  return {
    ...alert,
    snoozedBy: alert.snoozedUntil === null ? null : (lastOf('snoozed').by ?? null),
    resolvedBecause: alert.resolvedAt ? (lastOf('resolve').because ?? null) : null,
    incident: parseIncident(alert.finding),
  }
}
