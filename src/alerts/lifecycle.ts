import { createHash } from 'node:crypto'
import type { Message } from '../messages/message.ts'
import type { Fault } from '../report/say-fault.ts'
import {
  holdAlerts,
  nextNumber,
  openAlerts,
  resolvedAlerts,
  type StoredAlert,
  UNTOUCHED,
} from '../state/alerts.ts'
import type { Trx } from '../state/database/state.ts'
import { type ClosedAlert, type Decision, decide, type Thresholds } from './decide.ts'
import { DATA, type Incident, keyOf, parseIncident } from './incident.ts'
import { higher, isWorse, severityOf } from './life/severity.ts'
import type { EventKind } from './life/thread-line.ts'
import { type AlertChannel, write } from './life/write.ts'
import { announce, factsOf, routed } from './oncall/announce.ts'
import { isQuiet } from './routing/routing.ts'
import type { Watcher } from './within/share-out.ts'

export interface Outcome {
  readonly decisions: readonly Decision[]
  readonly messages: readonly Message[]
}

export interface Watched {
  readonly found: readonly Incident[]
  readonly notEvaluated: ReadonlySet<string>
  readonly min: Thresholds
  readonly at: Date
  readonly isAsFound?: (fault: Fault) => boolean
  /** GMV of a usual day: how severe a loss is; null where none is known */
  readonly usualDayCents?: number | null
  readonly watcher?: Watcher
}

/** for so long the trouble of an alert that is over may be the same alert again */
const CLOSED_MS = 7 * 86_400_000

/** Decides and does it, in the transaction given: the open alerts are read in it, so that a click in between is seen. */
export async function followUp(trx: Trx, asked: Watched, voice: AlertChannel): Promise<Outcome> {
  await holdAlerts(trx)
  const stored = await openAlerts({ read: trx })
  const over = await resolvedAlerts({ read: trx }, new Date(asked.at.getTime() - CLOSED_MS))
  const byId = new Map([...stored, ...over].map((alert) => [alert.id, alert]))
  const open = stored.map((alert) => ({
    id: alert.id,
    snoozedUntil: alert.snoozedUntil,
    isKeptOpen: alert.reopenedBy !== null,
    incident: parseIncident(alert.finding),
  }))
  const decisions = decide({ ...asked, open, closed: over.flatMap(closedOf), now: asked.at })
  const facts = factsOf({ open: stored, over, now: asked.at }, voice)
  const messages: Message[] = []
  // what is over goes first: its key may be needed again
  const inOrder = decisions.toSorted((a, b) => Number(b.act === 'resolve') - Number(a.act === 'resolve'))
  for (const decision of inOrder) {
    const known = 'id' in decision && decision.id !== null ? byId.get(decision.id) : undefined
    // a slot of the past may be run by hand: nothing ends before it began
    const at = known && known.updatedAt > asked.at ? known.updatedAt : asked.at
    const when = { at, usualDayCents: asked.usualDayCents ?? null }
    const change = changed(decision, known, when)
    if (!change) continue
    const numbered =
      decision.act === 'open' ? { ...change.alert, number: await nextNumber(trx) } : change.alert
    const { kind, isWorse: worse } = change
    const quiet = known !== undefined && isQuiet(routed(known), facts)
    const happened = { alert: numbered, kind, because: decision.because, at, isWorse: worse, isQuiet: quiet }
    const said = await write(trx, happened, voice)
    if (said) messages.push(said)
  }
  return { decisions, messages: [...messages, ...(await announce(trx, asked.at, voice))] }
}

function closedOf(alert: StoredAlert): ClosedAlert[] {
  const { id, resolvedAt, resolvedBy, feedback } = alert
  if (resolvedAt === null) return []
  const isNoNews = feedback === 'expected' || feedback === 'noise'
  return [{ id, resolvedAt, isByHand: resolvedBy !== null, isNoNews, incident: parseIncident(alert.finding) }]
}

interface When {
  readonly at: Date
  readonly usualDayCents: number | null
}

interface Change {
  readonly kind: EventKind
  readonly alert: StoredAlert
  /** somebody should be notified, whatever the decision is called */
  readonly isWorse: boolean
}

/** The alert as it is after the decision; null when nothing is said. */
function changed(decision: Decision, alert: StoredAlert | undefined, when: When): Change | null {
  const { at } = when
  if (decision.act === 'open') return { kind: 'open', alert: opened(decision.incident, when), isWorse: false }
  if (decision.act === 'hold' || decision.act === 'keep' || !alert) return null
  if (decision.act === 'resolve') {
    const over = { ...alert, status: 'resolved', resolvedAt: at, updatedAt: at } as const
    return { kind: 'resolve', alert: over, isWorse: false }
  }
  const severity = severityOf(decision.incident, when.usualDayCents)
  const moved = { ...alert, ...partsOf(decision.incident), snoozedUntil: null, updatedAt: at }
  if (decision.act === 'reopen') {
    const { posts } = alert
    const fresh = { ...UNTOUCHED, severity, announcedCents: moved.stakeCents, posts, notifiedAt: at }
    const back = { ...moved, ...fresh, status: 'reopened', ackedBy: null, resolvedAt: null } as const
    return { kind: 'reopen', alert: back, isWorse: false }
  }
  const worse = isWorse(alert, { severity, stakeCents: moved.stakeCents })
  return {
    kind: 'update',
    alert: {
      ...moved,
      severity: higher(alert.severity, severity),
      announcedCents: worse || alert.snoozedUntil ? moved.stakeCents : alert.announcedCents,
    },
    isWorse: worse,
  }
}

/** Named by what is wrong and when it was found, so that a run that is repeated opens no second one. */
function opened(incident: Incident, { at, usualDayCents }: When): StoredAlert {
  const id = createHash('sha256')
    .update(`${keyOf(incident)} ${at.toISOString()}`)
    .digest('hex')
    .slice(0, 12)
  const parts = partsOf(incident)
  return {
    ...UNTOUCHED,
    id,
    number: 0,
    ...parts,
    dayOpened: incident.day,
    status: 'open',
    severity: severityOf(incident, usualDayCents),
    announcedCents: parts.stakeCents,
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
