import type { Counts } from './grid.ts'
import { type DayLevel, HALF_LIFE_HOURS, levelFrom, runningSums } from './level.ts'
import { type Side, surprise } from './surprise.ts'

const MINUTES = [15, 30, 60, 120, 180]

/** Lengths in intervals of the windows that end with an interval; the day so far is one more. */
export function windowLengths(slotsADay: number): readonly number[] {
  const minutes = 1440 / slotsADay
  return [...new Set(MINUTES.map((length) => Math.max(1, Math.round(length / minutes))))]
}

/** What was found and expected of one window, and how it is judged. */
export interface Window {
  /** its first interval */
  readonly from: number
  readonly count: number
  readonly expected: number
  /** relative variance of what is expected, beyond chance */
  readonly beyond: number
}

/** Sums up to each interval, so that any window is a difference. */
export interface Sums {
  readonly counts: Float64Array
  readonly shape: Float64Array
  /** of what is forgotten: events found and expected before each interval */
  readonly found: Float64Array
  readonly due: Float64Array
}

export function sumsOf(counts: Counts, expected: Float64Array, slotsADay: number): Sums {
  const [upTo, shape] = [new Float64Array(expected.length + 1), new Float64Array(expected.length + 1)]
  for (let at = 0; at < expected.length; at++) {
    const count = counts[at] ?? Number.NaN
    const isKnown = !Number.isNaN(count)
    upTo[at + 1] = (upTo[at] ?? 0) + (isKnown ? count : 0)
    shape[at + 1] = (shape[at] ?? 0) + (isKnown ? (expected[at] ?? 0) : 0)
  }
  const keep = 0.5 ** (24 / (HALF_LIFE_HOURS * slotsADay))
  return { counts: upTo, shape, ...runningSums(counts, expected, keep) }
}

/** Judged by the level that was known before the window began. */
export function windowAt(
  { counts, shape, found, due }: Sums,
  {
    from,
    to,
    level,
    own,
  }: { readonly from: number; readonly to: number; readonly level: DayLevel; readonly own: number },
): Window {
  const before = levelFrom(level, found[from] ?? 0, due[from] ?? 0)
  return {
    from,
    count: (counts[to + 1] ?? 0) - (counts[from] ?? 0),
    expected: before.mean * ((shape[to + 1] ?? 0) - (shape[from] ?? 0)),
    beyond: before.variance + own,
  }
}

/** The first intervals of the windows that end with `at`: those of fixed length within reach, and the day so far. */
export function startsAt(at: number, dayFrom: number, lengths: readonly number[]): readonly number[] {
  const starts = lengths.map((length) => at - length + 1)
  return [...starts, Math.min(dayFrom, at)].map((start) => Math.max(0, start))
}

export function surpriseOf(side: Side, { count, expected, beyond }: Window): number {
  return surprise(side, count, expected, beyond)
}
