import type { ProductRow } from '../../src/facts/restock/assortment.ts'
import { groupBy } from '../../src/lib/group.ts'
import { sumOf } from '../../src/lib/sum.ts'
import { oneLine } from '../../src/lib/text.ts'
import type { Locale } from '../../src/report/words/locale.ts'

/** Orders that save so little that they are left out. */
export interface Small {
  readonly count: number
  readonly leastCents: number
}

interface Priced {
  readonly product: Pick<ProductRow, 'merchant' | 'merchant_id'>
  readonly suggestion: { readonly cost: { readonly cents: number } }
}

const MERCHANTS = 5

/** What they come to by merchant, the largest first; nothing where all are one's. */
export function merchantsOf(orders: readonly Priced[], locale: Locale): string[] {
  const { restock } = locale.words
  const groups = groupBy(orders, ({ product }) => product.merchant || product.merchant_id)
  if (groups.size < 2) return []
  const cost = (of: readonly Priced[]) => sumOf(of, ({ suggestion }) => suggestion.cost.cents)
  const largest = [...groups].toSorted(([, a], [, b]) => cost(b) - cost(a))
  const named = largest
    .slice(0, MERCHANTS)
    .map(([merchant, of]) => restock.ofMerchant(oneLine(merchant, 40), of.length, locale.money(cost(of))))
  return [restock.byMerchant(named, Math.max(0, groups.size - MERCHANTS))]
}

export function smallOf({ count, leastCents }: Small, { words: { restock }, money }: Locale): string[] {
  return count === 0 ? [] : [restock.small(count, money(leastCents))]
}

export function underwayOf(
  { product, inbound }: { readonly product: Pick<ProductRow, 'arrives_on'>; readonly inbound: number },
  { words: { restock } }: Locale,
): string {
  return restock.underway(inbound, product.arrives_on || null)
}
