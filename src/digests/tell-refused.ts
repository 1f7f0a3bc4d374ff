import type { Clock } from '../lib/days.ts'
import { textBlock } from '../messages/words.ts'
import { shopLocale } from '../report/words/locale.ts'
import type { State } from '../state/database/state.ts'
import { unpostedInARow } from '../state/messages/said.ts'
import { disableSubscription, type Subscription, subscriptionOf } from '../state/messages/subscriptions.ts'
import { administrators, type Teller, tellTrouble } from '../troubles/tell.ts'

interface Reads extends Teller {
  readonly state: State
  readonly clock: Clock
}

/** as many in a row, and it is stopped: nobody reads it */
const MOST_IN_A_ROW = 3
const KEY = /^subscribed:(\d+):(\d{4}-\d{2}-\d{2})$/

/**
 * A digest that Slack refuses is told to whoever looks after it and to the administrators, once for the refusals in a
 * row, with what to do; after some of them it is stopped with the reason, and that is told as well. False: it is no digest
 * that somebody asked for.
 */
export async function tellDigestRefused(
  { state, deliver, config, clock }: Reads,
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
    if (isStopped) {
      const trouble = { kind: 'subscription', subject: String(id), because: code } as const
      await tellTrouble({ deliver, config }, trx, trouble, clock.now())
    }
    for (const channel of isStopped ? ownerOf(one) : toldTo(one, config)) {
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

const OF_SETTINGS = /^(?:digest|weekly):.+:\d{4}-\d{2}-\d{2}$/

/** The segment a digest's message is of, '' of the whole shop; null where the key is of no digest. */
export async function digestSegmentOf(state: Pick<State, 'read'>, key: string): Promise<string | null> {
  if (OF_SETTINGS.test(key)) return ''
  const id = Number(KEY.exec(key)?.[1] ?? 0)
  return id === 0 ? null : ((await subscriptionOf(state, id))?.segment ?? '')
}

function ownerOf({ owner, channel }: Subscription): string[] {
  return owner === null || owner === channel ? [] : [owner]
}

function toldTo(one: Subscription, config: Reads['config']): string[] {
  const others = administrators(config, { kind: 'channel', subject: one.channel })
  return [...ownerOf(one), ...(others === one.channel ? [] : [others])]
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
