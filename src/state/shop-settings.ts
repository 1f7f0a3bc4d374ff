import { randomBytes } from 'node:crypto'
import type { State } from './database/state.ts'
import { saveSetting, setting } from './settings.ts'

interface ZoneAndCurrency {
  readonly zone: string
  readonly currency: string
}

/**
 * What the environment says of the shop, then what an earlier import said, then what is being imported: figures that are
 * there already keep their days and their currency. Writes nothing: an import may still bring in no row.
 */
export async function shopSettings<S extends ZoneAndCurrency>(
  state: Pick<State, 'read'>,
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
  const otherwise = imported && !(await state.read('lake_file').first('path')) ? imported : shop
  const zone = stated.zone ? shop.zone : ((await setting(state, ZONE)) ?? otherwise.zone)
  const currency = stated.currency ? shop.currency : ((await setting(state, CURRENCY)) ?? otherwise.currency)
  return { ...shop, zone, currency }
}

/** What an import that brought rows was read with holds from now on, unless an earlier one did so. */
export async function keepShop(
  state: Pick<State, 'read' | 'transaction'>,
  { zone, currency }: ZoneAndCurrency,
): Promise<void> {
  await state.transaction(async (trx) => {
    if ((await setting(state, ZONE)) === null) await saveSetting(trx, ZONE, zone)
    if ((await setting(state, CURRENCY)) === null) await saveSetting(trx, CURRENCY, currency)
  })
}

const [ZONE, CURRENCY] = ['shop_zone', 'shop_currency'] as const

/** Made once and kept: customer ids must hash alike for as long as the lake lives. */
export async function customerKey(state: Pick<State, 'read' | 'transaction'>): Promise<string> {
  const kept = await setting(state, 'shopper_key')
  if (kept) return kept
  const made = randomBytes(24).toString('hex')
  await state.transaction((trx) => saveSetting(trx, 'shopper_key', made))
  return made
}
