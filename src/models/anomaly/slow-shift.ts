import type { Day } from '../../lib/days.ts'
import { sumOf } from '../../lib/sum.ts'
import { normalCdf } from '../../stats/distributions/normal.ts'
import { studentNormalScore, studentQuantile } from '../../stats/distributions/student.ts'
import type { KpiDay } from './baseline.ts'
import { type Week, weeksBack } from './weeks.ts'

/** A rate that has crept away from where it was a quarter ago. */
export interface SlowShift {
  /** the first day of the first week that lay outside what the quarter before let expect */
  readonly since: Day
  readonly direction: 'up' | 'down'
  /** a normal score */
  readonly score: number
  /** the level of the quarter before, as a rate, and where the score is at the limit */
  readonly level: number
  readonly low: number
  readonly high: number
}

/** weeks between the one that is judged and those it is judged by: what creeps must not teach its own baseline */
const GAP_WEEKS = 8
const LAST_WEEK = 25
const MIN_WEEKS = 10
/** days with data that make a week */
const MIN_DAYS = 4
/** of a page */
const LIMIT = 3.8
/** of a mark in the weekly digest, which wakes nobody */
export const LIMIT_OF_MARK = 3.5
/** the week before must point the same way this far */
const NEAR = 2
/** relative to the level: a smaller change is no decay */
const MIN_CHANGE = 0.25

interface WeekOdds {
  readonly back: number
  readonly first: Day
  readonly logit: number
  /** of the logit by chance alone */
  readonly chance: number
}

/**
 * Has a rate crept away? The last seven days against the weeks of two months to half a year ago, on the log-odds
 * scale, by Student's t; the week before must lie the same way. The fast level of `judge` follows a change of two points a
 * week and is never surprised; this one is, and it stays so until the level is back. Of rates only: counts and money grow
 * and have seasons. Null with fewer than ten such weeks, or when nothing has crept. `days` are ordinary days, sorted, with
 * the day judged at their end; `limit` is a normal score. Late deliveries of 5 % that rise by two points a week are told within four weeks.
 */
export function slowShift(days: readonly KpiDay[], limit = LIMIT): SlowShift | null {
  const weeks = weeksBack(days, LAST_WEEK).flatMap(oddsOf)
  const before = weeks.filter(({ back }) => back >= GAP_WEEKS)
  const [now, last] = [0, 1].map((back) => weeks.find((week) => week.back === back))
  if (!now || !last || before.length < MIN_WEEKS) return null
  const middle = sumOf(before, ({ logit }) => logit) / before.length
  const seen = sumOf(before, ({ logit }) => (logit - middle) ** 2) / (before.length - 1)
  const byChance = sumOf(before, ({ chance }) => chance) / before.length
  const wandering = Math.max(0, seen - byChance)
  const spreadOf = ({ chance }: WeekOdds) =>
    Math.sqrt(Math.max(seen, wandering + chance) + seen / before.length)
  const scoreOf = (week: WeekOdds) =>
    studentNormalScore((week.logit - middle) / spreadOf(week), before.length - 1)
  const score = scoreOf(now)
  const isLasting = Math.sign(score) * scoreOf(last) > NEAR
  const level = rate(middle)
  const isLarge = Math.abs(rate(now.logit) / level - 1) >= MIN_CHANGE
  if (Math.abs(score) < limit || !isLasting || !isLarge) return null
  const isSame = (week: WeekOdds) => Math.sign(score) * scoreOf(week) > NEAR
  const first = weeks.findLast(({ back }, at) => back < GAP_WEEKS && weeks.slice(0, at + 1).every(isSame))
  const reach = studentQuantile(normalCdf(limit), before.length - 1) * spreadOf(now)
  return {
    since: (first ?? now).first,
    direction: score > 0 ? 'up' : 'down',
    score,
    level,
    low: rate(middle - reach),
    high: rate(middle + reach),
  }
}

function oddsOf({ back, first, days, of, over }: Week): WeekOdds[] {
  // money refunded by money sold is no share of tries: its odds have no meaning beyond all of it
  if (days < MIN_DAYS || of > over) return []
  const [hits, misses] = [of + 0.5, over - of + 0.5]
  return [{ back, first, logit: Math.log(hits / misses), chance: 1 / hits + 1 / misses }]
}

function rate(logit: number): number {
  return 1 / (1 + Math.exp(-logit))
}
