import { addDays, type Day } from '../../lib/days.ts'
import { sumOf } from '../../lib/sum.ts'
import { isRatio, type Metric, type Point, pointOf } from '../metric.ts'

const DAYS = 4
const WEEKS_BACK = 8

/**
 * The days a day is compared with: the same weekday of the four latest weeks that have data and are ordinary. A promo
 * day in between is passed over, at most eight weeks back.
 */
export function comparableDays(
  day: Day,
  isUsable: (day: Day) => boolean,
  special: ReadonlyMap<Day, string>,
): Day[] {
  return Array.from({ length: WEEKS_BACK }, (_, i) => addDays(day, -7 * (i + 1)))
    .filter((past) => !special.has(past) && isUsable(past))
    .slice(0, DAYS)
}

/** The mean of the comparable days: a rate's over all of them, a sum's of one. Null with fewer than two. */
export function usual(
  metric: Metric,
  points: readonly Point[],
  day: Day,
  special: ReadonlyMap<Day, string>,
): Point | null {
  const known = new Map(points.filter((point) => point.value !== null).map((point) => [point.day, point]))
  const past = comparableDays(day, (one) => known.has(one), special).flatMap((one) => known.get(one) ?? [])
  if (past.length < 2) return null
  const of = sumOf(past, (point) => point.of)
  const over = sumOf(past, (point) => point.over)
  return pointOf(day, isRatio(metric) ? of : of / past.length, isRatio(metric) ? over : 1)
}
