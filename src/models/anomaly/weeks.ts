import type { Day } from '../../lib/days.ts'
import { dayNumber, type KpiDay } from './baseline.ts'

/** Seven days, of which the last are those that end on the day judged. */
export interface Week {
  /** 0 is the last one, 1 the one before */
  readonly back: number
  readonly first: Day
  /** days of it that have a base */
  readonly days: number
  readonly of: number
  readonly over: number
}

const WEEK_DAYS = 7

/** The weeks that end with the last of `days` (sorted), the latest first, up to `most` before it; an empty one is left out. */
export function weeksBack(days: readonly KpiDay[], most: number): Week[] {
  const last = days.at(-1)
  if (!last) return []
  const weeks = new Map<number, Week>()
  for (const { day, of, over } of days) {
    const back = Math.floor((dayNumber(last.day) - dayNumber(day)) / WEEK_DAYS)
    if (back > most || over <= 0) continue
    const own = weeks.get(back) ?? { back, first: day, days: 0, of: 0, over: 0 }
    weeks.set(back, { ...own, days: own.days + 1, of: own.of + of, over: own.over + over })
  }
  return [...weeks.values()].toSorted((a, b) => a.back - b.back)
}
