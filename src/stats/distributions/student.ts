import jstat from 'jstat'
import { normalCdf, normalQuantile, twoSidedP } from './normal.ts'

const { jStat } = jstat
/** From here on Hill's expansion is exact to 1e-12, where jstat's continued fraction begins to end too early. */
const MANY = 200

/**
 * The t with P(T <= t) = p of Student's distribution, for p in (0, 1) and degrees of freedom >= 1.
 * `studentQuantile(0.975, 10)` is `2.2281388520`.
 */
export function studentQuantile(p: number, degrees: number): number {
  if (!(p > 0 && p < 1 && degrees > 0))
    throw new RangeError(`no Student quantile for p = ${p} and ${degrees} degrees of freedom`)
  if (degrees <= MANY) return jStat.studentt.inv(p, degrees)
  const tail = Math.min(p, 1 - p)
  const t = -expanded(normalQuantile(tail), degrees)
  return p < 0.5 ? -t : t
}

/**
 * Two-sided p-value of a t: P(|T| >= |t|), from the tail itself, so that it stays right where 1 - P(T <= t) is 0.
 * `studentTwoSidedP(2.2281388520, 10)` is `0.05`. Source: Hill 1970, algorithm 395, for many degrees of freedom.
 */
export function studentTwoSidedP(t: number, degrees: number): number {
  if (!(degrees > 0)) throw new RangeError(`no Student p-value for ${degrees} degrees of freedom`)
  if (degrees > MANY) return twoSidedP(asNormal(t, degrees))
  return jStat.ibeta(degrees / (degrees + t * t), degrees / 2, 0.5)
}

/** P(T >= t): the one-sided p-value of "greater". `studentUpperP(1.8124611228, 10)` is `0.05`. */
export function studentUpperP(t: number, degrees: number): number {
  if (degrees > MANY) return normalCdf(-Math.sign(t) * asNormal(t, degrees))
  const tail = studentTwoSidedP(t, degrees) / 2
  return t >= 0 ? tail : 1 - tail
}

/**
 * The normal score with the same tail as a t, of its sign: what is 3 standard deviations of a known spread is a t of 4.1 on
 * 10 degrees. `studentNormalScore(2.2281388520, 10)` is `1.95996`. Finite for any finite t.
 */
export function studentNormalScore(t: number, degrees: number): number {
  return Math.sign(t) * -normalQuantile(Math.max(1e-300, studentTwoSidedP(t, degrees) / 2))
}

/** Hill's normalising transformation of |t|. */
function asNormal(t: number, degrees: number): number {
  const a = degrees - 0.5
  const b = 48 * a * a
  const y = a * Math.log1p((t * t) / degrees)
  const bend = ((((-0.4 * y - 3.3) * y - 24) * y - 85.5) / (0.8 * y * y + 100 + b) + y + 3) / b
  return (bend + 1) * Math.sqrt(y)
}

/** Cornish and Fisher's expansion of a t about the normal quantile, to the fourth order (Abramowitz and Stegun 26.7.5). */
function expanded(z: number, degrees: number): number {
  const s = z * z
  const terms = [
    (s + 1) / 4,
    ((5 * s + 16) * s + 3) / 96,
    (((3 * s + 19) * s + 17) * s - 15) / 384,
    ((((79 * s + 776) * s + 1482) * s - 1920) * s - 945) / 92_160,
  ]
  return z * terms.reduce((sum, term, i) => sum + term / degrees ** (i + 1), 1)
}
