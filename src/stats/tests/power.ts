import { normalQuantile } from '../distributions/normal.ts'

/** What an experiment of two arms is to find, and how surely. */
export interface Power {
  /** mean of the control: a share, or an amount a unit */
  readonly base: number
  /** of one unit; null for a share, whose spread follows from its mean */
  readonly sd: number | null
  /** chance of seeing an effect where there is none, both sides */
  readonly alpha: number
  /** chance of seeing the effect where it is there */
  readonly power: number
}

/**
 * Units each arm needs to see a relative `lift`. A share as R's `power.prop.test`: 5 % against 5.5 % needs 31,234 an arm
 * for power 0.8. Infinity when there is no lift to see.
 */
export function unitsPerArm(asked: Power, lift: number): number {
  const { base, sd, alpha, power } = asked
  const other = base * (1 + lift)
  const [a, b] = sd === null ? [base * (1 - base), other * (1 - other)] : [sd ** 2, sd ** 2]
  const pooled = sd === null ? ((base + other) / 2) * (1 - (base + other) / 2) : sd ** 2
  const scores =
    normalQuantile(1 - alpha / 2) * Math.sqrt(2 * pooled) + normalQuantile(power) * Math.sqrt(a + b)
  return (scores / (other - base)) ** 2
}

/**
 * Minimum detectable effect: the smallest relative rise that `units` an arm show with the power asked, or null when
 * even the largest possible one is not shown. By halving, as the spread of a share moves with the effect.
 */
export function detectableLift(asked: Power, units: number): number | null {
  const { base, sd } = asked
  let [low, high] = [0, sd === null ? (1 - base) / base : 1e6]
  if (!(units >= 2) || unitsPerArm(asked, high) > units) return null
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2
    if (unitsPerArm(asked, middle) > units) low = middle
    else high = middle
  }
  return high
}
