import { addDays, type Day, daysBetween, daysIn, weekday } from '../../lib/days.ts'
import { sumOf } from '../../lib/sum.ts'
import { isRatio, type Metric, type Point, pointOf } from '../../metrics/metric.ts'
import { usual } from '../../metrics/read/usual.ts'
import { isOutlier } from '../../models/anomaly/outlier.ts'
import { LIMIT_OF_MARK, slowShift } from '../../models/anomaly/slow-shift.ts'
import { type Climb, steadyClimb } from '../../models/anomaly/steady-climb.ts'
import type { AsOf } from '../../models/wholeness/whole-day.ts'
import type { Comparison } from '../../report/compare.ts'

/** A week beside the one before it, and beside the same weekdays of the four ordinary weeks before each of its days. */
export interface WeekComparison extends Comparison {
  readonly before: Point | null
  /** since when a rate has crept away, week by week: its `usual` is then the level of before */
  readonly creptSince: Day | null
}

const JUDGED_BY_WEEKS = 12
const CLOSED_WEEKS = 8
const MIN_CLOSED_WEEKS = 3

/** The Monday of the last week that is there to its Sunday; null before there is one. */
export function lastWeek({ day, first }: Pick<AsOf, 'day' | 'first'>): Day | null {
  const monday = addDays(day, -(weekday(day) % 7) - 6)
  return first <= monday ? monday : null
}

/** Null when the KPI has no value on any of its days, or of only some: a week with days missing is no week. */
export function compareWeeks(
  { metric, points }: { readonly metric: Metric; readonly points: readonly Point[] },
  week: Day,
  calendar: ReadonlyMap<Day, string>,
): WeekComparison | null {
  const today = weekSum(metric, points, week)
  if (!today) return null
  const before = weekSum(metric, points, addDays(week, -7))
  const crept = creptTo(metric, points, week, calendar)
  if (crept) {
    const mark = (crept.direction === 'up') === (metric.better === 'up') ? 'good' : 'bad'
    const level = pointOf(week, crept.level, 1)
    return { metric, today, before, usual: level, expected: null, mark, creptSince: crept.since }
  }
  const of = usualWeek(metric, points, week, calendar)
  const past = pastChanges(metric, points, week, calendar)
  const mark = markOf(metric, changeOf(today, of), past)
  return { metric, today, before, usual: of, expected: null, mark, creptSince: null }
}

/** What the four weeks before cannot show, for they have moved along (ADR 54). */
function creptTo(
  { unit, settlesAfterDays }: Metric,
  points: readonly Point[],
  week: Day,
  calendar: ReadonlyMap<Day, string>,
): Climb | null {
  if (unit !== 'rate' || settlesAfterDays !== undefined) return null
  const end = addDays(week, 7)
  const ordinary = points.filter(({ day, value }) => day < end && value !== null && !calendar.has(day))
  return slowShift(ordinary, LIMIT_OF_MARK) ?? steadyClimb(ordinary)
}

function markOf(
  { better, settlesAfterDays }: Metric,
  change: number | null,
  past: readonly number[],
): Comparison['mark'] {
  if (settlesAfterDays !== undefined) return 'unsettled'
  const isNotable = change === null ? null : isOutlier(change, past)
  if (isNotable === null || change === null) return null
  if (!isNotable) return 'normal'
  return change > 0 === (better === 'up') ? 'good' : 'bad'
}

/** How far ordinary weeks lay from their usual, as a share of it. */
function pastChanges(
  metric: Metric,
  points: readonly Point[],
  week: Day,
  calendar: ReadonlyMap<Day, string>,
): number[] {
  return Array.from({ length: JUDGED_BY_WEEKS }, (_, i) => addDays(week, -7 * (i + 1)))
    .filter((past) => !daysOf(past).some((day) => calendar.has(day)))
    .flatMap((past) => {
      return changeOf(weekSum(metric, points, past), usualWeek(metric, points, past, calendar)) ?? []
    })
}

function changeOf(value: Point | null, of: Point | null): number | null {
  return value?.value == null || !of?.value ? null : value.value / of.value - 1
}

function usualWeek(
  metric: Metric,
  points: readonly Point[],
  week: Day,
  calendar: ReadonlyMap<Day, string>,
): Point | null {
  const days = openDays(points, week).map((day) => usual(metric, points, day, calendar))
  return joined(metric, week, days)
}

function weekSum(metric: Metric, points: readonly Point[], week: Day): Point | null {
  const byDay = new Map(points.map((point) => [point.day, point]))
  return joined(
    metric,
    week,
    openDays(points, week).map((day) => {
      const point = byDay.get(day)
      return point && point.value !== null ? point : null
    }),
  )
}

/** A rate may have days without anything to count; a sum needs them all. */
function joined(metric: Metric, week: Day, days: readonly (Point | null)[]): Point | null {
  const known = days.flatMap((day) => day ?? [])
  if (known.length === 0 || (known.length < days.length && !isRatio(metric))) return null
  const of = sumOf(known, (point) => point.of)
  const over = sumOf(known, (point) => point.over)
  if (isRatio(metric)) return pointOf(week, of, over)
  return pointOf(week, metric.isLevel ? of / known.length : of, 1)
}

/** Without the weekdays on which the shop is closed: nothing came of them in the eight weeks before
 * either, or once. */
function openDays(points: readonly Point[], week: Day): Day[] {
  const known = new Set(points.flatMap(({ day, value }) => (value === null ? [] : [day])))
  const first = points.find(({ value }) => value !== null)?.day
  return daysOf(week).filter((day) => {
    const before = Array.from({ length: CLOSED_WEEKS }, (_, i) => addDays(day, -7 * (i + 1)))
    const seen = before.filter((one) => first !== undefined && one >= first)
    return (
      known.has(day) || seen.length < MIN_CLOSED_WEEKS || seen.filter((one) => known.has(one)).length >= 2
    )
  })
}

function daysOf(week: Day): Day[] {
  return daysIn({ from: week, to: addDays(week, 7) })
}

/** Weeks between the last whole one and the one that ended before the day. */
export function weeksBehind(week: Day, slotDay: Day): number {
  return Math.max(0, Math.floor(daysBetween(addDays(week, 7), slotDay) / 7))
}
