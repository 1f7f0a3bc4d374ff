import jstat from 'jstat'

const { jStat } = jstat

/**
 * Standard normal distribution function P(Z <= z). The lower tail is jstat's through erfc; the upper one is its
 * mirror, so P(Z > z) for large z is `normalCdf(-z)`, never `1 - normalCdf(z)`, which is 0 from z = 8.3 on.
 * Beyond z = -5 the continued fraction of the Mills ratio takes over, because jstat loses digits there (1.8 % at -8).
 * `normalCdf(-1.959963984540054)` is `0.025`. Source: Abramowitz and Stegun 26.2.14.
 */
export function normalCdf(z: number): number {
  if (z > 0) return 1 - normalCdf(-z)
  return z > -5 ? jStat.normal.cdf(z, 0, 1) : farTail(-z)
}

function farTail(z: number): number {
  let fraction = z
  for (let term = 60; term >= 1; term--) fraction = z + term / fraction
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI) / fraction
}

/** Two-sided p-value of a z-score: 2 P(Z > |z|). `twoSidedP(1.959963984540054)` is `0.05`. */
export function twoSidedP(z: number): number {
  return Math.min(1, 2 * normalCdf(-Math.abs(z)))
}

/** The z with P(Z <= z) = p, for p in (0, 1); RangeError outside. `normalQuantile(0.9)` is `1.2815515655`. */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`a normal quantile needs p in (0, 1), not ${p}`)
  // Symmetric on purpose; one Newton step takes jstat's 2e-9 to rounding.
  const tail = Math.min(p, 1 - p)
  const rough = jStat.normal.inv(tail, 0, 1)
  const density = Math.exp(-0.5 * rough * rough) / Math.sqrt(2 * Math.PI)
  const z = density > 0 ? rough - (normalCdf(rough) - tail) / density : rough
  return p < 0.5 ? z : -z
}
