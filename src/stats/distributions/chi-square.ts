import jstat from 'jstat'
import { sum } from '../../lib/sum.ts'
import { normalCdf } from './normal.ts'

const { jStat } = jstat

/**
 * Upper tail of the chi-square distribution, P(X >= x), built up from the tails of one or two degrees of freedom, so
 * that it never is 1 minus something. `chiSquareUpperP(3.8414588207, 1)` is `0.05`. Source: Abramowitz and Stegun 26.4.
 *
 * @internal exported for the tests: its known values
 */
export function chiSquareUpperP(x: number, degrees: number): number {
  if (!(Number.isInteger(degrees) && degrees >= 1))
    throw new RangeError(`no chi-square tail for ${degrees} degrees of freedom`)
  if (!(x > 0)) return 1
  const isOdd = degrees % 2 === 1
  let tail = isOdd ? 2 * normalCdf(-Math.sqrt(x)) : Math.exp(-x / 2)
  for (let half = isOdd ? 0.5 : 1; 2 * half < degrees; half++)
    tail += Math.exp(half * Math.log(x / 2) - x / 2 - jStat.gammaln(half + 1))
  return Math.min(1, tail)
}

/**
 * Sample-ratio check: Pearson's chi-square of the units found in each arm against the split that was planned, equal
 * when left out. A p-value below 0.001 says that the arms were not filled as planned, so nothing in them can be
 * compared. `sampleRatioP([10000, 10500])` is `0.000479` (GrowthBook's gbstats 0.8).
 */
export function sampleRatioP(
  units: readonly number[],
  weights: readonly number[] = units.map(() => 1),
): number {
  const all = sum(units)
  const whole = sum(weights)
  if (all === 0 || units.length < 2) return 1
  const x = units.reduce((so, found, arm) => {
    const planned = ((weights[arm] ?? 0) / whole) * all
    return planned > 0 ? so + (found - planned) ** 2 / planned : so
  }, 0)
  return chiSquareUpperP(x, units.length - 1)
}
