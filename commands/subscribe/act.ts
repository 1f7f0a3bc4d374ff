import { assigneeFrom } from '../../src/alerts/life/assignee.ts'
import type { Asker, Usage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { dayOf } from '../../src/lib/days.ts'
import type { Message } from '../../src/messages/message.ts'
import { words } from '../../src/messages/words.ts'
import { shopLocale } from '../../src/report/words/locale.ts'
import { record } from '../../src/state/audit.ts'
import type { Trx } from '../../src/state/database/state.ts'
import { laneOf } from '../../src/state/messages/recipients.ts'
import {
  type DigestKind,
  dropSubscription,
  handOverSubscription,
  pauseSubscription,
  resumeSubscription,
  type Subscription,
} from '../../src/state/messages/subscriptions.ts'
import { planSlots } from '../../src/state/slots/plan.ts'
import { ownDigest } from './apply.ts'
import type { SubscriptionAct } from './question.ts'
import { digestBlocks, sayDigest } from './say.ts'

type Acting = Pick<Context, 'state' | 'config' | 'clock'>

/** Which job writes a digest. */
export const JOBS: Readonly<Record<DigestKind, string>> = {
  ...{ daily: 'digest', weekly: 'weekly' },
  ...{ monthly: 'monthly', quarterly: 'monthly' },
}
const MINUTE_MS = 60_000

export async function actOn(
  { state, config, clock }: Acting,
  { act, id }: { readonly act: SubscriptionAct; readonly id: number },
  asker: Asker,
): Promise<Message | Usage> {
  const locale = shopLocale(config)
  const said = locale.words.subscribe
  const one = await ownDigest({ state, config }, id, asker)
  if ('because' in one) return one
  const now = clock.now()
  await state.transaction(async (trx) => {
    await done(trx, act, one, now)
    await record(trx, { who: asker.userId, did: `subscription.${act}`, what: { id }, at: now })
  })
  if (act === 'send') return words(said.sending(id))
  if (act === 'delete') return words(said.deleted(id))
  if (act === 'pause') return words(said.pausedNow(id))
  const going = { ...one, pausedAt: null, disabledBecause: null }
  const text = said.changed(id, sayDigest(going, locale))
  const [, ...buttons] = digestBlocks(going, { locale, mayChange: true })
  return { text, blocks: [{ kind: 'text', spans: text }, ...buttons] }
}

async function done(trx: Trx, act: SubscriptionAct, one: Subscription, now: Date): Promise<void> {
  if (act === 'pause') return pauseSubscription(trx, one.id, now)
  if (act === 'resume') return resumeSubscription(trx, one.id, now)
  if (act === 'delete') return dropSubscription(trx, one.id)
  // the scheduler looks every few seconds; asked for twice in a minute it is one run
  const at = new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS)
  const slots = [{ at, day: dayOf(at, one.zone) }]
  await planSlots(trx, { job: JOBS[one.kind], lane: laneOf(one.id), slots, isManual: true })
}

export async function handOver(
  { state, config, clock }: Acting,
  { id, to }: { readonly id: number; readonly to: string },
  asker: Asker,
): Promise<Message | Usage> {
  const { subscribe: said, usage } = shopLocale(config).words
  const one = await ownDigest({ state, config }, id, asker)
  if ('because' in one) return one
  const isMe = /^(?:me|我)$/iu.test(to)
  const person = isMe ? null : assigneeFrom(to)
  const owner = isMe ? asker.userId : (person?.id ?? null)
  if (owner === null || person?.kind === 'group') return { kind: 'usage', because: usage.subscribe.whom }
  const now = clock.now()
  await state.transaction(async (trx) => {
    await handOverSubscription(trx, id, owner)
    await record(trx, { who: asker.userId, did: 'subscription.hand', what: { id, owner }, at: now })
  })
  return words(said.handed(id, `@${person?.name ?? asker.name ?? owner}`))
}
