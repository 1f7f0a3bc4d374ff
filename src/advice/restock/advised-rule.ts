import { dailyDemand } from './demand.ts'
import { blocksOf, levelDrift } from './level-drift.ts'
import { orderLevels } from './order-levels.ts'
import type { Rule } from './replay.ts'
import type { RuleSetting } from './textbook-rules.ts'

/** What `/restock` would have ordered: its demand, its reorder point and its lot, from what the shelf had shown by then. */
export function advisedRule(
  { service, review, lead, costs, window, mostCover }: RuleSetting,
  driftAt: (periods: number) => number,
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
      const demand = dailyDemand({ units, isShort }, driftAt(sales.length))
      if (!demand || demand.mean === 0) return { point: 0, upTo: 0 }
      return orderLevels({
        service,
        reviewDays: review,
        lead,
        perDay: demand,
        costs,
        mostCoverDays: mostCover,
      })
    },
  }
}

/**
 * How far levels wander, as it is learnt anew while time goes on: from the last `window` periods of all items before a
 * period, a number for each block of periods. It is told from demand as it was, also where a shelf was short of it.
 */
export function driftOf(
  series: readonly (readonly number[])[],
  { blockPeriods, window }: { readonly blockPeriods: number; readonly window: number },
): (periods: number) => number {
  const known = new Map<number, number>()
  return (periods) => {
    const block = Math.floor(periods / blockPeriods)
    const found = known.get(block)
    if (found !== undefined) return found
    const until = block * blockPeriods
    const past = series.filter(({ length }) => length >= until)
    const drift = levelDrift(
      past.map((one) => blocksOf(one.slice(Math.max(0, until - window), until), blockPeriods)),
    )
    known.set(block, drift)
    return drift
  }
}
