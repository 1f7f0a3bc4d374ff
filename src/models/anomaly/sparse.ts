import { addDays, type Day } from '../../lib/days.ts'
import { sumOf } from '../../lib/sum.ts'
import { mean } from '../../stats/describe.ts'
import { normalCdf, normalQuantile, twoSidedP } from '../../stats/distributions/normal.ts'
import { studentNormalScore } from '../../stats/distributions/student.ts'
import type { Calendar } from '../calendar/calendar.ts'
import { baseline, expectedOn, type KpiDay, type KpiUnit } from './baseline.ts'
import {
  chanceOfNone,
  type EmptyDays,
  emptyDays,
  isClosedOn,
  runOfEmpty,
  shareOfEmpty,
} from './empty-days.ts'
import { type Finding, type Judgement, LIMIT, NEED_DAYS, stakeOf, type TooShort } from './finding.ts'
import { weeksBack } from './weeks.ts'

/**
 * Counts of single events have a distribution that knows empty days by itself; units come in orders of many. They are such
 * where days are empty so many times as often as events that clump this much (of a negative binomial) would leave them.
 */
const CLUMPED = { times: 2, dispersion: 0.5 } as const
const WINDOW_DAYS = 84
const WEEK = 7
/** weeks before the last one that it is compared with, at least */
const MIN_WEEKS = 8
/** of days that are empty: beyond it a week is a few days only, its sum says nothing, and a day of units is one order */
const MAX_EMPTY = 0.4
/** money of single orders has heavy tails: a day's residual counts no more than this many of the usual ones */
const MAX_RESIDUAL = 4
const MIN_SPREAD = 0.1
/** standard deviations, at least, of counts that come in lumps: what the watch asks of money */
const LUMPS_LIMIT = 4.5
/** so many empty days in a row are how it is now: whoever sold there has left */
const LEARNT_AFTER = 42

/** The habit of being empty, of money and of counts that come in orders of many; null where every empty day is news, or none. `days` are ordinary ones. */
export function emptyDaysOf(unit: KpiUnit, days: readonly KpiDay[]): EmptyDays | null {
  if (unit !== 'money' && unit !== 'count') return null
  const empty = emptyDays(days)
  if (!empty || unit === 'money') return empty
  const open = days.slice(-WINDOW_DAYS).filter((one) => !isClosedOn(empty, one))
  const none = noneOf(mean(open.map(({ of }) => of)) ?? 0)
  return shareOfEmpty(empty) > CLUMPED.times * none ? empty : null
}

/** The chance of no event at all where so many are usual, by the negative binomial. */
function noneOf(usual: number): number {
  return (1 + CLUMPED.dispersion * usual) ** (-1 / CLUMPED.dispersion)
}

/**
 * Is this day outside what the past of a sparse series allows? A two-part (hurdle) model: a day is empty with the chance
 * of its weekday, else its logarithm scatters about that of other days that are not. So one empty day is never news where
 * empty days are usual; a run of them is once it is longer than any before and chance makes one so long less often than
 * the limit allows. A lasting change is looked for in weeks: the sum of the last seven days against those of the twelve
 * weeks before, by Student's t of their cube roots. Use it for money and counts whose days are often 0 (`emptyDaysOf`);
 * fewer than 14 days with anything is `too-short`. Source: Cragg 1971 (hurdle); Wilson and Hilferty 1931 (the cube root);
 * the weekly test is Student's for one new observation.
 */
export function judgeSparse(asked: Judgement, days: readonly KpiDay[], empty: EmptyDays): Finding | TooShort {
  const { unit, today, calendar = new Map<Day, string>() } = asked
  const limit = limitOf(asked)
  const filled = days.filter(({ of }) => of > 0)
  const base = baseline(filled, unit)
  if (!base || filled.length < NEED_DAYS) return { kind: 'too-short', need: NEED_DAYS, have: filled.length }
  const none = chanceOfNone(empty, today)
  const level = expectedOn(base, today.day)
  const spread = spreadOf(base.clean.map(({ of, expected }) => Math.log(of / expected)))
  const z = scoreOf(today.of, { none, level, spread })
  const isNamed = isNearNamed(today.day, calendar)
  const run = runOfEmpty([...days, today], empty)
  const week = isNamed || shareOfEmpty(empty) > MAX_EMPTY ? null : weekOf(days, today)
  const expected = level * (1 - none)
  // a sale on a day of a campaign, beside it or on a closed weekday is no news
  const isOpen = !isNamed && !isClosedOn(empty, today)
  const isByDay = unit !== 'count' || shareOfEmpty(empty) <= MAX_EMPTY
  const facts = { z: isByDay && (isOpen || z < 0) ? z : 0, run, week, limit, longestRun: empty.longestRun }
  return finding(asked, { expected, level, none, spread, ...verdictOf(facts, today.day) })
}

/** Units come in orders of many, as money does, and wander as far. */
function limitOf({ unit, limit = LIMIT }: Pick<Judgement, 'unit' | 'limit'>): number {
  return unit === 'count' ? Math.max(limit, LUMPS_LIMIT) : limit
}

/** The spread of log residuals; heavy tails count, but not without bounds. */
function spreadOf(residuals: readonly number[]): number {
  const middle = mean(residuals) ?? 0
  const plain = Math.sqrt(mean(residuals.map((one) => (one - middle) ** 2)) ?? 0)
  const cut = MAX_RESIDUAL * Math.max(plain, MIN_SPREAD)
  const squares = residuals.map((one) => Math.min(cut, Math.abs(one)) ** 2)
  return Math.max(MIN_SPREAD, Math.sqrt(mean(squares) ?? 0))
}

/** The normal score of a value by the two-part model: mid-p of an empty day. */
function scoreOf(
  value: number,
  { none, level, spread }: { readonly none: number; readonly level: number; readonly spread: number },
): number {
  const below = value > 0 ? none + (1 - none) * normalCdf(Math.log(value / level) / spread) : none / 2
  return normalQuantile(Math.min(1 - 1e-16, Math.max(1e-300, below)))
}

interface Verdict {
  readonly score: number
  readonly because: 'outside' | 'drift' | 'inside'
  readonly since: Day
  readonly method: 'hurdle'
}

function verdictOf(
  {
    z,
    run,
    week,
    limit,
    longestRun,
  }: {
    readonly z: number
    readonly run: ReturnType<typeof runOfEmpty>
    readonly week: number | null
    readonly limit: number
    readonly longestRun: number
  },
  day: Day,
): Verdict {
  if (Math.abs(z) > limit) return { score: z, because: 'outside', since: day, method: 'hurdle' }
  if (run.since !== null && run.length > longestRun && run.length <= LEARNT_AFTER) {
    const score = normalQuantile(Math.max(1e-300, run.chance))
    if (score < -limit) return { score, because: 'drift', since: run.since, method: 'hurdle' }
  }
  if (week !== null && Math.abs(week) > LIMIT)
    return { score: week, because: 'drift', since: addDays(day, 1 - WEEK), method: 'hurdle' }
  return { score: z, because: 'inside', since: day, method: 'hurdle' }
}

/** The normal score of the last seven days' sum beside those of the weeks before; null where these are too few or empty. */
function weekOf(days: readonly KpiDay[], today: KpiDay): number | null {
  const whole = weeksBack([...days, today], WINDOW_DAYS / WEEK).filter((week) => week.days >= WEEK - 1)
  const now = whole.find(({ back }) => back === 0)
  const before = whole.flatMap(({ back, of }) => (back === 0 ? [] : [of]))
  if (!now || before.length < MIN_WEEKS || before.filter((sum) => sum === 0).length > 1) return null
  // sums of a few amounts scatter like a gamma distribution, whose cube root is nearly normal
  const roots = before.map(Math.cbrt)
  const middle = sumOf(roots, (one) => one) / roots.length
  const variance = sumOf(roots, (one) => (one - middle) ** 2) / (roots.length - 1)
  const spread = Math.max((MIN_SPREAD * middle) / 3, Math.sqrt(variance)) * Math.sqrt(1 + 1 / roots.length)
  return studentNormalScore((Math.cbrt(now.of) - middle) / spread, roots.length - 1)
}

function isNearNamed(day: Day, calendar: Calendar): boolean {
  return [-1, 0, 1].some((shift) => calendar.has(addDays(day, shift)))
}

function finding(
  asked: Judgement,
  {
    expected,
    level,
    none,
    spread,
    score,
    because,
    since,
    method,
  }: Verdict & {
    readonly expected: number
    readonly level: number
    readonly none: number
    readonly spread: number
  },
): Finding {
  const { unit, today, leastEvents = 5, leastChange = 0.05, leastCents = 0 } = asked
  const limit = limitOf(asked)
  const actual = today.of / today.over
  const gap = Math.abs(actual - expected)
  const stakeCents = stakeOf(asked, gap)
  const tooSmall =
    unit === 'count' && expected < leastEvents
      ? 'too little volume'
      : because === 'outside' && gap < leastChange * expected
        ? 'too small a change'
        : stakeCents !== null && because !== 'inside' && stakeCents < leastCents
          ? 'too little money'
          : null
  const reason = tooSmall ?? because
  return {
    kind: 'finding',
    expected,
    ...rangeOf({ level, none, spread, limit }),
    actual,
    score,
    p: twoSidedP(score),
    method,
    isAnomaly: reason === 'outside' || reason === 'drift',
    direction: because === 'drift' ? (score < 0 ? 'down' : 'up') : actual < expected ? 'down' : 'up',
    because: reason,
    since,
    stakeCents,
  }
}

/** Where the two-part model is at the limit; an empty day is inside it. */
function rangeOf({
  level,
  none,
  spread,
  limit,
}: {
  readonly level: number
  readonly none: number
  readonly spread: number
  readonly limit: number
}): { readonly low: number; readonly high: number } {
  const tail = normalCdf(-limit)
  const at = (beyond: number) => level * Math.exp(spread * -normalQuantile(Math.min(1 - 1e-12, beyond)))
  return {
    low: none / 2 > tail ? 0 : at(1 - (tail - none) / (1 - none)),
    high: at(tail / Math.max(1e-9, 1 - none)),
  }
}
