import { countPmf, normalPmf, type Pmf, sumPmf } from '../../stats/distributions/count-pmf.ts'
import type { CountMoments } from '../../stats/distributions/counts.ts'
import { normalQuantile } from '../../stats/distributions/normal.ts'
import { demandOver } from './inventory.ts'
import { positionWalk } from './position-walk.ts'

interface CycleDemand extends CountMoments {
  /** standard error of the mean by the number of days it was seen for */
  readonly seOfMean: number
  /** the same, and of the level it may have moved to since: a wrong one is wrong for the whole cycle */
  readonly se: number
}

/** In any money; the day may be any unit of time. */
export interface OrderCosts {
  readonly order: number
  /** a unit and day */
  readonly holding: number
}

export interface OrderLevels {
  readonly point: number
  readonly upTo: number
  /** the share of order cycles without a lost sale that it should give */
  readonly cycleService: number
}

/** past this many units the demand is told on a coarser grid */
const CELLS = 250

/** An order cycle before a service is chosen: how far order-up-to lies above the point, and what each point keeps. */
export interface OrderCycle {
  readonly gap: number
  /** units a cell of `kept` */
  readonly step: number
  /** [k]: chance that a cycle ordered at a point of k steps loses no sale */
  readonly kept: Float64Array
}

interface CycleQuestion {
  readonly service: number
  readonly reviewDays: number
  readonly lead: { readonly mean: number; readonly variance: number }
  readonly perDay: CycleDemand
  readonly costs: OrderCosts | null
  readonly mostCoverDays: number
}

/**
 * Reorder point and order-up-to (R, s, S) of a shelf that is looked at every `review` days and gets what was ordered
 * after a lead time of its own. A cycle loses no sale when the position at its order lasts the lead time, and that
 * position lies below the point by the undershoot, see `positionWalk`. So of each gap S - s the point is known, the
 * quantile of undershoot + demand over the lead time; of the gaps up to the longest cover the one is taken at which
 * orders and stock together cost least. (Service-constrained (s, S): Tijms and Groenevelt, 1984, with the undershoot
 * exact instead of that of a large lot.) The gap is chosen by moments, the point told exactly. Without costs an order
 * lasts from one review to the next. Errors: demand of one review is taken to know nothing of the last one's beyond
 * what `se` says; what lost sales would have taken is missing from the walk, which keeps a little too much. What real
 * demand does beside that is seen by `keptService`, which tells what is to be asked for so that the service is kept.
 */
export function orderLevels(of: CycleQuestion, asked = of.service): OrderLevels {
  const cycle = orderCycle(of)
  return cycle ? levelsOf(cycle, asked) : { point: 0, upTo: 0, cycleService: 1 }
}

/** Null when nothing sells. The gap is the cheapest at the service given; any service may be asked of it then. */
export function orderCycle(of: CycleQuestion): OrderCycle | null {
  const { service, reviewDays, lead, perDay, costs } = of
  if (!(perDay.mean > 0)) return null
  const between = demandOver({ mean: reviewDays, variance: 0 }, perDay)
  const known = demandOver(lead, perDay)
  const doubt = (perDay.se * (lead.mean + reviewDays / 2)) ** 2
  // orders come the oftener the faster it really sells: the cycles to come see the faster of the demands believable
  const faster = 1 + (perDay.seOfMean / perDay.mean) ** 2
  const until = { mean: known.mean * faster, variance: known.variance * faster + doubt }
  const most = between.mean + until.mean + 6 * Math.sqrt(between.variance + until.variance)
  const step = Math.max(1, Math.ceil(most / CELLS))
  const pmf = (moments: CountMoments) => (step === 1 ? countPmf(moments) : normalPmf(moments, step))
  const walk = positionWalk(step > 1 && between.mean < step / 2 ? rare(between.mean / step) : pmf(between))
  const cover = costs ? of.mostCoverDays : reviewDays
  const mostGap = Math.max(1, Math.ceil((cover * perDay.mean) / step - 1e-9))
  const gap = costs ? cheapestGap(walk, mostGap, { until, step, service, reviewDays, costs }) : mostGap
  let below = 0
  const kept = sumPmf(walk.undershoot(gap), pmf(until)).map((mass) => (below += mass))
  return { gap: gap * step, step, kept }
}

/** The point whose service is nearest to the one asked for. */
export function levelsOf({ gap, step, kept }: OrderCycle, service: number): OrderLevels {
  let [low, high] = [0, kept.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((kept[middle] ?? 1) >= service) high = middle
    else low = middle + 1
  }
  const [below, above] = [kept[low - 1] ?? Number.NEGATIVE_INFINITY, kept[low] ?? 1]
  const cell = service - below < above - service ? low - 1 : low
  const point = cell * step
  return { point, upTo: point + gap, cycleService: kept[cell] ?? 1 }
}

/** Of a review that hardly ever sells a step of the grid. */
function rare(chance: number): Pmf {
  const some = Math.max(chance, 1e-9)
  return Float64Array.of(1 - some, some)
}

/** Cost a day of orders and of the stock that hangs on the gap: what the undershoot wants as safety, and the lot. */
function cheapestGap(
  walk: ReturnType<typeof positionWalk>,
  mostGap: number,
  of: {
    readonly until: CountMoments
    readonly step: number
    readonly service: number
    readonly reviewDays: number
    readonly costs: OrderCosts
  },
): number {
  const { until, step, service, reviewDays, costs } = of
  const z = normalQuantile(service)
  let best = 1
  let least = Number.POSITIVE_INFINITY
  for (let gap = 1; gap <= mostGap; gap++) {
    const { reviews, below, undershoot } = walk.at(gap)
    const safety = z * Math.sqrt(until.variance + step ** 2 * undershoot.variance)
    const stock = safety + step * (undershoot.mean + gap - below)
    const cost = costs.order / (reviews * reviewDays) + costs.holding * stock
    if (cost > 1.5 * least) break
    if (cost >= least) continue
    best = gap
    least = cost
  }
  return best
}
