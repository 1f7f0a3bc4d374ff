import { addDays, type Day } from '../../lib/days.ts'
import { type DimensionMember, membersOf, type Scope } from '../metric.ts'

/** Days with a name of their own: they are compared with days of the same name, and teach ordinary days nothing. */
export interface Promos {
  /** of the whole shop */
  readonly all: ReadonlyMap<Day, string>
  /** also of a category, a merchant, a region or of what two such share */
  within(members: readonly DimensionMember[]): ReadonlyMap<Day, string>
}

/** Days that somebody has named: both are days of it, and `scope` is as `writeScope` writes it. */
export interface NamedDays {
  readonly name: string
  readonly kind: 'promotion' | 'holiday'
  readonly firstDay: Day
  readonly lastDay: Day
  readonly scope: string
}

/** The named days that hold for a scope: its own beside those of the whole shop. */
export function calendarOf(promos: Promos, scope: Scope): ReadonlyMap<Day, string> {
  return promos.within(membersOf(scope))
}

/** Holidays too; where a promotion falls on one, the promotion names the day. */
export function withHolidays({ all, within }: Promos, holidays: ReadonlyMap<Day, string>): Promos {
  return {
    all: new Map([...holidays, ...all]),
    within: (members) => new Map([...holidays, ...within(members)]),
  }
}

const WINDOW_DAYS = 84

/**
 * Without the days of a shop that always runs campaigns: where more than half of twelve weeks before or after are named, a
 * campaign is what an ordinary day looks like there, and there would be nothing else to compare with.
 */
export function withoutHabit(days: ReadonlyMap<Day, string>): Map<Day, string> {
  const sorted = [...days.keys()].sort()
  const within = (from: Day, to: Day) => sorted.filter((day) => day >= from && day < to).length
  const isHabit = (day: Day) =>
    within(addDays(day, 1 - WINDOW_DAYS), addDays(day, 1)) > WINDOW_DAYS / 2 ||
    within(day, addDays(day, WINDOW_DAYS)) > WINDOW_DAYS / 2
  return sorted.length <= WINDOW_DAYS / 2
    ? new Map(days)
    : new Map([...days].filter(([day]) => !isHabit(day)))
}
