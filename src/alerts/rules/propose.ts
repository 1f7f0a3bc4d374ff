import type { Day } from '../../lib/days.ts'
import type { Preview, Rule } from '../../models/anomaly/rule-preview.ts'

/** A day of which the rule spoke, and whether people found that worth hearing. */
export interface RatedDay {
  readonly day: Day
  readonly isUseful: boolean
}

const MIN_RATED = 4
const MIN_PRECISION = 0.5
const MAX_DEVIATIONS = 20
/** beyond the farthest noise, where nothing was useful: a tenth of it */
const FARTHER = 0.1

/** Whether so much of what a rule said was noise that another limit is worth proposing. */
export function isPoor(rated: readonly RatedDay[]): boolean {
  const useful = rated.filter(({ isUseful }) => isUseful).length
  return rated.length >= MIN_RATED && useful < MIN_PRECISION * rated.length
}

/**
 * A limit that would have kept all that was useful and the least of the rest: between the nearest useful day and the
 * farthest noise before it. `fired` are the days of the rule as it is. Null where all noise lies beyond something useful:
 * then no limit tells them apart.
 */
export function proposeLimit(limit: Rule, fired: Preview['fired'], rated: readonly RatedDay[]): Rule | null {
  const farOf = (day: Day) => {
    const found = fired.find((one) => one.day === day)
    return found ? distanceOf(limit, found) : null
  }
  const far = (isUseful: boolean) =>
    rated.flatMap((one) => (one.isUseful === isUseful ? [farOf(one.day)].filter((d) => d !== null) : []))
  const nearest = Math.min(...far(true))
  const dropped = far(false).filter((distance) => distance < nearest)
  if (dropped.length === 0) return null
  const farthest = Math.max(...dropped)
  const to = Number.isFinite(nearest) ? (farthest + nearest) / 2 : farthest + FARTHER * Math.abs(farthest)
  const rounded = between(to, farthest, nearest)
  if (limit.kind !== 'unusual')
    return { kind: limit.kind, value: limit.kind === 'below' ? -rounded : rounded }
  return rounded > MAX_DEVIATIONS ? null : { ...limit, deviations: rounded }
}

/** How far out a day lies, whatever the direction: more is farther. */
function distanceOf({ kind }: Rule, { value, finding }: Preview['fired'][number]): number | null {
  if (kind === 'unusual') return finding ? Math.abs(finding.score) : null
  return kind === 'below' ? -value : value
}

/** With as few digits as keep it beyond the noise and before what is useful. */
function between(value: number, farthest: number, nearest: number): number {
  for (const digits of [2, 3, 4, 5]) {
    const rounded = Number(value.toPrecision(digits))
    if (rounded > farthest && rounded < nearest) return rounded
  }
  return value
}
