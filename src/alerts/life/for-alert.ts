import type { Message } from '../../messages/message.ts'
import type { Locale } from '../../report/words/locale.ts'
import { recordAlertEvent } from '../../state/alert-events.ts'
import { alertById, type StoredAlert } from '../../state/alerts.ts'
import type { Trx } from '../../state/database/state.ts'
import { dropForAlert, type ForAlert, forAlerts, saveForAlert } from '../../state/suggestions/for-alerts.ts'
import { type AlertChannel, placesOf } from './write.ts'

interface Done {
  readonly suggestionId: number
  readonly who: string
  readonly name: string
  readonly at: Date
  /** what was accepted, in a language: `Order 30 of SKU-1` */
  readonly doing: (locale: Locale) => string
}

/** An accepted suggestion is tied to the alert it was accepted for, and the alert's thread is told. */
export async function acceptFor(
  trx: Trx,
  alertId: string,
  done: Done,
  voice: AlertChannel,
): Promise<ForAlert | null> {
  const alert = await alertById({ read: trx }, alertId)
  if (!alert) return null
  const { suggestionId, who, name, at, doing } = done
  const { value, expected } = alert
  const tied = { suggestionId, alertId, who, name, at, value, expected }
  await saveForAlert(trx, tied)
  const detail = { by: name, note: doing(voice.locale) }
  const event = await recordAlertEvent(trx, { alertId, kind: 'accepted', who, detail, at })
  const said = ({ words }: Locale, what: string) => words.alertLife.did.accepted(name, suggestionId, what)
  await tell(trx, { alert, key: `${event}`, at, say: (locale) => said(locale, doing(locale)) }, voice)
  return tied
}

/** A decision that is taken back was not made for any alert; the thread of the one it was made for is told. */
export async function takeBackFor(trx: Trx, done: Omit<Done, 'doing'>, voice: AlertChannel): Promise<void> {
  const { suggestionId, who, name, at } = done
  const tied = await dropForAlert(trx, suggestionId)
  const alert = tied && (await alertById({ read: trx }, tied.alertId))
  if (!alert) return
  const detail = { by: name }
  const event = await recordAlertEvent(trx, { alertId: alert.id, kind: 'taken-back', who, detail, at })
  const say = ({ words }: Locale) => words.alertLife.did.takenBack(name, suggestionId)
  await tell(trx, { alert, key: `${event}`, at, say }, voice)
}

interface Measured {
  readonly suggestionId: number
  /** `helped: +€31 (€4 to €58)`, in a language */
  readonly outcome: (locale: Locale) => string
}

/** What came of suggestions that were accepted for alerts is told in their threads; the same again is no second line. */
export async function measuredFor(
  trx: Trx,
  { measured, at }: { readonly measured: readonly Measured[]; readonly at: Date },
  voice: AlertChannel,
): Promise<number> {
  const tied = await forAlerts({ read: trx }, { suggestions: measured.map((one) => one.suggestionId) })
  for (const { suggestionId, alertId } of tied) {
    const alert = await alertById({ read: trx }, alertId)
    const found = measured.find((one) => one.suggestionId === suggestionId)
    if (!alert || !found) continue
    const say = (locale: Locale) => locale.words.alertLife.did.measured(suggestionId, found.outcome(locale))
    await tell(trx, { alert, key: `measured:${suggestionId}`, at, say }, voice)
  }
  return tied.length
}

interface Line {
  readonly alert: StoredAlert
  /** names the line among those of the alert */
  readonly key: string
  readonly at: Date
  readonly say: (locale: Locale) => string
}

async function tell(trx: Trx, { alert, key, at, say }: Line, voice: AlertChannel): Promise<void> {
  for (const place of placesOf(alert, voice)) {
    const { locale, under } = place
    const { said, number, stamped } = locale.words.alertLife
    const text = stamped(under === null ? say(locale) : said(number(alert.number), say(locale)), at)
    const message: Message = { text, blocks: [{ kind: 'text', spans: text }], language: locale.language }
    await voice.deliver.say(trx, {
      ...{ key: `${place.key}@${key}`, channel: place.channel, message },
      below: { key: place.thread, isBroadcast: false },
    })
  }
}
