import { sumOf } from '../../lib/sum.ts'
import type { CountMoments } from '../../stats/distributions/counts.ts'
import type { DemandClass } from './demand-class.ts'

/** What variance over mean products of a class have that sell so much a day; at least 1, that of Poisson. */
export type ShopScatter = (perDay: number, kind: DemandClass | null) => number

/** a slope and a level of fewer products say nothing of another; a class of so many counts half for itself */
const ENOUGH = 10

/**
 * How demand scatters in a shop: variance over mean as a power of the mean (Taylor, 1961), by least squares of the
 * logarithms, with a level for each class of demand. Null of too few products. What a product's own few sales tell of its
 * scatter is drawn to it, see `dailyDemand`.
 */
export function shopScatter(
  demands: readonly (CountMoments & { readonly kind: DemandClass | null })[],
): ShopScatter | null {
  const points = demands.flatMap(({ mean, variance, kind }) =>
    mean > 0 ? [{ kind, level: Math.log(mean), scatter: Math.log(Math.max(1, variance / mean)) }] : [],
  )
  if (points.length < ENOUGH) return null
  const level = sumOf(points, (point) => point.level) / points.length
  const scatter = sumOf(points, (point) => point.scatter) / points.length
  const spread = sumOf(points, (point) => (point.level - level) ** 2)
  const along = sumOf(points, (point) => (point.level - level) * (point.scatter - scatter))
  // ten products' worth of no slope at all: a few products of one level would tell any
  const slope = along / (spread + ENOUGH)
  const line = (at: number) => scatter + slope * (at - level)
  const above = new Map<DemandClass | null, { sum: number; count: number }>()
  for (const point of points) {
    const of = above.get(point.kind) ?? { sum: 0, count: 0 }
    above.set(point.kind, { sum: of.sum + point.scatter - line(point.level), count: of.count + 1 })
  }
  return (perDay, kind) => {
    const { sum, count } = above.get(kind) ?? { sum: 0, count: 0 }
    return Math.max(1, Math.exp(line(Math.log(perDay)) + sum / (count + ENOUGH)))
  }
}
