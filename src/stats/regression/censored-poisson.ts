import { sumOf } from '../../lib/sum.ts'
import { poissonCdf } from '../distributions/counts.ts'

/** So many days saw `units`; of a censored one only that demand was at least that. */
export interface CensoredDays {
  readonly units: number
  readonly days: number
  readonly isCensored: boolean
}

/**
 * Mean of a Poisson count of which some days are known from below only, by expectation maximisation (Dempster, Laird
 * and Rubin 1977): a day that sold its last `c` units stands for E(X | X >= c). Use it for sales of days that ended
 * without stock; the mean of sales alone is too low by what was never sold. Null without a day. Errors: below 1 % with
 * 35 % of the days short (tested).
 */
export function censoredPoissonMean(seen: readonly CensoredDays[]): number | null {
  const days = sumOf(seen, (row) => row.days)
  if (days === 0) return null
  let mean = sumOf(seen, (row) => row.units * row.days) / days
  for (let round = 0; round < 200; round++) {
    const next =
      sumOf(seen, (row) => row.days * (row.isCensored ? atLeast(row.units, mean) : row.units)) / days
    const moved = Math.abs(next - mean)
    mean = next
    if (moved < 1e-7 * (1 + mean)) break
  }
  return mean
}

/** E(X | X >= c) of a Poisson count: mean P(X >= c - 1) / P(X >= c). `atLeast(1, 1)` is `1.582`. */
export function atLeast(c: number, mean: number): number {
  const reaches = 1 - poissonCdf(c - 1, mean)
  // so far in the tail that only the next terms of the series count
  if (reaches < 1e-9) return c + mean / (c + 1)
  return (mean * (1 - poissonCdf(c - 2, mean))) / reaches
}
