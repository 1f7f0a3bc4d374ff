import { z } from 'zod'
import { adviseBundle } from '../advice/recommend/bundle.ts'
import { BUNDLE_BEFORE_DAYS, bundleOutcome } from '../advice/recommend/bundle-outcome.ts'
import type { Recommended } from '../advice/recommend/recommend.ts'
import { ranked } from '../advice/suggestions/suggestion.ts'
import type { Item } from '../facts/recommend/basket-lines.ts'
import { pairOrders } from '../facts/recommend/pair-orders.ts'
import { addDays, type Day } from '../lib/days.ts'
import { oneLine } from '../lib/text.ts'
import type { Trx } from '../state/database/state.ts'
import { expireSuggestions } from '../state/suggestions/decisions.ts'
import { saveSuggestions } from '../state/suggestions/suggestions.ts'
import { keptOfProduct, type SuggestionKind } from './kind.ts'
import { toSave } from './save.ts'
import { around, typedMoney } from './words.ts'

const action = z.object({
  ...keptOfProduct,
  baseId: z.string(),
  baseTitle: z.string(),
  offeredId: z.string(),
  offeredTitle: z.string(),
  marginCents: z.number(),
  pairCents: z.number(),
})

/** the best are kept: a list nobody reads to its end helps no one */
const KEPT = 50
/** of the pairs with the most margin in them: each is a few hundred slices of probability */
const LOOKED_AT = 200

/** A product offered to who takes another one. */
export const bundle: SuggestionKind<z.output<typeof action>> = {
  kind: 'bundle',
  action,
  dueDays: 7,
  rule: () => 'bundle',
  say: {
    gains: ({ words }) => words.kinds.bundle.gains,
    risk: ({ words }) => words.kinds.bundle.risk,
    doing: ({ baseId, baseTitle, offeredId, offeredTitle }, { locale: { words } }) =>
      around(words.kinds.bundle.doing(oneLine(`${baseId} ${baseTitle}`, 60)), `${offeredId} ${offeredTitle}`),
    brief: ({ baseId, offeredId }, { locale: { words } }) =>
      words.kinds.bundle.brief(oneLine(baseId, 24), oneLine(offeredId, 24)),
    setting: ({ pairCents }, { price }) => price(pairCents),
    unknownGain: () => null,
  },
  editable({ pairCents }, { about, locale: { words, currency, price } }) {
    const { shown, centsOf } = typedMoney(currency)
    const said = words.kinds.bundle
    return {
      label: said.label(currency, about),
      initial: shown(pairCents),
      allowed: said.allowed(price(Math.ceil(pairCents / 2)), price(pairCents)),
      isMoney: true,
      wanted: said.wanted,
      edited: (value) =>
        centsOf(value) > pairCents || centsOf(value) < pairCents / 2
          ? said.far(price(pairCents))
          : { pairCents: centsOf(value) },
    }
  },
  async measure({ action: offered, done, decidedOn, asOf }, { lake }) {
    const since = addDays(decidedOn, 1)
    const before = { from: addDays(decidedOn, -BUNDLE_BEFORE_DAYS), to: decidedOn }
    const after = { from: since, to: addDays(since, done.days) }
    return bundleOutcome(
      {
        decidedOn,
        horizonDays: done.days,
        marginCents: done.marginCents,
        discountCents: Math.max(0, offered.pairCents - done.pairCents),
        asOf,
      },
      await pairOrders(lake, done, before),
      await pairOrders(lake, done, after),
    )
  },
  subjects: ({ platform, baseId, offeredId, merchantId }) => ({
    products: [baseId, offeredId].map((id) => `${platform}/${id}`),
    merchants: [merchantId],
  }),
}

/** `bazario/SKU-4+SKU-5`, whichever of the two is named first. */
export function pairKey(platform: string, pair: string): string {
  return `${platform}/${pair.split('+').sort().join('+')}`
}

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
