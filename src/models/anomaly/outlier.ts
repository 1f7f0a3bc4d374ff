import { robustSd } from '../../stats/describe.ts'

/** so many standard deviations are no ordinary scatter: about one ordinary week in twenty lies further out */
const NOTABLE = 2
const MIN_PAST = 4

/**
 * Whether a change is more than such changes scatter about none: at least 2 robust standard deviations (1.4826 times the
 * median absolute change) of the past ones. Null with fewer than four of these. `isOutlier(-0.1, [0.02, -0.03, 0.01,
 * 0.02])` is true: they scatter by .03.
 */
export function isOutlier(change: number, past: readonly number[]): boolean | null {
  const scatter = past.length < MIN_PAST ? null : robustSd(past, 0)
  if (scatter === null) return null
  return change !== 0 && Math.abs(change) >= NOTABLE * scatter
}
