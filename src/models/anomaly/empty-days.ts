import { sumOf } from '../../lib/sum.ts'
import { mean } from '../../stats/describe.ts'
import { dayNumber, type KpiDay, weekdayIndex } from './baseline.ts'

/** How often a series is empty: a place that sells on two days of three, a shop that is closed on Saturdays. */
export interface EmptyDays {
  /** chance that a day is empty, by its weekday, Monday first */
  readonly chance: readonly number[]
  /** the longest run of empty days so far, not counting closed weekdays */
  readonly longestRun: number
  /** of each weekday whether it is one on which nothing is sold */
  readonly isClosed: readonly boolean[]
  /** whether open days are empty often enough too, not closed weekdays only */
  readonly isHabit: boolean
}

const WINDOW_DAYS = 182
/** empty once, for however long, is an event, to be judged as what it is */
const MIN_OCCASIONS = 2
/** a weekday that is empty so often is a closed one, where the others mostly are not */
const CLOSED_SHARE = 0.9
const OPEN_SHARE = 0.5
const MIN_WEEKS = 6
/** days' worth of belief that a weekday is as any other */
const PRIOR_DAYS = 4

/**
 * The empty days of the last 182 in `days` (ordinary days, sorted; a day that is not listed is missing, not empty), before
 * the run of empty days that goes on at their end, if one does: what is to be judged does not make its own habit. Null
 * where there is neither a habit nor a closed weekday: then an empty day is news. A weekday's chance is its own share, shrunk to that of
 * all weekdays that are open by 4 days. `emptyDays` of a place that sells on every second day has chances of about .5.
 */
export function emptyDays(days: readonly KpiDay[]): EmptyDays | null {
  const recent = days.slice(0, days.findLastIndex(({ of }) => of > 0) + 1).slice(-WINDOW_DAYS)
  const by = Array.from({ length: 7 }, () => ({ all: 0, empty: 0 }))
  for (const { day, of } of recent) {
    const own = by[weekdayOf(day)]
    if (!own) continue
    own.all += 1
    if (of === 0) own.empty += 1
  }
  const isEmptied = by.map(({ all, empty }) => all >= MIN_WEEKS && empty >= CLOSED_SHARE * all)
  const open = by.filter((_, weekday) => !isEmptied[weekday])
  const [all, empty] = [sumOf(open, (one) => one.all), sumOf(open, (one) => one.empty)]
  // where every weekday is nearly always empty none is closed: it is a place that hardly buys
  const isClosed = isEmptied.map((one) => one && all > 0 && empty <= OPEN_SHARE * all)
  const runs = runsOfEmpty(recent, isClosed)
  const isHabit = runs.length >= MIN_OCCASIONS
  if (!isHabit && !isClosed.some(Boolean)) return null
  const share = (empty + 0.5) / (all + 1)
  return {
    chance: by.map((own, weekday) =>
      isClosed[weekday] ? own.empty / own.all : (own.empty + PRIOR_DAYS * share) / (own.all + PRIOR_DAYS),
    ),
    longestRun: Math.max(0, ...runs),
    isClosed,
    isHabit,
  }
}

export function isClosedOn({ isClosed }: EmptyDays, { day }: Pick<KpiDay, 'day'>): boolean {
  return isClosed[weekdayOf(day)] ?? false
}

/** The chance that an open day is empty. */
export function shareOfEmpty({ chance, isClosed }: EmptyDays): number {
  return mean(chance.filter((_, weekday) => !isClosed[weekday])) ?? 0
}

export function chanceOfNone({ chance }: EmptyDays, { day }: Pick<KpiDay, 'day'>): number {
  return chance[weekdayOf(day)] ?? 0
}

/** How many days in a row up to the last have been empty, and the chance of so many, each by itself. */
export function runOfEmpty(
  days: readonly KpiDay[],
  known: EmptyDays,
): { readonly length: number; readonly chance: number; readonly since: KpiDay['day'] | null } {
  let [length, chance] = [0, 1]
  let since: KpiDay['day'] | null = null
  for (const one of days.toReversed()) {
    if (isClosedOn(known, one)) continue
    if (one.of > 0) break
    length += 1
    chance *= chanceOfNone(known, one)
    since = one.day
  }
  return { length, chance, since }
}

/** How long each run of empty days was; closed weekdays neither end one nor lengthen it. */
function runsOfEmpty(days: readonly KpiDay[], isClosed: readonly boolean[]): number[] {
  const runs: number[] = []
  let run = 0
  for (const { day, of } of days) {
    if (isClosed[weekdayOf(day)]) continue
    if (of === 0) run += 1
    else if (run > 0) {
      runs.push(run)
      run = 0
    }
  }
  return run > 0 ? [...runs, run] : runs
}

function weekdayOf(day: KpiDay['day']): number {
  return weekdayIndex(dayNumber(day))
}
