import { z } from 'zod'
import { LANGUAGES, type Language } from '../../lib/language.ts'
import { flag, instant, iso, isoOrNull, json, number } from '../database/columns.ts'
import type { State, Trx } from '../database/state.ts'

export const DIGEST_KINDS = ['daily', 'weekly', 'monthly', 'quarterly'] as const
export type DigestKind = (typeof DIGEST_KINDS)[number]

/** What a digest is to be: when, of what, and in which words. */
export interface DigestWish {
  readonly kind: DigestKind
  /** Slack's id of a channel or a person, which a new name does not change; a name where nobody knows the id */
  readonly channel: string
  /** how people call it; null where the channel is its name */
  readonly called: string | null
  /** as `writeScope` has it; '' is the whole shop */
  readonly segment: string
  /** time of day, `07:30` */
  readonly at: string
  readonly zone: string
  /** Monday is 1; null is as usual: every day, the weekly digest on Mondays */
  readonly weekdays: readonly number[] | null
  /** of a month or a quarter; null is the second, when its last day is known to be whole */
  readonly monthDay: number | null
  /** null is that of the channel */
  readonly language: Language | null
  readonly isCompact: boolean
  /** no message where the figures are those of the last one */
  readonly skipsUnchanged: boolean
  /** no message on public holidays: the next one covers them */
  readonly skipsHolidays: boolean
}

/** A digest that somebody asked for. */
export interface Subscription extends DigestWish {
  readonly id: number
  /** Slack's id of the person; null where it was put in by hand */
  readonly owner: string | null
  readonly pausedAt: Date | null
  /** why it is not posted any more: Slack's word for it */
  readonly disabledBecause: string | null
  /** what was due before is not posted any more */
  readonly since: Date | null
}

export const PLAIN_WISH = {
  ...{ called: null, segment: '', weekdays: null, monthDay: null, language: null },
  ...{ isCompact: false, skipsUnchanged: false, skipsHolidays: false },
} as const

const stored = z
  .object({
    id: number,
    kind: z.enum(DIGEST_KINDS),
    channel: z.string(),
    called: z.string().nullable(),
    segment: z.string(),
    at: z.string(),
    zone: z.string(),
    weekdays: json.pipe(z.array(z.number()).nullable()),
    month_day: number.nullable(),
    language: z.enum(LANGUAGES).nullable(),
    is_compact: flag,
    skips_unchanged: flag,
    skips_holidays: flag,
    owner: z.string().nullable(),
    paused_at: instant.nullable(),
    disabled_because: z.string().nullable(),
    since: instant.nullable(),
  })
  .transform(
    (row): Subscription => ({
      ...{ id: row.id, kind: row.kind, channel: row.channel, called: row.called, segment: row.segment },
      ...{ at: row.at, zone: row.zone, weekdays: row.weekdays, monthDay: row.month_day },
      language: row.language,
      isCompact: row.is_compact,
      skipsUnchanged: row.skips_unchanged,
      skipsHolidays: row.skips_holidays,
      owner: row.owner,
      pausedAt: row.paused_at,
      disabledBecause: row.disabled_because,
      since: row.since,
    }),
  )

export async function allSubscriptions(state: Pick<State, 'read'>): Promise<Subscription[]> {
  return z.array(stored).parse(await state.read('subscription').orderBy('id'))
}

export async function subscriptions(state: Pick<State, 'read'>, kind: string): Promise<Subscription[]> {
  return z.array(stored).parse(await state.read('subscription').where({ kind }).orderBy(['channel', 'id']))
}

export async function subscriptionOf(state: Pick<State, 'read'>, id: number): Promise<Subscription | null> {
  const row = await state.read('subscription').where({ id }).first()
  return row ? stored.parse(row) : null
}

type Wanted = Partial<Omit<DigestWish, 'kind'>> &
  Pick<DigestWish, 'channel' | 'at' | 'zone'> & { readonly kind: string }

/** One a kind, channel and segment: subscribing again changes it. Gives its number. */
export async function subscribe(
  trx: Trx,
  wanted: Wanted,
  by: { readonly owner: string | null; readonly since: Date | null } = { owner: null, since: null },
): Promise<number> {
  const row = { ...rowOf({ ...PLAIN_WISH, ...wanted }), since: isoOrNull(by.since) }
  const [inserted] = await trx('subscription')
    .insert({ ...row, owner: by.owner })
    .onConflict(['kind', 'channel', 'segment'])
    // whoever asked for it first looks after it; asked for again it goes on
    .merge({ ...row, paused_at: null, disabled_because: null })
    .returning('id')
  return z.object({ id: number }).parse(inserted).id
}

/** False where the channel has one of the same kind and segment already. */
export async function changeSubscription(
  trx: Trx,
  id: number,
  { wish, since }: { readonly wish: DigestWish; readonly since: Date },
): Promise<boolean> {
  const { kind, channel, segment } = wish
  const taken = await trx('subscription').where({ kind, channel, segment }).whereNot({ id }).first('id')
  if (taken) return false
  await trx('subscription')
    .where({ id })
    .update({ ...rowOf(wish), since: iso(since), disabled_because: null })
  return true
}

export async function pauseSubscription(trx: Trx, id: number, now: Date): Promise<void> {
  await trx('subscription')
    .where({ id })
    .update({ paused_at: iso(now) })
}

/** What was due meanwhile is not made up for. */
export async function resumeSubscription(trx: Trx, id: number, now: Date): Promise<void> {
  await trx('subscription')
    .where({ id })
    .update({ paused_at: null, disabled_because: null, since: iso(now) })
}

export async function disableSubscription(trx: Trx, id: number, because: string): Promise<void> {
  await trx('subscription').where({ id }).update({ disabled_because: because })
}

export async function handOverSubscription(trx: Trx, id: number, owner: string): Promise<void> {
  await trx('subscription').where({ id }).update({ owner })
}

export async function dropSubscription(trx: Trx, id: number): Promise<void> {
  await trx('subscription').where({ id }).delete()
}

function rowOf(wish: Wanted & Omit<DigestWish, 'kind'>) {
  return {
    ...{ kind: wish.kind, channel: wish.channel, called: wish.called, segment: wish.segment },
    ...{ at: wish.at, zone: wish.zone, weekdays: JSON.stringify(wish.weekdays), month_day: wish.monthDay },
    language: wish.language,
    is_compact: wish.isCompact,
    skips_unchanged: wish.skipsUnchanged,
    skips_holidays: wish.skipsHolidays,
  }
}
