import type { Language } from '../lib/language.ts'
import { textBlock } from '../messages/words.ts'
import { shopLocale } from '../report/words/locale.ts'
import type { State } from '../state/database/state.ts'
import type { Deliver } from '../state/messages/deliver.ts'
import { unpostedInARow } from '../state/messages/said.ts'
import { disableSubscription, type Subscription, subscriptionOf } from '../state/messages/subscriptions.ts'

interface Reads {
  readonly state: State
  readonly deliver: Deliver
  readonly config: {
    readonly alertChannel: string
    readonly digest: { readonly channel: string }
    readonly language: Language
    readonly shop: { readonly currency: string; readonly zone: string }
    readonly channelLanguages: ReadonlyMap<string, Language>
  }
}

/** as many in a row, and it is stopped: nobody reads it */
const MOST_IN_A_ROW = 3
const KEY = /^subscribed:(\d+):(\d{4}-\d{2}-\d{2})$/

/**
 * A digest that Slack refuses is told to whoever looks after it and to the shop's other channel, once for the refusals in a
 * row, with what to do; after some of them it is stopped with the reason, and that is told as well. False: it is no digest
 * that somebody asked for.
 */
export async function tellDigestRefused(
  { state, deliver, config }: Reads,
  key: string,
  code: string,
): Promise<boolean> {
  const id = Number(KEY.exec(key)?.[1] ?? 0)
  const one = id === 0 ? null : await subscriptionOf(state, id)
  if (!one) return false
  const refused = await unpostedInARow(state, { prefix: `subscribed:${id}:`, since: one.since })
  const isStopped = refused.length >= MOST_IN_A_ROW
  const [first = key] = refused
  await state.transaction(async (trx) => {
    if (isStopped) await disableSubscription(trx, id, code)
    for (const channel of toldTo(one, config)) {
      const language = channel === one.owner ? one.language : config.channelLanguages.get(channel)
      const text = sayRefused(
        one,
        { code, times: refused.length, isStopped },
        shopLocale(config, language ?? undefined),
      )
      const told = `digest-refused:${channel}:${first}${isStopped ? ':stopped' : ''}`
      await deliver.say(trx, { key: told, channel, message: { text, blocks: [textBlock(text)] } })
    }
  })
  return true
}

function toldTo({ owner, channel }: Subscription, { alertChannel, digest }: Reads['config']): string[] {
  const other = [alertChannel, digest.channel].find((name) => name !== channel)
  return [...(owner === null || owner === channel ? [] : [owner]), ...(other === undefined ? [] : [other])]
}

function sayRefused(
  { id, kind, channel, called }: Subscription,
  { code, times, isStopped }: { readonly code: string; readonly times: number; readonly isStopped: boolean },
  { words: { subscribe, paragraph } }: ReturnType<typeof shopLocale>,
): string {
  const { failing, kinds } = subscribe
  const place = called ?? channel
  return paragraph([
    failing.because(id, kinds[kind], place, code),
    failing.remedy(place, code, id),
    isStopped ? failing.stopped(id, times) : failing.goesOn,
  ])
}
