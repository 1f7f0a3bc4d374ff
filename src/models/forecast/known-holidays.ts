import { addDays, type Day } from '../../lib/days.ts'
import { type Calendar, firstTime, holidaysOf } from '../calendar/calendar.ts'
import { indexed, type SeriesDay, valuesOf } from './forecast.ts'
import { notable } from './marked-days.ts'
import { scaleOf } from './scale.ts'

const WEEK = 7
const RECENT_DAYS = 28

/**
 * The feasts that have made a difference in a series before, as the forecast finds them (special-days.ts), on all their
 * days from its first to before `to`. A shop that sells as ever on Easter has no Easter: its days stay ordinary. One whose
 * history has not seen a feast yet does not know it. `history` sorted by day, before the day that is judged.
 */
export function knownHolidays(
  history: readonly SeriesDay[],
  to: Day,
  ofCountry: Calendar = new Map(),
): Calendar {
  const [first, last] = [history[0]?.day, history.at(-1)?.day]
  if (first === undefined || last === undefined) return new Map()
  const values = valuesOf(history, first, last)
  const feasts = new Map([...holidaysOf({ from: first, to }), ...within(ofCountry, first, to)])
  const scaled = values.map(scaleOf(values).toScale)
  const kept = new Set(notable(scaled, indexed(feasts, first, values.length), WEEK).values())
  return new Map([...feasts].filter(([, name]) => kept.has(name)))
}

/**
 * The holidays of the shop's country that a history has not seen before `day`, on `day` and the days beside it, under a name
 * that says so; and those of the last four weeks that had been new then, which are no ordinary days either.
 */
export function newHolidays(first: Day, day: Day, ofCountry: Calendar): Calendar {
  const [from, to] = [addDays(day, -RECENT_DAYS), addDays(day, 2)]
  const seen = new Map<string, number>()
  for (const [at, name] of ofCountry) if (at >= first && at < from) seen.set(name, (seen.get(name) ?? 0) + 1)
  const found = [...within(ofCountry, from, to)].filter(([, name]) => !seen.has(name))
  return new Map(found.map(([at, name]) => [at, at < addDays(day, -1) ? name : firstTime(name)]))
}

function within(calendar: Calendar, from: Day, to: Day): Calendar {
  return new Map([...calendar].filter(([day]) => day >= from && day < to))
}

/** Is a day a feast, or next to one? Its namesakes are a year or more ago: they must be read as well. */
export function isNearHoliday(day: Day, feasts: Calendar): boolean {
  return [-1, 0, 1].some((shift) => feasts.has(addDays(day, shift)))
}
