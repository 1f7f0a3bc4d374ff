import { normalQuantile } from '../distributions/normal.ts'

/**
 * Minimal detectable difference of two proportions: what a two-sided test at 5 % finds with 80 % power when the usual
 * rate is `rate`: (z_.975 + z_.8) sqrt(p (1 - p) (1 / n + 1 / m)). Infinite with an empty side. With a rate of 5 %, 9,000
 * contacted and 1,000 held out it is 0.0204.
 */
export function detectableDifference(rate: number, treated: number, control: number): number {
  const z = normalQuantile(0.975) + normalQuantile(0.8)
  return z * Math.sqrt(rate * (1 - rate) * (1 / treated + 1 / control))
}
