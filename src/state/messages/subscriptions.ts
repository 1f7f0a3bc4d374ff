import { z } from 'zod'
import { json } from '../database/columns.ts'
import type { State, Trx } from '../database/state.ts'

/** A channel that gets a digest, at its own time in its own zone. */
export interface Subscription {
  readonly kind: string
  readonly channel: string
  /** time of day, `07:30` */
  readonly at: string
  readonly zone: string
  /** Monday is 1; null is as usual: every day, the weekly digest on Mondays */
  readonly weekdays: readonly number[] | null
}

const MONDAY = 1

const stored = z.object({
  kind: z.string(),
  channel: z.string(),
  at: z.string(),
  zone: z.string(),
  weekdays: json.pipe(z.array(z.number()).nullable()),
})

/** @internal exported for the tests: what is stored, without what the settings say */
export async function subscriptions(state: Pick<State, 'read'>, kind: string): Promise<Subscription[]> {
  const rows = await state.read('subscription').where({ kind }).orderBy('channel')
  return z.array(stored).parse(rows)
}

/**
 * One a kind and channel: subscribing again changes it.
 *
 * @internal exported for the tests: a digest of their own time
 */
export async function subscribe(
  trx: Trx,
  wanted: Omit<Subscription, 'weekdays'> & { readonly weekdays?: readonly number[] | null },
): Promise<void> {
  await trx('subscription')
    .insert({ ...wanted, weekdays: JSON.stringify(wanted.weekdays ?? null) })
    .onConflict(['kind', 'channel'])
    .merge()
}

/**
 * Who gets a digest: the channels that subscribed to it; while none has, the one that the settings name. That one is
 * read from the settings each time and never stored, so it is as they are now.
 */
export async function recipients(
  state: Pick<State, 'read'>,
  kind: 'daily' | 'weekly',
  { digest, shop }: DigestSettings,
): Promise<readonly (Subscription & { readonly from: 'channel' | 'settings' })[]> {
  const weekdays = kind === 'weekly' ? [MONDAY] : null
  const asked = await subscriptions(state, kind)
  if (asked.length > 0)
    return asked.map((one) => ({ ...one, weekdays: one.weekdays ?? weekdays, from: 'channel' as const }))
  const at = kind === 'daily' ? digest.at : digest.weeklyAt
  return [{ kind, channel: digest.channel, at, zone: shop.zone, weekdays, from: 'settings' }]
}

export interface DigestSettings {
  readonly digest: { readonly channel: string; readonly at: string; readonly weeklyAt: string }
  readonly shop: { readonly zone: string }
}
