import { dailyDemand } from './demand.ts'
import { blocksOf, levelDrift } from './level-drift.ts'
import { orderGap } from './order-gap.ts'
import { reorderPoint } from './reorder-point.ts'
import type { Rule } from './replay.ts'
import type { RuleSetting } from './textbook-rules.ts'

/** What `/restock` would have ordered: its demand, its reorder point and its lot, from what the shelf had shown by then. */
export function advisedRule(
  { service, review, lead, costs, window, mostCover }: RuleSetting,
  drift: number,
): Rule {
  return {
    name: 'floorwalker',
    levels({ sales, inStock }) {
      const from = Math.max(0, sales.length - window)
      const units: number[] = []
      const isShort: boolean[] = []
      for (let t = from; t < sales.length; t++) {
        const [sold, isLeft] = [sales[t] ?? 0, inStock[t] ?? true]
        if (sold === 0 && !isLeft) continue
        units.push(sold)
        isShort.push(!isLeft)
      }
      const demand = dailyDemand({ units, isShort }, drift)
      if (!demand || demand.mean === 0) return { point: 0, upTo: 0 }
      const of = { service, reviewDays: review, lead, perDay: demand }
      const { point } = reorderPoint(of)
      return { point, upTo: point + orderGap({ ...of, kind: demand.kind, costs, mostCoverDays: mostCover }) }
    },
  }
}

/** How far levels wander, from what the warm-up of all items shows. */
export function driftOf(series: readonly (readonly number[])[], blockPeriods: number): number {
  return levelDrift(series.map((one) => blocksOf(one, blockPeriods)))
}
