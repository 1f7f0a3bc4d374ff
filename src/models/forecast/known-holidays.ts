import { addDays, type Day } from '../../lib/days.ts'
import { type Calendar, holidaysOf } from '../calendar/calendar.ts'
import { indexed, type SeriesDay, valuesOf } from './forecast.ts'
import { notable } from './marked-days.ts'
import { scaleOf } from './scale.ts'

const WEEK = 7

/**
 * The feasts that have made a difference in a series before, as the forecast finds them (special-days.ts), on all their
 * days from its first to before `to`. A shop that sells as ever on Easter has no Easter: its days stay ordinary. One whose
 * history has not seen a feast yet does not know it. `history` sorted by day, before the day that is judged.
 */
export function knownHolidays(history: readonly SeriesDay[], to: Day): Calendar {
  const [first, last] = [history[0]?.day, history.at(-1)?.day]
  if (first === undefined || last === undefined) return new Map()
  const values = valuesOf(history, first, last)
  const feasts = holidaysOf({ from: first, to })
  const scaled = values.map(scaleOf(values).toScale)
  const kept = new Set(notable(scaled, indexed(feasts, first, values.length), WEEK).values())
  return new Map([...feasts].filter(([, name]) => kept.has(name)))
}

/** Is a day a feast, or next to one? Its namesakes are a year or more ago: they must be read as well. */
export function isNearHoliday(day: Day, feasts: Calendar): boolean {
  return [-1, 0, 1].some((shift) => feasts.has(addDays(day, shift)))
}
