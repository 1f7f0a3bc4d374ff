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
  /** Monday is 1; null is every day */
  readonly weekdays: readonly number[] | null
}

const stored = z.object({
  kind: z.string(),
  channel: z.string(),
  at: z.string(),
  zone: z.string(),
  weekdays: json.pipe(z.array(z.number()).nullable()),
})

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

/** A digest nobody has subscribed to goes to the channel that the configuration names. */
export async function subscribeByDefault(
  state: Pick<State, 'read' | 'transaction'>,
  {
    digest,
    shop,
  }: {
    readonly digest: { readonly channel: string; readonly at: string; readonly weeklyAt: string }
    readonly shop: { readonly zone: string }
  },
): Promise<void> {
  const wanted = [
    { kind: 'daily', at: digest.at, weekdays: null },
    { kind: 'weekly', at: digest.weeklyAt, weekdays: [1] },
  ]
  for (const one of wanted) {
    if ((await subscriptions(state, one.kind)).length > 0) continue
    await state.transaction((trx) => subscribe(trx, { ...one, channel: digest.channel, zone: shop.zone }))
  }
}
