import { addDays, type Day } from '../../lib/days.ts'
import type { Calendar } from '../calendar/calendar.ts'
import type { SeriesDay } from './forecast.ts'
import { isNearHoliday, knownHolidays, newHolidays } from './known-holidays.ts'

/** half a year: weekday shapes need three months, days with a name of their own need their earlier ones */
const HISTORY_DAYS = 182
/** on a holiday, and beside one: more than two years, for those of the same name */
const YEARS_DAYS = 800
/** four years tell which holidays matter here */
export const HOLIDAY_DAYS = 1461

/**
 * The holidays that made a difference to any of these series before the day, up to the day after it, and those of the
 * shop's country that none of them has seen yet.
 */
export function holidaysBefore(
  histories: readonly (readonly SeriesDay[])[],
  day: Day,
  ofCountry: Calendar = new Map(),
): Calendar {
  const known = histories.map(withoutStart)
  const first = known.flatMap((history) => history[0]?.day ?? []).toSorted()[0] ?? day
  return new Map([
    ...newHolidays(first, day, ofCountry),
    ...known.flatMap((history) => [...knownHolidays(history, addDays(day, 2), ofCountry)]),
  ])
}

/** The first day of the past that a day is judged by. */
export function firstDayBefore(day: Day, holidays: Calendar): Day {
  return addDays(day, -(isNearHoliday(day, holidays) ? YEARS_DAYS : HISTORY_DAYS))
}

function withoutStart(history: readonly SeriesDay[]): readonly SeriesDay[] {
  return history.slice(
    Math.max(
      0,
      history.findIndex(({ value }) => value !== null),
    ),
  )
}
