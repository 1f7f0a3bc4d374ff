import { median } from '../../stats/describe.ts'
import { type Baseline, expectedOn } from './baseline.ts'
import type { Drift } from './kpi-drift.ts'
import { distance } from './limits.ts'

/**
 * Has the KPI only come back? A level that followed a trouble down meets the recovery as a rise, and the other way round:
 * that is no news. All is measured from the level of the weeks before the trouble.
 */

/** standard deviations: nearer than this to the earlier level, a day has only come back */
const NEAR = 2
/** seen from the earlier level, a drift that is less than this part of itself is a way back */
const HALF = 0.5
/** of a drift's size must still be there at its end: days without it in a run of few pull the run down as well */
const STILL = 0.8

/** Of a day outside its limits by `score`. */
export function isBackAtEarlier({
  unit,
  score,
  ...rest
}: Omit<Parameters<typeof distance>[1], 'expected'> & {
  readonly unit: Parameters<typeof distance>[0]
  readonly score: number
}): boolean {
  const expected = expectedOn({ ...rest.base, level: earlierLevel(rest.base) }, rest.today.day)
  return distance(unit, { ...rest, expected }).z * Math.sign(score) < NEAR
}

/** Of several days: a way back to the earlier level, or over by now. */
export function isDriftBack(base: Baseline, { level, change, lately }: Drift): boolean {
  const earlier = earlierLevel(base)
  const fromEarlier = earlier > 0 ? ((1 + change) * level) / earlier - 1 : change
  const size = Math.abs(change)
  return (
    fromEarlier * Math.sign(change) < HALF * size ||
    // the last days, seen from the level before the run
    lately * Math.sign(change) < STILL * size
  )
}

/** The middle of the deseasonalised ordinary days of the window: what a passing trouble does not move. */
function earlierLevel({ clean }: Baseline): number {
  const levels = clean.map((point) => point.of / (point.over * (point.shape || 1)))
  return median(levels) ?? 0
}
