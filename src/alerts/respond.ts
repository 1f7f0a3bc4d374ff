import { wallClock } from '../lib/days.ts'
import { plural } from '../lib/text.ts'
import type { Message } from '../messages/message.ts'
import { words } from '../messages/words.ts'
import { alertById, type StoredAlert } from '../state/alerts.ts'
import { record } from '../state/audit.ts'
import type { State, Trx } from '../state/database/state.ts'
import { type AlertChannel, write } from './lifecycle.ts'

/** Who pressed a button of an alert, and when. */
interface Press {
  readonly id: string
  readonly userId: string
  /** how the message calls the person */
  readonly name: string
  readonly at: Date
}

const LONGEST_HOURS = 7 * 24

/** Somebody takes care of it: its message says who, and goes on being edited. Null when that is all there is to say. */
export async function acknowledge(
  state: Pick<State, 'transaction'>,
  press: Press,
  voice: AlertChannel,
): Promise<Message | null> {
  return state.transaction(async (trx) => {
    const found = await stillOpen(trx, press.id)
    if ('text' in found) return found
    const { alert } = found
    if (alert.ackedBy !== null) return words(`${alert.ackedBy} has acknowledged it already.`)
    const acked = { ...alert, status: 'acked', ackedBy: press.name, updatedAt: press.at } as const
    await change(
      trx,
      { alert: acked, kind: 'acked', press, what: { alert: alert.id, key: alert.key } },
      voice,
    )
    return null
  })
}

/** Quiet for some hours: nothing of it is edited until then, unless it is over before. */
export async function snooze(
  state: Pick<State, 'transaction'>,
  press: Press & { readonly hours: number },
  voice: AlertChannel,
): Promise<Message | null> {
  const { hours, at } = press
  if (!(hours > 0 && hours <= LONGEST_HOURS)) return words('That is no time to snooze for.')
  return state.transaction(async (trx) => {
    const found = await stillOpen(trx, press.id)
    if ('text' in found) return found
    const { alert } = found
    const until = new Date(at.getTime() + hours * 3_600_000)
    const what = { alert: alert.id, key: alert.key, until: until.toISOString() }
    await change(
      trx,
      { alert: { ...alert, snoozedUntil: until, updatedAt: at }, kind: 'snoozed', press, what },
      voice,
    )
    const { day } = wallClock(until, voice.locale.zone)
    return words(`Snoozed for ${plural(hours, 'hour')}, until ${day}.`)
  })
}

async function stillOpen(trx: Trx, id: string): Promise<{ alert: StoredAlert } | Message> {
  const alert = await alertById({ read: trx }, id)
  if (!alert) return words('This alert is not known any more.')
  return alert.status === 'resolved' ? words('This alert is over: there is nothing to do.') : { alert }
}

async function change(
  trx: Trx,
  done: {
    readonly alert: StoredAlert
    readonly kind: 'acked' | 'snoozed'
    readonly press: Press
    readonly what: unknown
  },
  voice: AlertChannel,
): Promise<void> {
  const { alert, kind, press, what } = done
  await write(trx, { alert, kind, because: null, at: press.at, who: press.userId, name: press.name }, voice)
  await record(trx, { who: press.userId, did: `alert.${kind}`, what, at: press.at })
}
