import type { Block } from '../../messages/message.ts'
import { type AlertEvent, alertEvents, recordAlertEvent } from '../../state/alert-events.ts'
import { openAlerts, resolvedAlerts, type StoredAlert } from '../../state/alerts.ts'
import type { Trx } from '../../state/database/state.ts'
import { whatIsDue } from '../life/holding.ts'
import { type AlertChannel, placesOf, write } from '../life/write.ts'
import { isQuiet, routesOf } from '../routing/routing.ts'
import { factsOf, routed, spansOfMentions } from './announce.ts'

/**
 * Asks who has acknowledged an alert whether that is still so, and takes the acknowledgement back where nobody answers:
 * as the first of its routes says that stands in a channel.
 */
export async function askHolders(trx: Trx, now: Date, voice: AlertChannel): Promise<number> {
  const open = await openAlerts({ read: trx })
  const facts = factsOf({ open, over: await resolvedAlerts({ read: trx }, now), now }, voice)
  let count = 0
  for (const alert of open) {
    if (alert.status !== 'acked' || alert.snoozedUntil !== null || isQuiet(routed(alert), facts)) continue
    const standing = placesOf(alert, voice)
    const route = routesOf(routed(alert), facts).find((one) =>
      standing.some(({ channel }) => channel === one.channel),
    )
    if (!route) continue
    const log = await alertEvents({ read: trx }, alert.id)
    const due = whatIsDue(log, route, now)
    if (due === null) continue
    if (due.act === 'ask') await ask(trx, { alert, log, answerBy: due.answerBy, now }, voice)
    else await giveBack(trx, alert, { now, voice })
    count++
  }
  return count
}

async function giveBack(
  trx: Trx,
  alert: StoredAlert,
  { now, voice }: { readonly now: Date; readonly voice: AlertChannel },
): Promise<void> {
  const free = { ...alert, status: 'open', ackedBy: null, assignee: null, updatedAt: now } as const
  await write(trx, { alert: free, kind: 'unacked', because: null, at: now }, voice)
}

interface Asked {
  readonly alert: StoredAlert
  readonly log: readonly AlertEvent[]
  readonly answerBy: Date | null
  readonly now: Date
}

/** A line of the thread that calls the person, with a button to answer by. */
async function ask(trx: Trx, { alert, log, answerBy, now }: Asked, voice: AlertChannel): Promise<void> {
  const eventId = await recordAlertEvent(trx, { alertId: alert.id, kind: 'asked', at: now })
  const who = log.findLast(({ kind }) => kind === 'acked')?.who ?? null
  for (const { key, channel, locale, thread, under } of placesOf(alert, voice)) {
    const { did, buttons, said, number } = locale.words.alertLife
    const lead = under === null ? '' : said(number(alert.number), '')
    const text = lead + did.asked(alert.ackedBy ?? '–') + (answerBy === null ? '' : did.answerBy(answerBy))
    const blocks: Block[] = [
      { kind: 'text', spans: [...(who === null ? [] : spansOfMentions([who])), text] },
      {
        kind: 'actions',
        buttons: [
          { label: buttons.stillOnIt, action: 'alert.ack', value: alert.id, style: 'primary' },
          { label: buttons.unacknowledge, action: 'alert.unack', value: alert.id },
        ],
      },
    ]
    await voice.deliver.say(trx, {
      ...{ key: `${key}@${eventId}`, channel, below: { key: thread, isBroadcast: false } },
      message: { text, blocks, language: locale.language },
    })
  }
}
