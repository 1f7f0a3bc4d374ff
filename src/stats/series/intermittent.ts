import { sum } from '../../lib/sum.ts'

/**
 * Forecasts of demand that comes now and then, in units a period. All three smooth exponentially; null when the series
 * never sold.
 */

/**
 * Croston's method (1972): size and interval of demands are smoothed by `alpha` each, and divided; both start with the
 * first seen, as R's `forecast::croston` has it. Biased upward by about alpha / 2. `croston([0, 0, 3, 0, 0, 0, 2, 0, 5,
 * 0, 0, 1, 0, 0, 0, 4, 0, 2, 0, 0], 0.1)` is R's `0.975016`.
 */
export function croston(series: readonly number[], alpha: number): number | null {
  let size: number | null = null
  let interval = 0
  let since = 0
  for (const units of series) {
    since++
    if (units <= 0) continue
    interval = size === null ? since : interval + alpha * (since - interval)
    size = size === null ? units : size + alpha * (units - size)
    since = 0
  }
  return size === null ? null : size / interval
}

/** Syntetos-Boylan approximation (2005): Croston's method less its bias, (1 - alpha / 2) of it. */
export function syntetosBoylan(series: readonly number[], alpha: number): number | null {
  const biased = croston(series, alpha)
  return biased === null ? null : (1 - alpha / 2) * biased
}

/**
 * Teunter-Syntetos-Babai (2011): the chance of a demand is smoothed in every period, so that it decays while nothing
 * sells and the forecast of a dying item goes to 0; Croston's stands still. `size` and `chance` are the two smoothing
 * constants. The chance starts with the share of periods that sold, the size with the mean size of a sale.
 */
export function teunterSyntetosBabai(
  series: readonly number[],
  smoothing: { readonly size: number; readonly chance: number },
): number | null {
  const sold = series.filter((units) => units > 0)
  if (sold.length === 0) return null
  let chance = sold.length / series.length
  let size = sum(sold) / sold.length
  for (const units of series) {
    chance += smoothing.chance * ((units > 0 ? 1 : 0) - chance)
    if (units > 0) size += smoothing.size * (units - size)
  }
  return chance * size
}
