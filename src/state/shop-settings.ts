import { randomBytes } from 'node:crypto'
import type { State } from './database/state.ts'
import { saveSetting, setting } from './settings.ts'

interface ZoneAndCurrency {
  readonly zone: string
  readonly currency: string
}

/** What the environment says of the shop, then what is being imported, then what an earlier import said. */
export async function shopSettings<S extends ZoneAndCurrency>(
  state: Pick<State, 'read' | 'transaction'>,
  {
    shop,
    stated,
    imported,
  }: {
    readonly shop: S
    /** whether the environment says it, or `shop` holds a default */
    readonly stated: { readonly zone: boolean; readonly currency: boolean }
    readonly imported: ZoneAndCurrency | undefined
  },
): Promise<S> {
  if (imported) {
    await state.transaction(async (trx) => {
      await saveSetting(trx, 'shop_zone', imported.zone)
      await saveSetting(trx, 'shop_currency', imported.currency)
    })
  }
  const zone = stated.zone ? shop.zone : ((await setting(state, 'shop_zone')) ?? shop.zone)
  const currency = stated.currency
    ? shop.currency
    : ((await setting(state, 'shop_currency')) ?? shop.currency)
  return { ...shop, zone, currency }
}

/** Made once and kept: customer ids must hash alike for as long as the lake lives. */
export async function customerKey(state: Pick<State, 'read' | 'transaction'>): Promise<string> {
  const kept = await setting(state, 'shopper_key')
  if (kept) return kept
  const made = randomBytes(24).toString('hex')
  await state.transaction((trx) => saveSetting(trx, 'shopper_key', made))
  return made
}
