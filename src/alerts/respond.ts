import type { Message } from '../messages/message.ts'
import { words } from '../messages/words.ts'
import type { Locale } from '../report/words/locale.ts'
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
  /** what who pressed is answered in; the message in the channel keeps its own */
  readonly locale: Locale
}

const LONGEST_HOURS = 7 * 24

/** Somebody takes care of it: its message says who, and goes on being edited. Null when that is all there is to say. */
export async function acknowledge(
  state: Pick<State, 'transaction'>,
  press: Press,
  voice: AlertChannel,
): Promise<Message | null> {
  const { pressed } = press.locale.words.alerts
  return state.transaction(async (trx) => {
    const found = await stillOpen(trx, press)
    if ('text' in found) return found
    const { alert } = found
    if (alert.ackedBy !== null) return words(pressed.already(alert.ackedBy))
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
  const { pressed } = press.locale.words.alerts
  if (!(hours > 0 && hours <= LONGEST_HOURS)) return words(pressed.badHours)
  return state.transaction(async (trx) => {
    const found = await stillOpen(trx, press)
    if ('text' in found) return found
    const { alert } = found
    const until = new Date(at.getTime() + hours * 3_600_000)
    const what = { alert: alert.id, key: alert.key, until: until.toISOString() }
    await change(
      trx,
      { alert: { ...alert, snoozedUntil: until, updatedAt: at }, kind: 'snoozed', press, what },
      voice,
    )
    return words(pressed.snoozed(hours, until))
  })
}

/** The quiet ends now: the next watch says what has changed since. */
export async function endSnooze(
  state: Pick<State, 'transaction'>,
  press: Press,
  voice: AlertChannel,
): Promise<Message | null> {
  return state.transaction(async (trx) => {
    const found = await stillOpen(trx, press)
    if ('text' in found) return found
    const { alert } = found
    if (alert.snoozedUntil === null) return words(press.locale.words.alerts.pressed.notSnoozed)
    const what = { alert: alert.id, key: alert.key }
    const awake = { ...alert, snoozedUntil: null, updatedAt: press.at }
    await change(trx, { alert: awake, kind: 'unsnoozed', press, what }, voice)
    return null
  })
}

async function stillOpen(
  trx: Trx,
  { id, locale }: Pick<Press, 'id' | 'locale'>,
): Promise<{ alert: StoredAlert } | Message> {
  const { pressed } = locale.words.alerts
  const alert = await alertById({ read: trx }, id)
  if (!alert) return words(pressed.unknown)
  return alert.status === 'resolved' ? words(pressed.over) : { alert }
}

async function change(
  trx: Trx,
  done: {
    readonly alert: StoredAlert
    readonly kind: 'acked' | 'snoozed' | 'unsnoozed'
    readonly press: Press
    readonly what: unknown
  },
  voice: AlertChannel,
): Promise<void> {
  const { alert, kind, press, what } = done
  await write(trx, { alert, kind, because: null, at: press.at, who: press.userId, name: press.name }, voice)
  await record(trx, { who: press.userId, did: `alert.${kind}`, what, at: press.at })
}
