import { adviseBundle } from '../advice/recommend/bundle.ts'
import type { Recommended } from '../advice/recommend/recommend.ts'
import { ranked } from '../advice/suggestions/suggestion.ts'
import type { Item } from '../facts/recommend/basket-lines.ts'
import type { Day } from '../lib/days.ts'
import type { Trx } from '../state/database/state.ts'
import { expireSuggestions } from '../state/suggestions/decisions.ts'
import { saveSuggestions } from '../state/suggestions/suggestions.ts'
import { bundle, pairKey } from './bundle.ts'
import { toSave } from './save.ts'

/** the best are kept: a list nobody reads to its end helps no one */
const KEPT = 50
/** of the pairs with the most margin in them: each is a few hundred slices of probability */
const LOOKED_AT = 200

/** Keeps the best of the night's pairs as suggestions to be decided; and how many lack a price or a cost. */
export async function saveBundles(
  trx: Trx,
  by: {
    readonly items: readonly Item[]
    readonly found: Pick<Recommended, 'bundles' | 'orders'>
    readonly days: number
    readonly asOf: Day
  },
  { zone, at }: { readonly zone: string; readonly at: Date },
): Promise<{ readonly saved: number; readonly unknown: number }> {
  const { items, found, days, asOf } = by
  const half = (at: number, orders: number) => {
    const item = items[at]
    return {
      productId: item?.product_id ?? '',
      title: item?.title ?? '',
      orders,
      priceCents: item?.price_cents ?? null,
      costCents: item?.cost_cents ?? null,
      available: item?.available ?? null,
    }
  }
  const advised = found.bundles.slice(0, LOOKED_AT).map(({ a, b, ofA, ofB, count, lift, q }) => {
    const halves = [half(a, ofA), half(b, ofB)] as const
    const facts = { asOf, days, orders: found.orders, halves, together: count, lift, q }
    return { item: items[a], facts, advice: adviseBundle(facts) }
  })
  const offers = new Map(
    advised.flatMap((one) => (one.advice.kind === 'offer' ? [[one.advice.suggestion, one] as const] : [])),
  )
  const best = ranked([...offers.keys()]).slice(0, KEPT)
  const rows = best.flatMap((suggestion) => {
    const { item, facts } = offers.get(suggestion) ?? {}
    if (!item) return []
    const about = {
      platform: item.platform,
      productId: suggestion.action.offeredId,
      title: suggestion.action.offeredTitle,
      merchantId: item.merchant_id,
    }
    return [
      toSave(bundle, { subject: pairKey(item.platform, suggestion.subject), about, facts, suggestion }, zone),
    ]
  })
  await expireSuggestions(trx, at)
  await saveSuggestions(trx, rows, at)
  return { saved: rows.length, unknown: advised.filter(({ advice }) => advice.kind === 'unknown').length }
}
