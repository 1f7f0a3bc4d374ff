import { type Asker, DECIDERS, type Usage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { scheduleOf } from '../../src/digests/lanes.ts'
import { channelSees, isGranted } from '../../src/lib/access.ts'
import { slotsDue } from '../../src/lib/schedule.ts'
import type { Message } from '../../src/messages/message.ts'
import { textBlock } from '../../src/messages/words.ts'
import { writeScope } from '../../src/metrics/metric.ts'
import { findScope } from '../../src/metrics/read/scope.ts'
import { type Locale, localeOf, shopLocale } from '../../src/report/words/locale.ts'
import { readAccess } from '../../src/settings/access.ts'
import { record } from '../../src/state/audit.ts'
import {
  allSubscriptions,
  changeSubscription,
  type DigestKind,
  type DigestWish,
  PLAIN_WISH,
  type Subscription,
  subscribe,
  subscriptionOf,
} from '../../src/state/messages/subscriptions.ts'
import { asUsage } from '../shared/as-usage.ts'
import type { TypedPlace, TypedWish } from './options.ts'
import { digestBlocks, sayDigest } from './say.ts'

export type Subscribing = Pick<Context, 'state' | 'lake' | 'config' | 'clock'>

const MONTHLY_AT = '08:30'
const AHEAD_MS = 100 * 86_400_000

/** A digest that was not there; one of the same kind, channel and segment is changed instead. */
export async function addDigest(ctx: Subscribing, typed: TypedWish, asker: Asker): Promise<Message | Usage> {
  const kind = typed.kind ?? 'daily'
  return keepNew(ctx, { ...PLAIN_WISH, ...usualOf(ctx, kind), kind, ...yours(asker) }, { typed, asker })
}

/** As another one is, but for what is said. */
export async function copyDigest(
  ctx: Subscribing,
  { id, typed }: { readonly id: number; readonly typed: TypedWish },
  asker: Asker,
): Promise<Message | Usage> {
  const from = await ownDigest(ctx, id, asker)
  return 'because' in from ? from : keepNew(ctx, from, { typed, asker })
}

export async function changeDigest(
  ctx: Subscribing,
  { id, typed }: { readonly id: number; readonly typed: TypedWish },
  asker: Asker,
): Promise<Message | Usage> {
  const locale = shopLocale(ctx.config)
  const from = await ownDigest(ctx, id, asker)
  if ('because' in from) return from
  const wish = await wished(ctx, from, { typed, asker })
  if ('because' in wish) return wish
  const now = ctx.clock.now()
  const isSaved = await ctx.state.transaction(async (trx) => {
    if (!(await changeSubscription(trx, id, { wish, since: now }))) return false
    await record(trx, { who: asker.userId, did: 'subscription.change', what: { id, ...typed }, at: now })
    return true
  })
  if (!isSaved) return takenBy(ctx, wish, locale)
  const saved = { ...from, ...wish, since: now, disabledBecause: null }
  return asSaved(saved, locale.words.subscribe.changed(id, sayDigest(saved, locale)), { ctx, locale })
}

/** Null where there is none of the number; what to say where it is somebody else's. */
export async function ownDigest(
  { state, config }: Pick<Context, 'state' | 'config'>,
  id: number,
  asker: Asker,
): Promise<Subscription | Usage> {
  const { usage } = shopLocale(config).words
  const found = await subscriptionOf(state, id)
  if (!found) return { kind: 'usage', because: usage.subscribe.unknown(id) }
  return mayChange(found, asker) ? found : { kind: 'usage', because: usage.subscribe.notYours(id) }
}

export function mayChange({ owner }: Pick<Subscription, 'owner'>, asker: Asker): boolean {
  return owner === asker.userId || asker.roles.includes('manager')
}

async function keepNew(
  ctx: Subscribing,
  from: DigestWish,
  said: { readonly typed: TypedWish; readonly asker: Asker },
): Promise<Message | Usage> {
  const { state, config, clock } = ctx
  const { asker } = said
  const locale = shopLocale(config)
  const wish = await wished(ctx, from, said)
  if ('because' in wish) return wish
  const same = await sameAs(ctx, wish)
  if (same && !mayChange(same, asker)) return takenBy(ctx, wish, locale)
  const now = clock.now()
  const id = await state.transaction(async (trx) => {
    const made = await subscribe(trx, wish, { owner: asker.userId, since: now })
    await record(trx, { who: asker.userId, did: 'subscription.add', what: { id: made, ...wish }, at: now })
    return made
  })
  const saved = await subscriptionOf(state, id)
  if (!saved) return { kind: 'usage', because: locale.words.usage.subscribe.unknown(id) }
  return asSaved(saved, locale.words.subscribe.saved(id, sayDigest(saved, locale)), { ctx, locale })
}

/** What was said of it put on what it was. */
async function wished(
  ctx: Subscribing,
  from: DigestWish,
  { typed, asker }: { readonly typed: TypedWish; readonly asker: Asker },
): Promise<DigestWish | Usage> {
  const { usage } = shopLocale(ctx.config).words
  const { place, segment: typedSegment, ...options } = typed
  const to = place ? placeOf(place, asker) : { channel: from.channel, called: from.called }
  const refused = place ? refusal(to.channel, asker, usage) : null
  if (refused) return refused
  const scope = typedSegment === undefined ? null : await findScope(ctx.lake, typedSegment)
  if (scope !== null && scope !== 'all' && 'kind' in scope) return asUsage(scope, usage)
  const segment = scope === null ? from.segment : writeScope(scope)
  const { sees = 'all' } = asker
  if (!isGranted(sees, segment))
    return {
      kind: 'usage',
      because: shopLocale(ctx.config).words.edge.refused.notSeen(sees === 'all' ? [] : sees),
    }
  const limits = channelSees(readAccess(ctx.config.accessFile), [to.channel, to.called])
  if (limits !== undefined && !isGranted(limits, segment))
    return {
      kind: 'usage',
      because: usage.subscribe.channelMayNot(to.called ?? to.channel, limits === 'all' ? [] : limits),
    }
  const usual = typed.kind && typed.kind !== from.kind ? usualOf(ctx, typed.kind) : {}
  return { ...from, ...usual, ...options, ...to, segment }
}

/** To oneself and to where one is; further only for who may act, and to other people for managers. */
function refusal(channel: string, asker: Asker, usage: Locale['words']['usage']): Usage | null {
  if (channel === asker.userId || channel === asker.channelId) return null
  const isPerson = /^[UW]/u.test(channel)
  if (isPerson && !asker.roles.includes('manager'))
    return { kind: 'usage', because: usage.subscribe.toOthers }
  const mayAct = DECIDERS.some((role) => asker.roles.includes(role))
  return mayAct ? null : { kind: 'usage', because: usage.subscribe.elsewhere }
}

function placeOf(place: TypedPlace, asker: Asker): Pick<DigestWish, 'channel' | 'called'> {
  if (place.kind === 'me') return yours(asker)
  if (place.kind === 'name') return { channel: place.name, called: null }
  if (place.kind !== 'id') return { channel: here(asker), called: null }
  const { id, called } = place
  if (called === null) return { channel: id, called }
  return { channel: id, called: /^[UW]/u.test(id) ? `@${called}` : `#${called.replace(/^#/u, '')}` }
}

function yours({ userId, name }: Asker): Pick<DigestWish, 'channel' | 'called'> {
  return { channel: userId, called: name === undefined ? null : `@${name}` }
}

/** A direct message to the bot is the person's own. */
function here({ channelId, userId }: Asker): string {
  return /^[CG]/u.test(channelId) ? channelId : userId
}

function usualOf({ config }: Pick<Context, 'config'>, kind: DigestKind): Pick<DigestWish, 'at' | 'zone'> {
  const { at, weeklyAt } = config.digest
  return { at: kind === 'daily' ? at : kind === 'weekly' ? weeklyAt : MONTHLY_AT, zone: config.shop.zone }
}

async function sameAs({ state }: Pick<Context, 'state'>, wish: DigestWish): Promise<Subscription | null> {
  const all = await allSubscriptions(state)
  return (
    all.find(
      ({ kind, channel, segment }) =>
        kind === wish.kind && channel === wish.channel && segment === wish.segment,
    ) ?? null
  )
}

async function takenBy(ctx: Subscribing, wish: DigestWish, locale: Locale): Promise<Usage> {
  const same = await sameAs(ctx, wish)
  return { kind: 'usage', because: locale.words.usage.subscribe.taken(same?.id ?? 0) }
}

function asSaved(
  one: Subscription,
  text: string,
  { ctx, locale }: { readonly ctx: Subscribing; readonly locale: Locale },
): Message {
  const { paragraph } = locale.words
  const now = ctx.clock.now()
  const [next] = slotsDue(scheduleOf(one), one.zone, now, new Date(now.getTime() + AHEAD_MS))
  const own = localeOf(locale.language, { currency: ctx.config.shop.currency, zone: one.zone })
  const line = paragraph([text, ...(next ? [own.words.subscribe.next(next.at)] : [])])
  const [, ...buttons] = digestBlocks(one, { locale, mayChange: true })
  return { text: line, blocks: [textBlock(line), ...buttons] }
}
