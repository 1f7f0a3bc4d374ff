import { positionWalk } from '../../../src/advice/restock/position-walk.ts'
import { countPmf, type Pmf } from '../../../src/stats/distributions/count-pmf.ts'
import type { CountMoments } from '../../../src/stats/distributions/counts.ts'

/** Costs in any money: of an order, of holding a unit for one unit of time, and of a unit short. */
interface LotCosts {
  readonly order: number
  readonly holding: number
  readonly short: number
}

/**
 * Exact (s, S) for a shelf looked at once a period: order up to S when the position is at or below s. Any distribution
 * of a period's demand; `ahead` is the demand from an order to the end of the period its stock must last for. Zheng and
 * Federgruen 1991. With Poisson demand of mean 6, no lead time, h 1, p 4, K 5 it is s 4, S 10, cost 8.0341 (stockpyl).
 */
export function levelsForLumpy(
  costs: LotCosts,
  { period, ahead }: { readonly period: CountMoments; readonly ahead: CountMoments },
): { readonly point: number; readonly upTo: number; readonly cost: number } {
  const at = positionCost(countPmf(ahead), costs)
  const { mass } = positionWalk(countPmf(period))
  const costOf = (point: number, upTo: number) => {
    let sum = costs.order
    let periods = 0
    for (let j = 0; j < upTo - point; j++) {
      const m = mass(j)
      sum += m * at(upTo - j)
      periods += m
    }
    return sum / periods
  }
  const centre = cheapest(at)
  let point = centre - 1
  while (costOf(point, centre) > at(point)) point--
  let upTo = centre
  let cost = costOf(point, upTo)
  for (let candidate = centre + 1; at(candidate) <= cost; candidate++) {
    if (costOf(point, candidate) >= cost) continue
    upTo = candidate
    while (costOf(point, upTo) <= at(point + 1)) point++
    cost = costOf(point, upTo)
  }
  return { point, upTo, cost }
}

/** Expected cost of a position: holding what is over, short for what is missing, of the demand it must last for. */
function positionCost(demand: Pmf, { holding, short }: LotCosts): (position: number) => number {
  let mean = 0
  for (const [k, mass] of demand.entries()) mean += k * mass
  const over = [0]
  let below = 0
  return (position) => {
    if (position <= 0) return short * (mean - position)
    for (let k = over.length; k <= position; k++) {
      below += demand[k - 1] ?? 0
      over.push((over[k - 1] ?? 0) + Math.min(1, below))
    }
    const left = over[position] ?? 0
    return holding * left + short * (mean - position + left)
  }
}

function cheapest(at: (position: number) => number): number {
  let position = 0
  while (at(position + 1) < at(position)) position++
  return position
}
