import type { Clock } from '../lib/days.ts'
import type { Language } from '../lib/language.ts'
import { oneLine } from '../lib/text.ts'
import { shopLocale } from '../report/words/locale.ts'
import { laneKey } from '../state/ailing.ts'
import type { State, Trx } from '../state/database/state.ts'
import type { Deliver } from '../state/messages/deliver.ts'
import { endTrouble, openTrouble, type Trouble } from '../state/troubles.ts'

export interface Teller {
  readonly deliver: Deliver
  readonly config: {
    readonly adminChannel: string | null
    readonly alertChannel: string
    readonly digest: { readonly channel: string }
    readonly language: Language
    readonly shop: { readonly currency: string; readonly zone: string }
    readonly channelLanguages: ReadonlyMap<string, Language>
  }
}

/** The last day that a job failed for is in its remedy. */
export type Found = Omit<Trouble, 'since'> & { readonly day?: string }

/**
 * Tells the administrators of it once, with what to do, until it is well again. What is written down and what is said are one
 * transaction: restarts and replicas tell it no second time.
 */
export async function tellTrouble(
  { config, deliver }: Teller,
  trx: Trx,
  { day = '', ...found }: Found,
  now: Date,
): Promise<void> {
  const trouble = { ...found, since: now }
  if (!(await openTrouble(trx, trouble))) return
  const channel = administrators(config, trouble)
  const { words } = wordsIn(config, channel)
  const text = words.troubles.told[trouble.kind](trouble.subject, trouble.because, day)
  // a refusal of Slack is in the sentence already
  const isRefusal = trouble.kind === 'channel' || trouble.kind === 'subscription'
  const why = isRefusal ? '' : oneLine(trouble.because, 300)
  const blocks = [
    { kind: 'text' as const, spans: text },
    ...(why === '' ? [] : [{ kind: 'context' as const, spans: why }]),
  ]
  const message = { text: why === '' ? text : `${text} ${why}`, blocks }
  await deliver.say(trx, { key: keyOf('trouble', trouble), channel, message })
}

/** At once, where no later try is made. */
export async function tellGivenUp(
  teller: Teller & { readonly state: Pick<State, 'transaction'>; readonly clock: Clock },
  run: { readonly job: string; readonly lane: string; readonly day: string },
  because: string,
): Promise<void> {
  const found = { kind: 'job', subject: laneKey(run), because, day: run.day } as const
  await teller.state.transaction((trx) => tellTrouble(teller, trx, found, teller.clock.now()))
}

/** Says once that it is well again; what is not there any more ends without a word. */
export async function tellWell(
  { config, deliver }: Teller,
  trx: Trx,
  trouble: Trouble,
  isGone: boolean,
): Promise<void> {
  if (!(await endTrouble(trx, trouble)) || isGone) return
  const channel = administrators(config, trouble)
  const text = wordsIn(config, channel).words.troubles.well[trouble.kind](trouble.subject)
  const message = { text, blocks: [{ kind: 'text' as const, spans: text }] }
  await deliver.say(trx, { key: keyOf('well-again', trouble), channel, message })
}

/** Of a channel that takes no messages another one is told. */
export function administrators(
  { adminChannel, alertChannel, digest }: Teller['config'],
  of: Omit<Found, 'because'>,
) {
  const places = [adminChannel ?? alertChannel, alertChannel, digest.channel]
  return places.find((one) => of.kind !== 'channel' || one !== of.subject) ?? alertChannel
}

function wordsIn(config: Teller['config'], channel: string) {
  return shopLocale(config, config.channelLanguages.get(channel))
}

function keyOf(what: string, { kind, subject, since }: Trouble): string {
  return `${what}:${kind}:${subject}:${since.toISOString()}`
}
