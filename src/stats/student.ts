import jstat from 'jstat'

const { jStat } = jstat

/**
 * The t with P(T <= t) = p of Student's distribution, for p in (0, 1) and degrees of freedom >= 1.
 * `studentQuantile(0.975, 10)` is `2.2281388520`.
 */
export function studentQuantile(p: number, degrees: number): number {
  if (!(p > 0 && p < 1 && degrees > 0))
    throw new RangeError(`no Student quantile for p = ${p} and ${degrees} degrees of freedom`)
  return jStat.studentt.inv(p, degrees)
}
