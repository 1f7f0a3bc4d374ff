import { negativeBinomialCdf } from '../../stats/distributions/counts.ts'
import { normalCdf } from '../../stats/distributions/normal.ts'
import { skewedScore } from '../anomaly/limits.ts'

export type Side = 'down' | 'up'

const EXACT_BELOW = 40
/** nearer than this no exact tail is summed: it cannot be an alarm */
const NEAR = 2
const MOST = 300

/**
 * How surprising a count is: -ln of the chance of one so far out on that side, negative binomial (Poisson where the
 * relative variance beyond chance is 0). Exact below 40 expected, above by a power that makes it nearly normal.
 * None where 10 are expected: `surprise('down', 0, 10, 0)` is `10`.
 */
export function surprise(side: Side, count: number, mean: number, beyond: number): number {
  if (!(mean > 0)) return 0
  const sd = Math.sqrt(1 / mean + beyond)
  const score = skewedScore(count / mean, sd, 1 / mean / sd ** 2)
  const out = side === 'down' ? -score : score
  if (out < NEAR) return out < 0 ? 0 : -Math.log(normalCdf(-out))
  if (mean >= EXACT_BELOW) return Math.min(MOST, -Math.log(normalCdf(-out)))
  const moments = { mean, variance: mean + beyond * mean ** 2 }
  const tail =
    side === 'down' ? negativeBinomialCdf(count, moments) : 1 - negativeBinomialCdf(count - 1, moments)
  return Math.min(MOST, -Math.log(Math.max(tail, 1e-15)))
}
