import { countPmf, excessPmf, normalPmf, type Pmf, sumPmf } from '../stats/count-pmf.ts'
import type { CountMoments } from '../stats/counts.ts'
import { demandOver } from './inventory.ts'

export interface CycleDemand extends CountMoments {
  /** standard error of the mean: it is an estimate, and a wrong one is wrong for the whole cycle */
  readonly se: number
}

export interface ReorderPoint {
  readonly point: number
  /** the share of order cycles without a lost sale that it should give */
  readonly cycleService: number
}

/** past this many units the demand is told on a coarser grid */
const CELLS = 500

/**
 * Reorder point of a shelf that is looked at every `review` days and gets what was ordered after a lead time of its
 * own: the one whose share of order cycles without a stock-out comes nearest to `service`. When the order is placed the
 * position lies below the point by the excess of the demand between two reviews; from there it must last the lead time.
 * So the point is a quantile of excess + demand over the lead time, not of the demand over both in full, which keeps
 * stock for the worst moment of the review only. Errors: the excess is that of a lot larger than a review's demand; of
 * smaller lots it says a little too little, of lost sales a little too much.
 */
export function reorderPoint(of: {
  readonly service: number
  readonly reviewDays: number
  readonly lead: { readonly mean: number; readonly variance: number }
  readonly perDay: CycleDemand
}): ReorderPoint {
  const { service, reviewDays, lead, perDay } = of
  if (!(perDay.mean > 0)) return { point: 0, cycleService: 1 }
  const between = demandOver({ mean: reviewDays, variance: 0 }, perDay)
  const known = demandOver(lead, perDay)
  const doubt = (perDay.se * (lead.mean + reviewDays / 2)) ** 2
  const until = { mean: known.mean, variance: known.variance + doubt }
  const most = between.mean + until.mean + 6 * Math.sqrt(between.variance + until.variance)
  const step = Math.max(1, Math.ceil(most / CELLS))
  const pmf = (moments: CountMoments) => (step === 1 ? countPmf(moments) : normalPmf(moments, step))
  const found = nearest(sumPmf(excessPmf(pmf(between)), pmf(until)), service)
  return { point: found.point * step, cycleService: found.cycleService }
}

function nearest(total: Pmf, service: number): ReorderPoint {
  let below = 0
  let sum = 0
  for (const [k, mass] of total.entries()) {
    sum += mass
    if (sum >= service) {
      const isBelowNearer = k > 0 && service - below < sum - service
      return isBelowNearer ? { point: k - 1, cycleService: below } : { point: k, cycleService: sum }
    }
    below = sum
  }
  return { point: total.length - 1, cycleService: sum }
}
