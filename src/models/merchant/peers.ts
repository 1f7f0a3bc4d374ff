import { groupBy } from '../../lib/group.ts'
import type { MerchantSums } from './sums.ts'

const SIZES = ['small', 'medium', 'large'] as const
type Size = (typeof SIZES)[number]

/** Merchants that are held beside each other; null: of any. */
export interface PeerGroup {
  readonly category: string | null
  readonly size: Size | null
  readonly members: readonly MerchantSums[]
}

/** fewer say too little of how merchants differ */
const MIN_PEERS = 10

/** A third of the selling merchants each, by GMV. */
function sizesOf(merchants: readonly MerchantSums[]): ReadonlyMap<string, Size> {
  const ranked = merchants
    .filter(({ sales }) => sales.orders > 0)
    .toSorted((a, b) => a.sales.gmvCents - b.sales.gmvCents || (a.id < b.id ? -1 : 1))
  return new Map(
    ranked.map(({ id }, i) => [id, SIZES[Math.floor((i * SIZES.length) / ranked.length)] ?? 'large']),
  )
}

/**
 * Each merchant's peers: those of its category and size, where there are enough of them; else of its category, else of its
 * size, else all that sell. It is one of its own peers.
 */
export function peersOf(merchants: readonly MerchantSums[]): ReadonlyMap<string, PeerGroup> {
  const sizes = sizesOf(merchants)
  const selling = merchants.filter(({ id }) => sizes.has(id))
  const sizeOf = ({ id }: MerchantSums): Size => sizes.get(id) ?? 'small'
  const both = groupBy(selling, (one) => `${one.category}\u0000${sizeOf(one)}`)
  const ofCategory = groupBy(selling, ({ category }) => category)
  const ofSize = groupBy(selling, sizeOf)
  // one object a group, so that what is learned of it is learned once
  const made = new Map<readonly MerchantSums[], PeerGroup>()
  return new Map(
    merchants.map((one) => {
      const { category } = one
      const size = sizeOf(one)
      const found = [
        { category, size, members: both.get(`${category}\u0000${size}`) ?? [] },
        { category, size: null, members: ofCategory.get(category) ?? [] },
        { category: null, size, members: ofSize.get(size) ?? [] },
      ].find(({ members }) => members.length >= MIN_PEERS) ?? { category: null, size: null, members: selling }
      const group = made.get(found.members) ?? found
      made.set(found.members, group)
      return [one.id, group]
    }),
  )
}
