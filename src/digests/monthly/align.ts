import { addDays, addMonths, type Day, type DayRange, daysBetween, daysIn, weekday } from '../../lib/days.ts'
import { sumOf } from '../../lib/sum.ts'
import { isRatio, type Metric, type Point, pointOf } from '../../metrics/metric.ts'
import { yearless } from '../../models/calendar/calendar.ts'

/** of a month that must have data to be compared with, by its share of days */
const ENOUGH = 0.8
/** how far a moving holiday lies from its day a year before: Easter by 35 days, Lunar New Year by 30 */
const MOVES_DAYS = 46

/** The whole month, or quarter, that ended last; null before the data has one. */
export function lastPeriod(
  { first, until }: { readonly first: Day; readonly until: Day },
  months: 1 | 3,
): DayRange | null {
  const next = addDays(until, 1)
  const month = Number(next.slice(5, 7))
  const to = addMonths(`${next.slice(0, 8)}01`, -((month - 1) % months))
  const from = addMonths(to, -months)
  return first <= from ? { from, to } : null
}

/** What came of the days of a period; null where too many are missing. */
export function periodPoint(metric: Metric, points: readonly Point[], range: DayRange): Point | null {
  const known = points.filter(({ day, value }) => day >= range.from && day < range.to && value !== null)
  if (known.length < ENOUGH * daysBetween(range.from, range.to)) return null
  return joined(metric, range.from, known, known.length)
}

/**
 * What an earlier period would have brought with the days of this one: a day with a name by the day of the same name about
 * then, wherever that lay; every other by the ordinary days of its weekday in the earlier period. So a month with five
 * Saturdays, or with Easter in it, is compared with one that has them too.
 */
export function alignedPoint(
  metric: Metric,
  points: readonly Point[],
  of: { readonly range: DayRange; readonly earlier: DayRange; readonly named: ReadonlyMap<Day, string> },
): Point | null {
  const { range, earlier, named } = of
  const known = points.filter(({ value }) => value !== null)
  const within = known.filter(({ day }) => day >= earlier.from && day < earlier.to)
  if (within.length < ENOUGH * daysBetween(earlier.from, earlier.to)) return null
  const ordinary = within.filter(({ day }) => !named.has(day))
  const byWeekday = (day: Day) => {
    const alike = ordinary.filter((point) => weekday(point.day) === weekday(day))
    return alike.length > 0 ? alike : ordinary.length > 0 ? ordinary : within
  }
  const shift = daysBetween(earlier.from, range.from)
  const days = daysIn(range).map((day) => {
    const name = named.get(day)
    const same =
      name === undefined ? null : sameDay(known, named, { name, about: addDays(day, -shift), range })
    return meanOf(metric, day, same ? [same] : byWeekday(day))
  })
  return joined(metric, earlier.from, days, days.length)
}

/** The day of the same name that is nearest to when it would be, and before the period itself. */
function sameDay(
  points: readonly Point[],
  named: ReadonlyMap<Day, string>,
  { name, about, range }: { readonly name: string; readonly about: Day; readonly range: DayRange },
): Point | null {
  const distance = ({ day }: Point) => Math.abs(daysBetween(day, about))
  const found = points.filter((point) => {
    const other = named.get(point.day)
    return (
      point.day < range.from &&
      other !== undefined &&
      yearless(other) === yearless(name) &&
      distance(point) <= MOVES_DAYS
    )
  })
  return found.toSorted((a, b) => distance(a) - distance(b))[0] ?? null
}

function meanOf(metric: Metric, day: Day, points: readonly Point[]): Point {
  const of = sumOf(points, (point) => point.of) / points.length
  const over = sumOf(points, (point) => point.over) / points.length
  return pointOf(day, of, isRatio(metric) ? over : 1)
}

function joined(metric: Metric, day: Day, points: readonly Point[], days: number): Point {
  const of = sumOf(points, (point) => point.of)
  if (isRatio(metric))
    return pointOf(
      day,
      of,
      sumOf(points, (point) => point.over),
    )
  return pointOf(day, metric.isLevel ? of / Math.max(1, days) : of, 1)
}
