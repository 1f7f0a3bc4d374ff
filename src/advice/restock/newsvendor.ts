import { countPmf } from '../../stats/distributions/count-pmf.ts'
import type { CountMoments } from '../../stats/distributions/counts.ts'
import { normalQuantile } from '../../stats/distributions/normal.ts'
import { criticalRatio } from './inventory.ts'

export interface Mismatch {
  /** cost of a unit too few */
  readonly tooFew: number
  /** cost of a unit too many */
  readonly tooMany: number
}

export interface BestLevel {
  readonly level: number
  /** expected cost of too few and too many at that level */
  readonly cost: number
}

/** beyond this mean a count is as good as normal (error of the level below one unit in a hundred) */
const AS_NORMAL = 500

/**
 * Newsvendor problem: the level at which demand in one go costs least, the quantile tooFew / (tooFew + tooMany) of it.
 * Poisson or negative binomial, normal for large means. `newsvendor({ tooFew: 0.7, tooMany: 0.18 }, { mean: 50,
 * variance: 50 })` is `{ level: 56, cost: 1.7972 }` (stockpyl).
 */
export function newsvendor(costs: Mismatch, demand: CountMoments): BestLevel {
  if (demand.mean > AS_NORMAL)
    return newsvendorNormal(costs, { mean: demand.mean, sd: Math.sqrt(demand.variance) })
  const ratio = criticalRatio(costs.tooFew, costs.tooMany)
  const pmf = countPmf(demand)
  let level = 0
  let below = pmf[0] ?? 1
  // E(level - D)+ grows by P(D <= level) with each unit
  let over = 0
  while (below < ratio && level < pmf.length - 1) {
    over += below
    level++
    below += pmf[level] ?? 0
  }
  const short = demand.mean - level + over
  return { level, cost: costs.tooMany * over + costs.tooFew * short }
}

/**
 * The same for normal demand. `newsvendorNormal({ tooFew: 0.7, tooMany: 0.18 }, { mean: 50, sd: 8 })` is
 * `{ level: 56.6040, cost: 1.9976 }` (stockpyl).
 *
 * @internal exported for the tests: its known values
 */
export function newsvendorNormal(
  { tooFew, tooMany }: Mismatch,
  { mean, sd }: { readonly mean: number; readonly sd: number },
): BestLevel {
  const z = normalQuantile(criticalRatio(tooFew, tooMany))
  return { level: mean + z * sd, cost: (tooFew + tooMany) * sd * density(z) }
}

function density(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI)
}
