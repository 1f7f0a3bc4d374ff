import type { Square } from '../../stats/algebra/cholesky.ts'

/** What was taken together, packed: the items of a basket (or all a shopper ever took) lie side by side. */
export interface Baskets {
  /** item ids run from 0 to here, the most frequent first */
  readonly items: number
  /** where each basket begins, and one more for the end of the last */
  readonly starts: Uint32Array
  /** no item twice in a basket */
  readonly members: Uint32Array
  /** of each member: 1, or less when it was long ago */
  readonly weights: Float64Array
}

export function packBaskets(
  items: number,
  baskets: readonly (readonly number[])[],
  weightOf: (basket: number, place: number) => number = () => 1,
): Baskets {
  const starts = new Uint32Array(baskets.length + 1)
  baskets.forEach((basket, i) => {
    starts[i + 1] = (starts[i] ?? 0) + basket.length
  })
  const members = new Uint32Array(starts.at(-1) ?? 0)
  const weights = new Float64Array(members.length)
  baskets.forEach((basket, i) => {
    basket.forEach((item, place) => {
      members[(starts[i] ?? 0) + place] = item
      weights[(starts[i] ?? 0) + place] = weightOf(i, place)
    })
  })
  return { items, starts, members, weights }
}

export function countOf({ starts }: Baskets): number {
  return starts.length - 1
}

/** How often each item was taken, each time by its weight. */
export function itemSums({ items, members, weights }: Baskets): Float64Array {
  const sums = new Float64Array(items)
  for (let i = 0; i < members.length; i++) {
    const item = members[i] ?? 0
    sums[item] = (sums[item] ?? 0) + (weights[i] ?? 0)
  }
  return sums
}

/**
 * X'X of the first `size` items: how often each pair was taken together (products of weights), and each item on the
 * diagonal (squares). Baskets are sparse, so it costs the sum of their squared sizes.
 */
export function together({ starts, members, weights }: Baskets, size: number): Square {
  const values = new Float64Array(size * size)
  for (let basket = 0; basket + 1 < starts.length; basket++) {
    const to = starts[basket + 1] ?? 0
    for (let a = starts[basket] ?? 0; a < to; a++) {
      const row = members[a] ?? 0
      if (row >= size) continue
      const weight = weights[a] ?? 0
      for (let b = starts[basket] ?? 0; b < to; b++) {
        const column = members[b] ?? 0
        if (column >= size) continue
        const at = row * size + column
        values[at] = (values[at] ?? 0) + weight * (weights[b] ?? 0)
      }
    }
  }
  return { size, values }
}
