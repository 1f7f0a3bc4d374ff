import type { Day } from '../../lib/days.ts'
import { sum } from '../../lib/sum.ts'
import { cusum } from '../../stats/series/cusum.ts'
import type { Calendar } from '../calendar/calendar.ts'
import { limitAt } from './alarm-limit.ts'
import type { Baseline, KpiDay, KpiUnit } from './baseline.ts'
import { isNextTo, namedNumbers } from './holiday-bands.ts'
import { deviationOf, quickScore, skewedScore } from './limits.ts'

/** A shift too small for any one day to show. */
export interface Drift {
  readonly direction: 'up' | 'down'
  /** its first day */
  readonly since: Day
  /** standard deviations of the run as a whole */
  readonly score: number
  /** relative, over the run: -0.2 is a fifth less than expected */
  readonly change: number
  /** before its first day */
  readonly level: number
  /** the same of its last day or two, whichever is nearer to nothing: is it still so? */
  readonly lately: number
}

/** days over which a shift is looked for against the level before them */
const WIDTHS = [2, 3, 5, 10] as const
/** as a single day: chosen with it on seeds 101, 202, 7001 and 7002 of the acceptance generator */
const WIDTH_LIMIT = 3.52
/** for what creeps longer than the widest; speaks once in about 19,000 quiet days a side */
const CREEP = { slack: 0.5, limit: 8, most: 4 }
/** days of the window before the level is known well enough */
const SETTLING_DAYS = 14
const MIN_DAYS = 30
/** one day's square counts no more than this in the spread of past windows */
const MAX_SQUARE = 9
/** windows' worth of belief that they scatter by chance alone */
const PRIOR_WINDOWS = 2

/**
 * Is there a shift over several days? Two charts over the last 84 ordinary days and today: the sum of the last 2, 3, 5
 * and 10 days against the level frozen before them (a window-limited generalised likelihood ratio, Willsky and Jones
 * 1976), each standardised by how such sums scattered before, so that a level that always wanders is no news; and a
 * two-sided CUSUM of the gaps from day to day, for a creep that is longer. Days that were themselves outside, and those
 * beside a named day, are passed over. Null when there is no shift, or with fewer than 30 days to compare with.
 */
export function driftOf(asked: {
  readonly unit: KpiUnit
  readonly base: Baseline
  readonly scatter: number
  readonly today: KpiDay
  readonly ordinary: number
  /** of today */
  readonly score: number
  readonly calendar: Calendar
  /** what a day was asked to be beyond, where it was asked more than usual: so is a drift */
  readonly limit: number | undefined
}): Drift | null {
  const { unit, base, scatter, today, ordinary, score, calendar, limit = 0 } = asked
  const named = namedNumbers(calendar)
  const past = base.seen.filter(
    ({ isLearnt, number }, i) => i >= SETTLING_DAYS && isLearnt && !isNextTo(number, named),
  )
  if (past.length < MIN_DAYS) return null
  const days = [...past, { ...today, level: base.level, shape: ordinary / base.level, expected: ordinary }]
  const scores = past.map((point) =>
    quickScore(unit, { base, scatter, today: point, expected: point.expected, limit: CREEP.most }),
  )
  scores.push(score)
  const sums = sumsOf(
    days,
    days.map((day) => deviationOf(unit, { base, scatter, today: day, expected: day.expected })),
  )
  const memory = memoryOf(scores)
  const shift = WIDTHS.map((width) => shiftOver(width, days, { sums, memory })).reduce((a, b) =>
    Math.abs(b.score) > Math.abs(a.score) ? b : a,
  )
  if (Math.abs(shift.score) > Math.max(limit, limitAt(WIDTH_LIMIT, shift.sd)))
    return driftFrom(shift.from, shift, { days, sums })
  // the chart's limit holds for independent days: what remembers is given the room of its longer runs
  const room = Math.sqrt(widening(WIDTHS[WIDTHS.length - 1] ?? 1, memory))
  const run = cusum(
    scores.map((z) => z / room),
    CREEP,
  )
  if (!run) return null
  const { gap, change } = between(run.since, days.length, days, sums)
  if (Math.abs(gap) < limit) return null
  return { ...driftFrom(run.since, { score: gap, change }, { days, sums }), direction: run.direction }
}

function driftFrom(
  from: number,
  { score, change }: { readonly score: number; readonly change: number },
  { days, sums }: { readonly days: readonly LevelDay[]; readonly sums: Sums },
): Drift {
  const level = days[from]?.level ?? 0
  const end = days.length
  const last = [1, 2].map((count) => {
    const usual = level * ((sums.base[end] ?? 0) - (sums.base[end - count] ?? 0))
    return usual > 0 ? ((sums.found[end] ?? 0) - (sums.found[end - count] ?? 0)) / usual - 1 : change
  })
  return {
    direction: score > 0 ? 'up' : 'down',
    since: days[from]?.day ?? '',
    score,
    change,
    level,
    lately: change > 0 ? Math.min(...last) : Math.max(...last),
  }
}

type LevelDay = KpiDay & { readonly level: number; readonly shape: number; readonly expected: number }

/** Running sums, the first is 0: of what was found, of the base in weekday terms, and of variances. */
interface Sums {
  readonly found: Float64Array
  readonly base: Float64Array
  readonly variance: Float64Array
}

function sumsOf(days: readonly LevelDay[], deviations: readonly number[]): Sums {
  const [found, base, variance] = [0, 1, 2].map(() => new Float64Array(days.length + 1)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  for (const [i, { of, over, shape }] of days.entries()) {
    const sd = over * (deviations[i] ?? 0)
    found[i + 1] = (found[i] ?? 0) + of
    base[i + 1] = (base[i] ?? 0) + over * shape
    variance[i + 1] = (variance[i] ?? 0) + sd * sd
  }
  return { found, base, variance }
}

/** The days from one to before another, against the level before the first. */
function between(from: number, to: number, days: readonly LevelDay[], { found, base, variance }: Sums) {
  const usual = (days[from]?.level ?? 0) * ((base[to] ?? 0) - (base[from] ?? 0))
  const gap = (found[to] ?? 0) - (found[from] ?? 0) - usual
  const spread = Math.sqrt(Math.max((variance[to] ?? 0) - (variance[from] ?? 0), 1e-12))
  return { usual, spread, gap: gap / spread, change: usual > 0 ? gap / usual : 0 }
}

function shiftOver(
  width: number,
  days: readonly LevelDay[],
  { sums, memory }: { readonly sums: Sums; readonly memory: number },
) {
  const from = days.length - width
  let squares = 0
  for (let to = width; to < days.length; to++)
    squares += Math.min(MAX_SQUARE, between(to - width, to, days, sums).gap ** 2)
  const windows = from / width
  const seen = (squares / width + PRIOR_WINDOWS) / (windows + PRIOR_WINDOWS)
  const spread = Math.sqrt(Math.max(1, seen, widening(width, memory)))
  const { usual, spread: own, gap, change } = between(from, days.length, days, sums)
  const sd = usual > 0 ? (own * spread) / usual : 0
  const score = usual > 0 ? skewedScore(1 + change, sd, usual / (own * spread) ** 2) : gap / spread
  return { score, change, from, sd }
}

/**
 * Lag-one autocorrelation of the scores of the days before today, 0 unless it is beyond chance (two standard errors). A
 * stock, as what is out of stock, is today mostly what it was yesterday: a week of gaps is then one gap, not seven.
 */
function memoryOf(scores: readonly number[]): number {
  const past = scores.slice(0, -1).map((z) => Math.min(CREEP.most, Math.max(-CREEP.most, z)))
  const centre = sum(past) / past.length
  let [products, squares] = [0, 0]
  for (const [i, z] of past.entries()) {
    squares += (z - centre) ** 2
    if (i > 0) products += (z - centre) * ((past[i - 1] ?? 0) - centre)
  }
  const found = squares > 0 ? products / squares : 0
  return found > 2 / Math.sqrt(past.length) ? found : 0
}

/** By how much more than of independent days the variance of a sum of days is, when each remembers the one before: AR(1). */
function widening(width: number, memory: number): number {
  let sum = 1
  for (let lag = 1; lag < width; lag++) sum += 2 * (1 - lag / width) * memory ** lag
  return sum
}
