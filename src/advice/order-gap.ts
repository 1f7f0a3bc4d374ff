import type { CountMoments } from '../stats/counts.ts'
import type { DemandClass } from './demand-class.ts'
import { demandOver, eoq } from './inventory.ts'
import { levelsForLumpy, lotForPoisson, lotForSmooth } from './lot-size.ts'

/** In any money; the day may be any unit of time. */
export interface OrderCosts {
  readonly order: number
  /** a unit and day */
  readonly holding: number
}

/** counts up to here are told one by one; larger ones are as good as normal */
const ONE_BY_ONE = 400
const AS_POISSON = 1.2

/**
 * How far above the reorder point an order brings the position, by what costs least at the service wanted. Erratic
 * demand: the exact (s, S). Lumpy demand: the plain economic lot, because what lies beyond the point is mostly one large
 * sale and a larger lot does not meet it (replayed: 5 % less stock at the same service). Slow demand that comes like Poisson: the exact (r, Q). Smooth demand: the economic lot
 * with what it saves in shortages (r, Q). Of a lot Q the order is Q on average: the gap is less by what the position has
 * fallen below the point when it is looked at, mean E(D2) / 2 E(D) - 1/2 of the demand between two reviews. A shortage
 * costs what makes the service wanted the cheapest one.
 */
export function orderGap(of: {
  readonly kind: DemandClass | null
  readonly service: number
  readonly reviewDays: number
  readonly lead: { readonly mean: number; readonly variance: number }
  readonly perDay: CountMoments
  readonly costs: OrderCosts
  readonly mostCoverDays: number
}): number {
  const { kind, service, reviewDays, lead, perDay, costs, mostCoverDays } = of
  const { mean } = perDay
  if (!(mean > 0)) return 0
  const most = Math.max(1, Math.floor(mostCoverDays * mean))
  const odds = service / (1 - service)
  const between = demandOver({ mean: reviewDays, variance: 0 }, perDay)
  const ahead = demandOver({ mean: lead.mean + reviewDays, variance: lead.variance }, perDay)
  const isCounted = ahead.mean + 6 * Math.sqrt(ahead.variance) < ONE_BY_ONE
  if (isCounted && kind === 'erratic') {
    const holding = costs.holding * reviewDays
    const levels = levelsForLumpy(
      { order: costs.order, holding, short: holding * odds },
      { period: between, ahead },
    )
    return Math.max(1, Math.min(most, levels.upTo - levels.point))
  }
  const isPoisson = isCounted && perDay.variance <= AS_POISSON * mean
  const { lot } =
    kind === 'lumpy'
      ? { lot: eoq({ orderCost: costs.order, holding: costs.holding, demand: mean }) }
      : isPoisson
        ? lotForPoisson({ ...costs, short: costs.holding * odds }, { mean, lead: lead.mean + reviewDays / 2 })
        : lotForSmooth(
            { ...costs, short: shortOf(of) },
            { mean, sd: Math.sqrt(perDay.variance), lead: lead.mean },
          )
  const below = Math.max(0, (between.variance + between.mean ** 2) / (2 * between.mean) - 0.5)
  return Math.max(1, Math.round(Math.min(lot, most) - below))
}

/** The cost of a unit short at which a cycle of the economic lot should lose no sale with the service wanted. */
function shortOf({
  service,
  perDay,
  costs,
}: {
  readonly service: number
  readonly perDay: CountMoments
  readonly costs: OrderCosts
}): number {
  const lot = Math.sqrt((2 * costs.order * perDay.mean) / costs.holding)
  return (costs.holding * lot) / ((1 - service) * perDay.mean)
}
