/** What a shop knows of an item it may recommend. */
export interface Shelf {
  readonly category: string
  readonly priceCents: number | null
  readonly costCents: number | null
  /** units that can be sold now; null when no stock is reported */
  readonly available: number | null
}

export interface Ranked {
  readonly item: number
  readonly score: number
}

/** how far a margin of 100 % lifts an item over one without: the order is still the score's in the main */
const MARGIN_WEIGHT = 0.2
/** what each item of the same category already listed takes off */
const SAME_CATEGORY = 0.85

/**
 * Puts a ranked list in the order to show it: without what is sold out or bought recently, a little up for margin, and
 * each time by less when its category stands in the list already (a greedy maximal marginal relevance, Carbonell and
 * Goldstein 1998, with category as likeness). Scores are shifted above 0 first, so that a weight always pulls one way.
 */
export function rerank(
  candidates: readonly Ranked[],
  shelf: readonly Shelf[],
  { count, recent = new Set() }: { readonly count: number; readonly recent?: ReadonlySet<number> },
): Ranked[] {
  const least = Math.min(0, ...candidates.map(({ score }) => score))
  const open = candidates
    .filter(({ item }) => !recent.has(item) && (shelf[item]?.available ?? 1) > 0)
    .map((one) => ({ ...one, worth: (one.score - least) * (1 + MARGIN_WEIGHT * marginOf(shelf[one.item])) }))
  const listed: Ranked[] = []
  const times = new Map<string, number>()
  while (listed.length < count && open.length > 0) {
    const value = ({ item, worth }: { item: number; worth: number }) =>
      worth * SAME_CATEGORY ** (times.get(shelf[item]?.category ?? '') ?? 0)
    const best = open.reduce((top, one, i) => (value(one) > value(open[top] ?? one) ? i : top), 0)
    const [chosen] = open.splice(best, 1)
    if (!chosen) break
    const category = shelf[chosen.item]?.category ?? ''
    times.set(category, (times.get(category) ?? 0) + 1)
    listed.push({ item: chosen.item, score: chosen.score })
  }
  return listed
}

/** Share of the price that stays, from 0 to 1; of an unknown cost a middling third. */
export function marginOf(item: Shelf | undefined): number {
  if (!item?.priceCents || item.costCents === null) return 1 / 3
  return Math.min(1, Math.max(0, 1 - item.costCents / item.priceCents))
}
