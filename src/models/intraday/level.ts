import type { Counts, Grid } from './grid.ts'

/** What the intervals before one tell of today's level: a gamma distribution with this many events behind it. */
export interface Level {
  readonly mean: number
  /** relative variance: 1 / events it is known from */
  readonly variance: number
}

/** What is known of a level before the day: that of the days before, and how far days lie from it. */
export interface DayLevel {
  /** of the shape, over the days before */
  readonly mean: number
  /** relative variance from day to day beyond chance */
  readonly variance: number
}

/** 6 h until half of what an hour told is forgotten */
export const HALF_LIFE_HOURS = 6
const DAYS_HALF_LIFE = 5
const PRIOR_EVENTS = 20
const MIN_VARIANCE = 0.002

/** a burst must not make what follows it look like a fall: so much of it counts for the level */
export function countForLevel(count: number, expected: number): number {
  return Math.min(count, 1.6 * expected + 5)
}

/** By intervals: events found and expected before each, older ones forgotten. */
export function runningSums(
  counts: Counts,
  expected: Float64Array,
  keep: number,
): { readonly found: Float64Array; readonly due: Float64Array } {
  const [found, due] = [new Float64Array(expected.length + 1), new Float64Array(expected.length + 1)]
  for (let at = 0; at < expected.length; at++) {
    const count = counts[at] ?? Number.NaN
    const isKnown = !Number.isNaN(count)
    found[at + 1] = keep * ((found[at] ?? 0) + (isKnown ? countForLevel(count, expected[at] ?? 0) : 0))
    due[at + 1] = keep * ((due[at] ?? 0) + (isKnown ? (expected[at] ?? 0) : 0))
  }
  return { found, due }
}

/** The level before each day that the shape covers, from the days before it alone, and of the day that comes next. */
export function dayLevels(
  counts: Counts,
  expected: Float64Array,
  { day, isNamed }: Grid,
): { readonly byDay: ReadonlyMap<number, number>; readonly next: DayLevel } {
  const totals = new Map<number, { found: number; due: number; isNamed: boolean }>()
  for (let at = 0; at < expected.length; at++) {
    const count = counts[at] ?? Number.NaN
    if (Number.isNaN(count)) continue
    const one = totals.get(day[at] ?? 0) ?? { found: 0, due: 0, isNamed: isNamed[at] === 1 }
    one.found += count
    one.due += expected[at] ?? 0
    totals.set(day[at] ?? 0, one)
  }
  const keep = 0.5 ** (1 / DAYS_HALF_LIFE)
  let [found, due] = [0, 0]
  const byDay = new Map<number, number>()
  const beyond: number[] = []
  for (const [one, total] of totals) {
    const level = (found + PRIOR_EVENTS) / (due + PRIOR_EVENTS)
    byDay.set(one, level)
    if (total.isNamed) continue
    const mean = level * total.due
    if (mean > 1) beyond.push(((total.found - mean) ** 2 - mean) / mean ** 2)
    found = keep * (found + total.found)
    due = keep * (due + total.due)
  }
  const variance = Math.max(MIN_VARIANCE, trimmedMean(beyond))
  return { byDay, next: { mean: (found + PRIOR_EVENTS) / (due + PRIOR_EVENTS), variance } }
}

/** Today's level by the days before and by what was found of today, both as events. */
export function levelFrom({ mean, variance }: DayLevel, found: number, due: number): Level {
  const shape = 1 / variance
  return { mean: (shape * mean + mean * found) / (shape + mean * due), variance: 1 / (shape + found) }
}

/** Without the tenth that lies farthest out: past incidents must not widen what is expected. */
function trimmedMean(values: readonly number[]): number {
  const kept = values.toSorted((a, b) => a - b).slice(0, Math.ceil(0.9 * values.length))
  return kept.reduce((sum, value) => sum + value, 0) / Math.max(1, kept.length)
}
