import { countPmf, type Pmf } from '../../stats/distributions/count-pmf.ts'
import type { CountMoments } from '../../stats/distributions/counts.ts'
import { normalQuantile } from '../../stats/distributions/normal.ts'
import { eoq } from './inventory.ts'
import { normalLoss } from './newsvendor.ts'
import { positionWalk } from './position-walk.ts'

/** Costs in any money: of an order, of holding a unit for one unit of time, and of a unit short. */
export interface LotCosts {
  readonly order: number
  readonly holding: number
  readonly short: number
}

export interface LotPolicy {
  readonly point: number
  readonly lot: number
  /** a unit of time */
  readonly cost: number
}

/**
 * (r, Q) by expected inventory level: lot and reorder point of smooth, normal demand found together, by turns, until
 * neither moves (Hadley and Whitin 1963; Snyder and Shen, Fundamentals of Supply Chain Theory, 5.3). `short` is a unit's,
 * however long it is short. With h .225, p 7.5, K 8, demand 1300 a year (sd 150) and a month's lead time it is
 * r 213.9704, Q 318.5902, cost 95.4511 (stockpyl). Where no point pays for itself it is the plain economic lot.
 */
export function lotForSmooth(
  { order, holding, short }: LotCosts,
  { mean, sd, lead }: { readonly mean: number; readonly sd: number; readonly lead: number },
): LotPolicy {
  let lot = eoq({ orderCost: order, holding, demand: mean })
  let point = 0
  let missing = 0
  const spread = sd * Math.sqrt(lead)
  for (let round = 0; round < 200; round++) {
    const chance = (holding * lot) / (short * mean)
    if (!(chance > 0 && chance < 1)) break
    const z = normalQuantile(1 - chance)
    point = mean * lead + z * spread
    missing = spread * normalLoss(z)
    const next = Math.sqrt((2 * mean * (order + short * missing)) / holding)
    const moved = Math.abs(next - lot)
    lot = next
    if (moved < 1e-9 * lot) break
  }
  const cost = holding * (point - mean * lead + lot / 2) + ((order + short * missing) * mean) / lot
  return { point, lot, cost }
}

/**
 * Exact (r, Q) for Poisson demand: the cost of a position is convex, so the best lot of each size is the run of its
 * cheapest positions, and the lot grows while the next position is cheaper than the mean so far (Federgruen and Zheng
 * 1992). `short` is a unit's for a unit of time. With h 20, p 150, K 100, demand 1.5 and lead time 2 it is r 3, Q 5, cost
 * 107.9236 (stockpyl).
 */
export function lotForPoisson(
  costs: LotCosts,
  { mean, lead }: { readonly mean: number; readonly lead: number },
): LotPolicy {
  const at = positionCost(countPmf({ mean: mean * lead, variance: mean * lead }), costs)
  let low = cheapest(at)
  let high = low
  let sum = costs.order * mean + at(low)
  for (;;) {
    const size = high - low + 1
    const next = Math.min(at(low - 1), at(high + 1))
    if (next >= sum / size) return { point: low - 1, lot: size, cost: sum / size }
    if (at(low - 1) <= at(high + 1)) low--
    else high++
    sum += next
  }
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
