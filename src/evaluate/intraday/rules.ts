import { sumOf } from '../../lib/sum.ts'
import type { Counts, Grid } from '../../models/intraday/grid.ts'
import { mean, median, robustSd } from '../../stats/describe.ts'

/** How far out each interval is by a simple rule, from the weeks before alone; NaN while too little is known. */
export type IntervalRule = (counts: Counts, grid: Grid) => Float64Array

const WEEKS = 8
const MIN_WEEKS = 2
const LAMBDA = 0.2

/** Standard deviations from the mean of the same interval of the week in the last eight weeks. */
export const sameIntervalZ: IntervalRule = (counts, grid) =>
  bySameInterval(counts, grid, (values) => {
    const middle = mean(values) ?? 0
    const squares = sumOf(values, (value) => (value - middle) ** 2)
    return { middle, spread: Math.sqrt(squares / Math.max(1, values.length - 1)) }
  })

/** Robust deviations from the median of the same interval of the week in the last eight weeks. */
export const sameIntervalMad: IntervalRule = (counts, grid) =>
  bySameInterval(counts, grid, (values) => ({
    middle: median(values) ?? 0,
    spread: robustSd(values) ?? 0,
  }))

/** Exponentially weighted mean of those deviations (lambda .2), in its own standard deviations. */
export const ewma: IntervalRule = (counts, grid) => {
  const scores = sameIntervalZ(counts, grid)
  const width = Math.sqrt(LAMBDA / (2 - LAMBDA))
  let level = 0
  return scores.map((score) => {
    if (Number.isNaN(score)) return score
    level = (1 - LAMBDA) * level + LAMBDA * Math.max(-10, Math.min(10, score))
    return level / width
  })
}

function bySameInterval(
  counts: Counts,
  { weekSlot, slotsADay }: Grid,
  usual: (values: readonly number[]) => { readonly middle: number; readonly spread: number },
): Float64Array {
  const past = new Map<number, number[]>()
  return counts.map((count, at) => {
    const slot = weekSlot[at] ?? at % (7 * slotsADay)
    const values = past.get(slot) ?? []
    past.set(slot, values)
    const { middle, spread } = usual(values)
    const isKnown = values.length >= MIN_WEEKS && !Number.isNaN(count)
    if (!Number.isNaN(count)) values.push(count)
    if (values.length > WEEKS) values.shift()
    // of a spread of none anything would be out
    return isKnown ? (count - middle) / Math.max(spread, 0.5) : Number.NaN
  })
}
