import { mean, quantile } from '../../stats/describe.ts'
import type { Rest } from './pace.ts'

const WEEK = 7
const MONTH = 28
/** fewer earlier stretches say too little of how far off the next may be */
const NEED = 8
/** of so many months the mean deviation is believed by half */
const SHRINK = 6
const MOST = 104
/** how fast the level learns */
const STEP = 0.03

/**
 * The sum over the days left of a period, with its 80 % interval. Half of it is the forecast's, half is the last four weeks
 * going on by weekday (special days as forecast), moved by what the same days of earlier months brought more or less. The
 * interval is that of going on over earlier stretches of the same length, a week apart for two years: logarithms of what
 * came over what was guessed. How much of them it leaves out is learned from how often it held (`levelOf`); stretches
 * overlap, so it is widened as if there were only as many as fit side by side. `bench/pace` measures all of it. `values` are
 * days, NaN where unknown; `special` tells which of them, and of those ahead, are campaigns. Null with fewer than 8 stretches.
 */
export function restOf({
  values,
  ahead,
  special,
  sameDay,
}: {
  readonly values: ArrayLike<number>
  readonly ahead: readonly { readonly expected: number }[]
  readonly special: (i: number) => boolean
  /** places of the same day of earlier months: what begins or ends a month is often its own */
  readonly sameDay: readonly number[]
}): Rest | null {
  const length = values.length
  const days = ahead.length
  const usual = weekdaysUpTo(values, length, special)
  const goingOn = ahead.reduce(
    (sum, day, h) =>
      sum + (special(length + h) ? day.expected : (usual[(length + h) % WEEK] ?? day.expected)),
    0,
  )
  const expected = (goingOn + ahead.reduce((sum, day) => sum + day.expected, 0)) / 2
  const floor = Math.max(1e-9, (0.25 * expected) / Math.max(1, days))
  const errorAt = (end: number) => errorFrom(values, { end, days, special, floor })
  const weekly: number[] = []
  for (let end = length - days; end >= MONTH && weekly.length < MOST; end -= WEEK) {
    const error = errorAt(end)
    if (error !== null) weekly.push(error)
  }
  if (weekly.length < NEED) return null
  const monthly = sameDay
    .filter((end) => end >= MONTH && end + days <= length)
    .flatMap((end) => errorAt(end) ?? [])
  const phase = ((mean(monthly) ?? 0) * monthly.length) / (monthly.length + SHRINK)
  const about = mean(weekly) ?? 0
  const independent = Math.max(2, (weekly.length * WEEK) / Math.max(WEEK, days))
  const wider = 1 + 4 / independent
  const level = levelOf(weekly.toReversed())
  const at = (p: number) => expected * Math.exp(phase + wider * ((quantile(weekly, p) ?? 0) - about))
  const middle = expected * Math.exp(phase)
  return {
    expected: middle,
    median: middle,
    low: Math.min(middle, at(level)),
    high: Math.max(middle, at(1 - level)),
  }
}

/**
 * The share of earlier errors that is left out at each end, so that what came next was within as often as is told: in the
 * order of time it is made smaller after a miss and larger after a hit (adaptive conformal inference, Gibbs and Candes 2021).
 */
function levelOf(errors: readonly number[]): number {
  let level = 0.1
  for (let t = NEED; t < errors.length; t++) {
    const before = errors.slice(0, t)
    const error = errors[t] ?? 0
    const isHeld = error >= (quantile(before, level) ?? 0) && error <= (quantile(before, 1 - level) ?? 0)
    level = Math.min(0.1, Math.max(0.002, level + (STEP / 2) * (isHeld ? 0.2 : -0.8)))
  }
  return level
}

/** What each weekday brought on the mean of the last four weeks before a place, special days left out. */
function weekdaysUpTo(
  values: ArrayLike<number>,
  end: number,
  special: (i: number) => boolean,
): (number | null)[] {
  const [sums, counts] = [new Float64Array(WEEK), new Float64Array(WEEK)]
  for (let i = Math.max(0, end - MONTH); i < end; i++) {
    const value = values[i] ?? Number.NaN
    if (Number.isNaN(value) || special(i)) continue
    const at = i % WEEK
    sums[at] = (sums[at] ?? 0) + value
    counts[at] = (counts[at] ?? 0) + 1
  }
  return Array.from(sums, (sum, i) => (counts[i] ? sum / (counts[i] ?? 1) : null))
}

function errorFrom(
  values: ArrayLike<number>,
  given: {
    readonly end: number
    readonly days: number
    readonly special: (i: number) => boolean
    readonly floor: number
  },
): number | null {
  const { end, days, special, floor } = given
  const usual = weekdaysUpTo(values, end, special)
  let [came, guessed, counted] = [0, 0, 0]
  for (let i = end; i < end + days; i++) {
    const [value, guess] = [values[i] ?? Number.NaN, usual[i % WEEK] ?? null]
    if (Number.isNaN(value) || special(i) || guess === null) continue
    came += value
    guessed += guess
    counted++
  }
  if (counted < days / 2) return null
  return Math.log((came + floor * counted) / (guessed + floor * counted))
}
