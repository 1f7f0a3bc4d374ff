import type { Proportion, Sample } from './difference.ts'

/** A metric in one arm of an experiment, by unit (the person who was randomised, never the session). */
export interface ArmMean {
  readonly units: number
  readonly mean: number
  /** of one unit */
  readonly variance: number
  /** the mean before an adjustment by what was known beforehand: what a relative lift is relative to */
  readonly plainMean: number
}

/** Sums of two columns a unit: an amount with a count (a ratio), or an outcome with what was known before (CUPED). */
export interface PairSums {
  readonly count: number
  readonly sum: number
  readonly squares: number
  readonly otherSum: number
  readonly otherSquares: number
  readonly products: number
}

/** No unit yet; `addPair` adds one at a time. */
export function noPairs(): { -readonly [K in keyof PairSums]: number } {
  return { count: 0, sum: 0, squares: 0, otherSum: 0, otherSquares: 0, products: 0 }
}

export function addPair(sums: ReturnType<typeof noPairs>, value: number, other: number): void {
  sums.count++
  sums.sum += value
  sums.squares += value * value
  sums.otherSum += other
  sums.otherSquares += other * other
  sums.products += value * other
}

/** Share of units that did it. `armShare({ hits: 500, of: 10000 })` has mean 0.05 and variance 0.0475. */
export function armShare({ hits, of }: Proportion): ArmMean {
  const mean = hits / of
  return { units: of, mean, variance: mean * (1 - mean), plainMean: mean }
}

/** Mean a unit, from sums. */
export function armMean({ count, sum, squares }: Sample): ArmMean {
  const mean = sum / count
  return { units: count, mean, variance: varianceOf(count, sum, squares), plainMean: mean }
}

/**
 * Ratio of two sums, such as revenue an order or conversions a session, where the unit is the person: the delta method
 * gives the variance that a person's sessions being alike calls for. Source: Deng, Knoblich and Lu 2018.
 */
export function armRatio(of: PairSums): ArmMean {
  const { count, sum, squares, otherSum, otherSquares } = of
  const [top, bottom] = [sum / count, otherSum / count]
  const mean = top / bottom
  const variance =
    varianceOf(count, sum, squares) / bottom ** 2 -
    (2 * covarianceOf(of) * top) / bottom ** 3 +
    (top ** 2 * varianceOf(count, otherSum, otherSquares)) / bottom ** 4
  return { units: count, mean, variance: Math.max(0, variance), plainMean: mean }
}

/**
 * CUPED, controlled experiments using pre-experiment data: takes from each unit's outcome what its past foretold, by
 * one slope over both arms. The difference stays unbiased, its interval shrinks by the correlation squared. `sum` is the
 * outcome, `otherSum` the past. Source: Deng, Xu, Kohavi and Walker 2013.
 */
export function armsAdjusted(
  control: PairSums,
  treated: PairSums,
): { readonly theta: number; readonly control: ArmMean; readonly treated: ArmMean } {
  const both: PairSums = {
    count: control.count + treated.count,
    sum: control.sum + treated.sum,
    squares: control.squares + treated.squares,
    otherSum: control.otherSum + treated.otherSum,
    otherSquares: control.otherSquares + treated.otherSquares,
    products: control.products + treated.products,
  }
  const spread = varianceOf(both.count, both.otherSum, both.otherSquares)
  const theta = spread > 0 ? covarianceOf(both) / spread : 0
  const adjusted = (arm: PairSums): ArmMean => ({
    units: arm.count,
    mean: (arm.sum - theta * arm.otherSum) / arm.count,
    variance: Math.max(
      0,
      varianceOf(arm.count, arm.sum, arm.squares) +
        theta ** 2 * varianceOf(arm.count, arm.otherSum, arm.otherSquares) -
        2 * theta * covarianceOf(arm),
    ),
    plainMean: arm.sum / arm.count,
  })
  return { theta, control: adjusted(control), treated: adjusted(treated) }
}

function varianceOf(count: number, sum: number, squares: number): number {
  return count > 1 ? Math.max(0, squares - (sum * sum) / count) / (count - 1) : Number.NaN
}

function covarianceOf({ count, sum, otherSum, products }: PairSums): number {
  return count > 1 ? (products - (sum * otherSum) / count) / (count - 1) : Number.NaN
}
