import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Message } from '../messages/message.ts'
import type { Fault } from '../report/say-fault.ts'
import type { Locale } from '../report/words/locale.ts'
import {
  alertEvents,
  holdAlerts,
  openAlerts,
  recordAlertEvent,
  type StoredAlert,
  saveAlert,
} from '../state/alerts.ts'
import type { Trx } from '../state/database/state.ts'
import type { Deliver } from '../state/messages/deliver.ts'
import { type Decision, decide, type Thresholds } from './decide.ts'
import { DATA, type Incident, keyOf, parseIncident } from './incident.ts'
import { alertMessage } from './say.ts'

/** Where alerts are posted, and in which language. */
export interface AlertChannel {
  readonly deliver: Deliver
  readonly channel: string
  readonly locale: Locale
}

export interface Outcome {
  readonly decisions: readonly Decision[]
  readonly messages: readonly Message[]
}

/** Decides and does it, in the transaction given: the open alerts are read in it, so that a click in between is seen. */
export async function followUp(
  trx: Trx,
  asked: {
    readonly found: readonly Incident[]
    readonly notEvaluated: ReadonlySet<string>
    readonly min: Thresholds
    readonly at: Date
    readonly isAsFound?: (fault: Fault) => boolean
  },
  voice: AlertChannel,
): Promise<Outcome> {
  await holdAlerts(trx)
  const stored = await openAlerts({ read: trx })
  const byId = new Map(stored.map((alert) => [alert.id, alert]))
  const open = stored.map((alert) => ({
    id: alert.id,
    snoozedUntil: alert.snoozedUntil,
    incident: parseIncident(alert.finding),
  }))
  const decisions = decide({ ...asked, open, now: asked.at })
  const messages: Message[] = []
  // what is over goes first: its key may be needed again
  const inOrder = decisions.toSorted((a, b) => Number(b.act === 'resolve') - Number(a.act === 'resolve'))
  for (const decision of inOrder) {
    const alert = changed(decision, byId, asked.at)
    if (!alert) continue
    messages.push(
      await write(trx, { alert, kind: decision.act, because: decision.because, at: asked.at }, voice),
    )
  }
  return { decisions, messages }
}

/** The alert as it is after the decision; null when nothing is said. */
function changed(decision: Decision, known: ReadonlyMap<string, StoredAlert>, at: Date): StoredAlert | null {
  if (decision.act === 'open') return opened(decision.incident, at)
  if (decision.act === 'hold' || decision.act === 'keep') return null
  const alert = known.get(decision.id)
  if (!alert) return null
  if (decision.act === 'resolve') return { ...alert, status: 'resolved', resolvedAt: at, updatedAt: at }
  return { ...alert, ...partsOf(decision.incident), snoozedUntil: null, updatedAt: at }
}

/** Named by what is wrong and when it was found, so that a run that is repeated opens no second one. */
function opened(incident: Incident, at: Date): StoredAlert {
  const id = createHash('sha256')
    .update(`${keyOf(incident)} ${at.toISOString()}`)
    .digest('hex')
    .slice(0, 12)
  return {
    id,
    ...partsOf(incident),
    dayOpened: incident.day,
    status: 'open',
    snoozedUntil: null,
    ackedBy: null,
    messageKey: `alert:${id}`,
    openedAt: at,
    updatedAt: at,
    resolvedAt: null,
  }
}

const NO_FIGURES = { value: null, low: null, high: null, expected: null, stakeCents: null }

function partsOf(incident: Incident) {
  const stored = { key: keyOf(incident), finding: incident }
  if (incident.kind === 'data') return { ...stored, ...NO_FIGURES, kpi: DATA, location: {} }
  const { kpi, value, low, high, expected, stakeCents, segment } = incident
  return { ...stored, kpi, value, low, high, expected, stakeCents, location: segment }
}

/** Kept, recorded and said together. The message's key never changes, so what was said is edited in place. */
export async function write(
  trx: Trx,
  done: {
    readonly alert: StoredAlert
    readonly kind: string
    readonly because: string | null
    readonly at: Date
    /** the user's id, and how the message calls the person */
    readonly who?: string
    readonly name?: string
  },
  voice: AlertChannel,
): Promise<Message> {
  const { alert, kind, because, at, who, name } = done
  await saveAlert(trx, alert)
  const until = kind === 'snoozed' ? alert.snoozedUntil : null
  const detail = { because, ...(name !== undefined && { by: name }), ...(until && { until }) }
  await recordAlertEvent(trx, { alertId: alert.id, kind, who: who ?? null, detail, at })
  const message = alertMessage(
    {
      id: alert.id,
      ackedBy: alert.ackedBy,
      snoozedUntil: alert.snoozedUntil,
      snoozedBy: alert.snoozedUntil === null ? null : await snoozerOf(trx, alert.id),
      resolvedAt: alert.resolvedAt,
      resolvedBecause: alert.resolvedAt ? because : null,
      incident: parseIncident(alert.finding),
    },
    voice.locale,
  )
  await voice.deliver.say(trx, {
    key: alert.messageKey ?? `alert:${alert.id}`,
    channel: voice.channel,
    message,
  })
  return message
}

const by = z.object({ by: z.string() })

/** Who snoozed it last. */
async function snoozerOf(trx: Trx, alertId: string): Promise<string | null> {
  const last = (await alertEvents({ read: trx }, alertId)).findLast(({ kind }) => kind === 'snoozed')
  return by.safeParse(last?.detail).data?.by ?? null
}
