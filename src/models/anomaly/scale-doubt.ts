import { sum } from '../../lib/sum.ts'
import { type Baseline, dayNumber, type KpiDay, type KpiUnit, weekdayIndex } from './baseline.ts'
import { quickScore } from './limits.ts'

/** How far the scatter that a day is judged by can be trusted. */
export interface ScaleDoubt {
  /** degrees of freedom of the scatter */
  readonly degrees: number
  /** by how much this weekday scatters more than others, at least 1 */
  readonly width: number
}

/** days' worth of what is known of any KPI's scatter */
const PRIOR_DEGREES = 28
/** where all is chance the scale is known */
const MANY = 1e6
/** days' worth of belief that a weekday scatters as any other */
const PRIOR_DAYS = 12
/** one day's square counts no more than this */
const MAX_SQUARE = 9
/** days of the window before the level is known well enough */
const SETTLING_DAYS = 7

/**
 * Degrees of freedom by Satterthwaite's rule for a known and an estimated variance: what chance alone does is known, what
 * days differ beyond it comes from the ordinary days, so 84 days of money have 112, 14 have 42, and a rate that scatters by
 * chance alone has many. The width is that of the weekday's own days (the Sundays of a wholesaler), their widest left
 * out: it may be what went wrong before.
 */
export function scaleDoubt(
  unit: KpiUnit,
  asked: {
    readonly base: Baseline
    readonly scatter: number
    readonly today: KpiDay
    readonly expected: number
    /** of the value, as `deviationOf` has it */
    readonly sd: number
    readonly limit: number
  },
): ScaleDoubt {
  const { base, scatter, today, expected, sd, limit } = asked
  const known = chanceOf(unit, expected) / today.over
  const estimated = sd > 0 ? Math.max(0, 1 - known / sd ** 2) : 0
  const degrees = (PRIOR_DEGREES + base.clean.length) / Math.max(estimated ** 2, 1e-9)
  const weekday = weekdayIndex(dayNumber(today.day))
  const squares = base.seen
    .filter(({ number }, i) => i >= SETTLING_DAYS && weekdayIndex(number) === weekday)
    .map((point) => quickScore(unit, { base, scatter, today: point, expected: point.expected, limit }))
    .map((score) => Math.min(MAX_SQUARE, score ** 2))
    .sort((a, b) => a - b)
    .slice(0, -1)
  // chance alone makes half of all weekdays wider than the rest: only what is beyond it counts
  const chance = Math.sqrt(2 * squares.length)
  const scale = (PRIOR_DAYS + sum(squares) - chance) / (PRIOR_DAYS + squares.length)
  return { degrees: Math.min(MANY, degrees), width: Math.sqrt(Math.max(1, scale)) }
}

/**
 * The limit that is passed by chance as often as so many deviations of a known scale. Source: Wallace 1959, the t of a
 * normal score to three digits. `inDoubt(3.5, { degrees: 14, width: 1 })` is `4.54`.
 */
export function inDoubt(limit: number, { degrees, width }: ScaleDoubt): number {
  return width * Math.sqrt(degrees * Math.expm1((limit / bend(degrees)) ** 2 / degrees))
}

/** Back: the deviations of a known scale that are as rare. */
export function asKnown(score: number, { degrees, width }: ScaleDoubt): number {
  return Math.sign(score) * bend(degrees) * Math.sqrt(degrees * Math.log1p((score / width) ** 2 / degrees))
}

function bend(degrees: number): number {
  return (8 * degrees + 1) / (8 * degrees + 3)
}

/** Variance of one try by chance alone; money has none that is known. */
function chanceOf(unit: KpiUnit, expected: number): number {
  if (unit === 'count') return expected
  return unit === 'rate' && expected < 1 ? expected * (1 - expected) : 0
}
