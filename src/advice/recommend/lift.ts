import type { Square } from '../../stats/algebra/cholesky.ts'
import { benjaminiHochberg } from '../../stats/tests/benjamini-hochberg.ts'
import { fisherMore } from '../../stats/tests/fisher.ts'

/** Two items and how often they were bought in one basket. */
export interface Pair {
  /** the lower id first: the more frequent item */
  readonly a: number
  readonly b: number
  readonly count: number
  /** how often each was bought, with or without the other */
  readonly ofA: number
  readonly ofB: number
  /** times as often together as two strangers would be */
  readonly lift: number
  /** Benjamini-Hochberg over all pairs of enough baskets: the share of false ones among those at least as sure */
  readonly q: number
}

/** below so many baskets a lift is an anecdote */
const MIN_TOGETHER = 20

/**
 * Lift of the pairs bought together in at least `least` baskets: count n / (count a count b), with the one-sided Fisher
 * test that they are bought together more often than by chance. To explain a suggestion and to make bundles of, never
 * to rank by: the highest lifts are of rare pairs. Counts are of baskets, not aged. 10 of 100 baskets hold both of two
 * items that 20 each hold: lift 10 * 100 / (20 * 20) = 2.5.
 */
export function pairs(counts: Square, baskets: number, least = MIN_TOGETHER): Pair[] {
  const { size, values } = counts
  const found: (Omit<Pair, 'q'> & { p: number })[] = []
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      const count = values[a * size + b] ?? 0
      if (count < least) continue
      const [ofA, ofB] = [values[a * size + a] ?? 0, values[b * size + b] ?? 0]
      const lift = (count * baskets) / (ofA * ofB)
      found.push({ a, b, count, ofA, ofB, lift, p: fisherMore({ both: count, ofA, ofB, all: baskets }) })
    }
  }
  const q = benjaminiHochberg(found.map(({ p }) => p))
  return found.map(({ p, ...pair }, i) => ({ ...pair, q: q[i] ?? 1 }))
}
