import { mean as average, quantile as quantileOf } from 'simple-statistics'
import { median as middle } from '../lib/median.ts'

/**
 * Descriptive statistics, from simple-statistics, with one rule of our own: no values give null, never NaN and
 * never an exception. Values must be finite; order does not matter.
 *
 * Not used from that package: its normal distribution, which is a table of two decimals (see ADR 0013).
 */

/** Arithmetic mean. `mean([1, 2, 6])` is `3`. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : average([...values])
}

/** Median; of an even count the mean of the middle two. `median([1, 2, 6, 7])` is `4`. */
export function median(values: readonly number[]): number | null {
  return values.length === 0 ? null : middle(values)
}

/**
 * Sample quantile with linear interpolation, Hyndman and Fan's type 7: the default of R and numpy. `p` in [0, 1],
 * RangeError outside. `quantile([1, 2, 3, 4], 0.25)` is `1.75`.
 */
export function quantile(values: readonly number[], p: number): number | null {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a quantile lies in [0, 1], not at ${p}`)
  return values.length === 0 ? null : quantileOf([...values], p)
}

/**
 * Robust standard deviation: median absolute deviation from `centre` (the median when left out) times 1.4826,
 * which makes it agree with the standard deviation of normal data. Half the values may be wild.
 * `robustSd([1, 2, 3, 4, 100])` is `1.4826`.
 */
export function robustSd(values: readonly number[], centre?: number): number | null {
  const around = centre ?? median(values)
  if (around === null) return null
  const spread = median(values.map((value) => Math.abs(value - around)))
  return spread === null ? null : 1.4826 * spread
}
