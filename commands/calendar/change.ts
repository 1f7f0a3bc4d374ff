import { type Asker, DECIDERS, type Usage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { isGranted } from '../../src/lib/access.ts'
import { dayOf } from '../../src/lib/days.ts'
import type { Message } from '../../src/messages/message.ts'
import { type Locale, shopLocale } from '../../src/report/words/locale.ts'
import { record } from '../../src/state/audit.ts'
import {
  changeShopDay,
  dropShopDay,
  type NewShopDay,
  type ShopDay,
  setShopDay,
  shopDays,
} from '../../src/state/shop-days.ts'
import type { TypedDay } from './question.ts'
import { sayChanged } from './say.ts'
import { readTyped } from './typed-day.ts'

type Changing = Pick<Context, 'state' | 'lake' | 'config' | 'clock'>

export async function addDay(ctx: Changing, typed: TypedDay, asker: Asker): Promise<Message | Usage> {
  const locale = shopLocale(ctx.config)
  const { usage } = locale.words
  const refused = refusal(asker, locale)
  if (refused) return refused
  const read = await readTyped(ctx, typed.rest, { today: today(ctx), said: usage })
  if ('because' in read) return read
  const { name, firstDay, lastDay, scope = '' } = read
  if (name === undefined) return { kind: 'usage', because: usage.calendar.what }
  if (firstDay === undefined || lastDay === undefined)
    return {
      kind: 'usage',
      because: usage.calendar.when(name),
      didYouMean: `/calendar add ${name} ${today(ctx)}`,
    }
  return keepDay(ctx, { name, kind: typed.kind ?? 'promotion', firstDay, lastDay, scope }, asker)
}

/** As `addDay`, where everything is known, as from a form. */
export async function keepDay(ctx: Changing, day: NewShopDay, asker: Asker): Promise<Message | Usage> {
  const locale = shopLocale(ctx.config)
  const refused = refusal(asker, locale, day.scope)
  if (refused) return refused
  const now = ctx.clock.now()
  const id = await ctx.state.transaction(async (trx) => {
    const made = await setShopDay(trx, day, { by: nameOf(asker), at: now })
    await record(trx, { who: asker.userId, did: 'calendar.add', what: { id: made, ...day }, at: now })
    return made
  })
  return sayChanged({ ...day, id, importedFrom: null, setBy: nameOf(asker) }, 'added', locale)
}

export async function editDay(
  ctx: Changing,
  { id, day: typed }: { readonly id: number; readonly day: TypedDay },
  asker: Asker,
): Promise<Message | Usage> {
  const locale = shopLocale(ctx.config)
  const read = await readTyped(ctx, typed.rest, { today: today(ctx), said: locale.words.usage })
  if ('because' in read) return read
  return changeDay(ctx, { id, change: { ...read, ...(typed.kind !== null && { kind: typed.kind }) } }, asker)
}

export async function changeDay(
  ctx: Changing,
  { id, change }: { readonly id: number; readonly change: Partial<NewShopDay> },
  asker: Asker,
): Promise<Message | Usage> {
  const locale = shopLocale(ctx.config)
  const { usage } = locale.words
  const before = await ownDay(ctx, id, asker)
  if ('because' in before) return before
  const { name, kind, firstDay, lastDay, scope } = { ...before, ...change }
  const day = { name, kind, firstDay, lastDay, scope }
  const refused = refusal(asker, locale, scope)
  if (refused) return refused
  const now = ctx.clock.now()
  const isSaved = await ctx.state.transaction(async (trx) => {
    if (!(await changeShopDay(trx, id, day, { by: nameOf(asker), at: now }))) return false
    await record(trx, { who: asker.userId, did: 'calendar.edit', what: { id, ...change }, at: now })
    return true
  })
  if (!isSaved) return { kind: 'usage', because: usage.calendar.taken(name, firstDay) }
  return sayChanged({ ...before, ...day, importedFrom: null }, 'changed', locale)
}

export async function removeDay(ctx: Changing, id: number, asker: Asker): Promise<Message | Usage> {
  const locale = shopLocale(ctx.config)
  const before = await ownDay(ctx, id, asker)
  if ('because' in before) return before
  const now = ctx.clock.now()
  await ctx.state.transaction(async (trx) => {
    await dropShopDay(trx, id)
    await record(trx, { who: asker.userId, did: 'calendar.remove', what: { ...before }, at: now })
  })
  const text = locale.words.calendar.removed(id, before.name)
  return { text, blocks: [{ kind: 'text', spans: text }] }
}

/** What the asker may change of the number; else what to say. */
export async function ownDay(ctx: Changing, id: number, asker: Asker): Promise<ShopDay | Usage> {
  const locale = shopLocale(ctx.config)
  const found = (await shopDays(ctx.state)).find((one) => one.id === id)
  // who may not see it learns nothing of it either
  if (!found || !isGranted(asker.sees ?? 'all', found.scope))
    return { kind: 'usage', because: locale.words.usage.calendar.unknown(id) }
  return refusal(asker, locale, found.scope) ?? found
}

/** Operators and managers change the calendar, of what they may see. */
export function refusal(asker: Asker, { words: { usage } }: Locale, scope?: string): Usage | null {
  if (!asker.roles.some((role) => DECIDERS.includes(role)))
    return { kind: 'usage', because: usage.calendar.decidersOnly }
  return scope === undefined || isGranted(asker.sees ?? 'all', scope)
    ? null
    : { kind: 'usage', because: usage.calendar.notYours }
}

function today({ clock, config }: Pick<Context, 'clock' | 'config'>) {
  return dayOf(clock.now(), config.shop.zone)
}

function nameOf({ name, userId }: Asker): string {
  return name ?? userId
}
