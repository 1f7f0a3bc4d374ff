import type { Day } from '../../lib/days.ts'
import { sumOf } from '../../lib/sum.ts'
import type { KpiDay } from './baseline.ts'
import { type Week, weeksBack } from './weeks.ts'

/** A rate that has moved one way week after week, and has not come back. */
export interface Climb {
  /** the first day of the week it began in */
  readonly since: Day
  readonly direction: 'up' | 'down'
  /** of the two weeks it began with, as a rate */
  readonly level: number
}

/** weeks of a climb: the last two are held against the first two */
const WEEKS = 7
const ENDS = 2
/** so many weeks ago it may have ended, if most of it is still there */
const ENDED_BEFORE = 8
/** weeks before a climb, half a year with it, and what part of them the last week lies beyond: a rate that always wanders climbs as well */
const BEFORE = 18
const BEYOND = 0.8
const HALF = 0.5
/** Kendall's tau: of 21 pairs of weeks at most two lie the other way */
const STEADY = 17 / 21
/** standard deviations by chance alone, and relative to where it began */
const LIMIT = 3.5
const MIN_CHANGE = 0.25
const MIN_DAYS = 4

/**
 * Has a rate moved one way for seven weeks, almost without a step back, further than chance and by a quarter at least, and is
 * more than half of it still there? Use it beside `slowShift` for a verdict on weeks: a shop that had bad weeks in the half
 * year before widens what `slowShift` allows, and still wants to know of the next ones. Steadiness by Kendall's tau, size by
 * the log-odds of the last two weeks against the first two. Null with fewer than seven weeks. `days` are ordinary days,
 * sorted, with the last day of the week judged at their end. 4, 5, 8, 9, 10, 16, 14 % of 230 deliveries a week is a climb
 * since the second week.
 */
export function steadyClimb(days: readonly KpiDay[]): Climb | null {
  const weeks = weeksBack(days, ENDED_BEFORE + WEEKS + BEFORE)
  for (let end = 0; end <= ENDED_BEFORE; end++) {
    const run = weeks.filter(({ back, days, of, over }) => {
      return back >= end && back < end + WEEKS && days >= MIN_DAYS && of <= over
    })
    const climb = run.length < WEEKS ? null : climbOf(run)
    if (!climb) continue
    const left = weeks
      .filter(({ back }) => back < Math.max(1, end))
      .map((week) => (oddsOf([week]).logit - climb.from) / (climb.to - climb.from))
    if (left.some((part) => part < HALF) || !isFar(weeks, end, climb.direction)) return null
    return { since: climb.since, direction: climb.direction, level: climb.level }
  }
  return null
}

function isFar(weeks: readonly Week[], end: number, direction: Climb['direction']): boolean {
  const rateOf = ({ of, over }: Week) => (direction === 'up' ? of / over : -of / over)
  const now = weeks.find(({ back }) => back === 0)
  const before = weeks.filter(({ back }) => back >= end + WEEKS - ENDS && back < end + WEEKS + BEFORE)
  return (
    now !== undefined && before.filter((week) => rateOf(week) < rateOf(now)).length >= BEYOND * before.length
  )
}

/** `run` has the latest week first. */
function climbOf(run: readonly Week[]) {
  const rates = run.map(({ of, over }) => of / over)
  let steps = 0
  for (const [at, later] of rates.entries())
    for (const earlier of rates.slice(at + 1)) steps += Math.sign(later - earlier)
  const steady = steps / ((WEEKS * (WEEKS - 1)) / 2)
  const [last, first] = [oddsOf(run.slice(0, ENDS)), oddsOf(run.slice(-ENDS))]
  const score = (last.logit - first.logit) / Math.sqrt(last.chance + first.chance)
  const level = 1 / (1 + Math.exp(-first.logit))
  const change = 1 / (1 + Math.exp(-last.logit)) / level - 1
  const since = run[WEEKS - ENDS]?.first
  if (Math.abs(steady) < STEADY || Math.abs(score) < LIMIT || Math.abs(change) < MIN_CHANGE || !since)
    return null
  return {
    since,
    direction: score > 0 ? ('up' as const) : ('down' as const),
    level,
    from: first.logit,
    to: last.logit,
  }
}

function oddsOf(weeks: readonly Week[]): { readonly logit: number; readonly chance: number } {
  const of = sumOf(weeks, (week) => week.of) + 0.5
  const rest = sumOf(weeks, (week) => week.over - week.of) + 0.5
  return { logit: Math.log(of / rest), chance: 1 / of + 1 / rest }
}
