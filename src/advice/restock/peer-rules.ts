import { seeded } from '../../lib/random.ts'
import { sum } from '../../lib/sum.ts'
import type { Rule } from './replay.ts'

/** samples of a bootstrap: more move a quantile of .95 by less than a unit in fifty */
const SAMPLES = 200

/**
 * Rules that take the demand of review and lead time together as it was, and no distribution: the reorder point is a
 * quantile of it. Each orders the lot of the textbook rules.
 */
export function peerRules(
  {
    service,
    review,
    lead,
    window,
  }: {
    readonly service: number
    readonly review: number
    readonly lead: { readonly mean: number }
    readonly window: number
  },
  lotOf: (mean: number) => number,
): Rule[] {
  const horizon = Math.max(1, Math.round(review + lead.mean))
  const byPoint = (name: string, pointOf: (sales: readonly number[]) => number): Rule => ({
    name,
    levels({ sales }) {
      const seen = sales.slice(-window)
      const point = Math.ceil(pointOf(seen) - 1e-9)
      return { point, upTo: point + Math.max(1, lotOf(sum(seen) / Math.max(1, seen.length))) }
    },
  })
  return [
    byPoint('willemainBootstrap', (sales) => willemain(sales, { horizon, service, seed: sales.length })),
    byPoint('conformalQuantile', (sales) => conformal(sales, horizon, service)),
  ]
}

/**
 * Willemain, Smart and Schwarz (2004): whether a period sells follows a chain of two states, what it sells is drawn from
 * the sizes seen and jittered, 1 + int(x + z root x), or x itself where that is not above nothing. The quantile of the
 * sums of so many periods.
 *
 * @internal exported for the tests: its known values
 */
export function willemain(
  sales: readonly number[],
  { horizon, service, seed }: { readonly horizon: number; readonly service: number; readonly seed: number },
): number {
  const sizes = sales.filter((units) => units > 0)
  if (sizes.length === 0) return 0
  const random = seeded(seed)
  // from no sale and from a sale: how often the next period sells, with half a period of each seen beforehand
  const [after, sells] = [
    [1, 1],
    [0.5, 0.5],
  ]
  for (let t = 1; t < sales.length; t++) {
    const state = Number((sales[t - 1] ?? 0) > 0)
    after[state] = (after[state] ?? 0) + 1
    sells[state] = (sells[state] ?? 0) + Number((sales[t] ?? 0) > 0)
  }
  const begin = Number((sales.at(-1) ?? 0) > 0)
  const sums = Array.from({ length: SAMPLES }, () => {
    let [state, total] = [begin, 0]
    for (let t = 0; t < horizon; t++) {
      state = Number(random.next() < (sells[state] ?? 0) / (after[state] ?? 1))
      if (state === 0) continue
      const size = sizes[random.below(sizes.length)] ?? 0
      const jittered = 1 + Math.trunc(size + random.normal() * Math.sqrt(size))
      total += jittered > 0 ? jittered : size
    }
    return total
  }).sort((a, b) => a - b)
  return sums[Math.min(SAMPLES - 1, Math.ceil(service * SAMPLES) - 1)] ?? 0
}

/**
 * Split conformal bound of the demand of so many periods: of the n sums seen, the one at rank ceil((n + 1) service), the
 * largest where there are too few. `conformal([1, 2, 3, 4], 1, 0.5)` is `3`.
 *
 * @internal exported for the tests: its known values
 */
export function conformal(sales: readonly number[], horizon: number, service: number): number {
  const sums: number[] = []
  let within = 0
  for (const [t, units] of sales.entries()) {
    within += units - (sales[t - horizon] ?? 0)
    if (t >= horizon - 1) sums.push(within)
  }
  if (sums.length === 0) return within
  sums.sort((a, b) => a - b)
  return sums[Math.min(sums.length, Math.ceil((sums.length + 1) * service)) - 1] ?? 0
}
