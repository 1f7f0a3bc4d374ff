import { alertEvents, recordAlertEvent } from '../../state/alert-events.ts'
import { openAlerts, resolvedAlerts, type StoredAlert, saveAlert } from '../../state/alerts.ts'
import type { Trx } from '../../state/database/state.ts'
import { threadLine } from '../life/thread-line.ts'
import { type AlertChannel, placesOf, viewOf, write } from '../life/write.ts'
import { dueStep, isQuiet, mentioned, NO_ROUTING, routesOf } from '../routing/routing.ts'
import type { Step } from '../routing/tree.ts'
import { factsOf, routed, spansOfMentions } from './announce.ts'

/** Whoever had it has it no more, or nobody ever had it: an escalation begins anew. */
const BEGINS: ReadonlySet<string> = new Set(['open', 'announced', 'reopen', 'unacked', 'unsnoozed', 'update'])

/** A snooze that is over is told as soon as it is, and not only at the next watch. */
export async function endSnoozes(trx: Trx, now: Date, voice: AlertChannel): Promise<number> {
  const over = (await openAlerts({ read: trx })).filter(
    ({ snoozedUntil }) => snoozedUntil !== null && snoozedUntil <= now,
  )
  for (const alert of over) {
    const awake = { ...alert, snoozedUntil: null, announcedCents: alert.stakeCents, updatedAt: now }
    await write(trx, { alert: awake, kind: 'update', because: 'the snooze is over', at: now }, voice)
  }
  return over.length
}

/** Calls the next of a route's steps for each alert that nobody has taken in time; one step at a time. */
export async function escalate(trx: Trx, now: Date, voice: AlertChannel): Promise<number> {
  const open = await openAlerts({ read: trx })
  const over = await resolvedAlerts({ read: trx }, now)
  const facts = factsOf({ open, over, now }, voice)
  let count = 0
  for (const alert of open) {
    const isFree = alert.status === 'open' || alert.status === 'reopened'
    if (!isFree || alert.snoozedUntil !== null || isQuiet(routed(alert), facts)) continue
    const routes = routesOf(routed(alert), facts).filter((route) => route.escalate.length > 0)
    const standing = placesOf(alert, voice)
    const route = routes.find((one) => standing.some(({ channel }) => channel === one.channel))
    const due = route && dueStep(route, { ...(await progressOf(trx, alert)), now })
    if (!due) continue
    await call(trx, { alert, channel: route.channel, step: due, now }, voice)
    count++
  }
  return count
}

async function progressOf(
  trx: Trx,
  alert: StoredAlert,
): Promise<{ readonly since: Date; readonly taken: number }> {
  const log = await alertEvents({ read: trx }, alert.id)
  // edits go on while nobody has it; only one that ended a snooze begins anew
  const begins = log.filter(
    ({ kind, detail }) => BEGINS.has(kind) && (kind !== 'update' || endsSnooze(detail)),
  )
  const last = begins.at(-1)
  const taken = log.filter(
    (one) => one.kind === 'escalated' && (!last || log.indexOf(one) > log.indexOf(last)),
  )
  return { since: last?.at ?? alert.openedAt, taken: taken.length }
}

function endsSnooze(detail: unknown): boolean {
  return JSON.stringify(detail ?? '').includes('the snooze is over')
}

async function call(
  trx: Trx,
  given: { readonly alert: StoredAlert; readonly channel: string; readonly step: Step; readonly now: Date },
  voice: AlertChannel,
): Promise<void> {
  const { alert, channel, step, now } = given
  const eventId = await recordAlertEvent(trx, { alertId: alert.id, kind: 'escalated', at: now })
  await saveAlert(trx, { ...alert, notifiedAt: now })
  const view = await viewOf({ read: trx }, alert)
  const ids = mentioned(step.mention, voice.routing ?? NO_ROUTING, now)
  for (const place of placesOf(alert, voice).filter((one) => one.channel === channel)) {
    const line = threadLine(
      {
        view,
        kind: 'escalated',
        because: null,
        at: now,
        name: null,
        isWorse: false,
        isInGroup: place.under !== null,
      },
      place.locale,
    )
    if (!line) continue
    const blocks = [{ kind: 'text', spans: spansOfMentions(ids) } as const, ...line.message.blocks]
    await voice.deliver.say(trx, {
      ...{ key: `${place.key}@${eventId}`, channel: place.channel },
      message: { ...line.message, blocks: ids.length > 0 ? blocks : line.message.blocks },
      below: { key: place.thread, isBroadcast: true },
    })
  }
}
