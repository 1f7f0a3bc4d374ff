import { assessEach } from '../../alerts/assess.ts'
import { countryDays } from '../../calendar/country-days.ts'
import { addDays, type Day } from '../../lib/days.ts'
import type { KpiDay, KpiUnit } from '../../models/anomaly/baseline.ts'
import type { Calendar } from '../../models/calendar/calendar.ts'
import { firstDayBefore, HOLIDAY_DAYS, holidaysBefore } from '../../models/forecast/look-back.ts'
import type { WatchedSeries } from './watched-file.ts'

export interface JudgedDay {
  readonly day: Day
  readonly isOut: boolean
}

interface Past {
  readonly day: Day
  readonly of: number
  readonly over: number
  readonly value: number | null
}

/**
 * Every day of the file as the watch would have judged it on that day: the series are its segments, judged together by
 * `assessEach`, their total tells which holidays matter; three and more are the parts of a shop, and soon after named days
 * each is judged beside the whole of it. What a place is worth in money is not in such a file, so no
 * anomaly is too small in money.
 */
export async function watchSeries(
  file: {
    readonly series: readonly WatchedSeries[]
    readonly unit: KpiUnit
    readonly campaigns: Calendar
    /** whose holidays are expected before the file has seen them; null is nobody's */
    readonly country: string | null
  },
  progress: (done: number, total: number, step: string) => void,
): Promise<JudgedDay[][]> {
  const { unit, campaigns } = file
  const metric = { name: 'value', unit }
  const all = file.series.map(({ days }) => days.map(pointOf))
  const totals = totalsOf(file.series, unit)
  const whole = wholeOf(totals, unit)
  const judged = all.map((): JudgedDay[] => [])
  const days = [...new Set(all.flatMap((points) => points.map(({ day }) => day)))].sort()
  const [start, end] = [days[0], days.at(-1)]
  const ofCountry =
    start && end ? await countryDays(file.country, { from: start, to: addDays(end, 2) }) : undefined
  for (const [i, day] of days.entries()) {
    const holidays = holidaysBefore(
      totals.map((points) => between(points, addDays(day, -HOLIDAY_DAYS), addDays(day, -1))),
      day,
      ofCountry,
    )
    const first = firstDayBefore(day, holidays)
    const named = new Map([...holidays, ...campaigns])
    const isShop = all.length >= SHOP
    const segments = all.map((points, at) => ({
      at,
      metric,
      segment: isShop ? { category: String(at) } : {},
      points: between(points, first, day),
      worthCents: null,
    }))
    if (isShop)
      segments.push({ at: -1, metric, segment: {}, points: between(whole, first, day), worthCents: null })
    for (const { series, isAnomaly } of await assessEach(segments, day, {
      all: named,
      within: () => named,
    }))
      judged[series.at]?.push({ day, isOut: isAnomaly })
    progress(i + 1, days.length, 'days judged')
  }
  return judged
}

function pointOf({ day, of, over }: KpiDay): Past {
  return { day, of, over, value: over > 0 ? of / over : null }
}

/** As the watch looks at orders and sessions: counts of the whole shop. */
function totalsOf(series: readonly WatchedSeries[], unit: KpiUnit): Past[][] {
  const sums = new Map<Day, { of: number; over: number }>()
  for (const { days } of series)
    for (const { day, of, over } of days) {
      const known = sums.get(day)
      sums.set(day, { of: (known?.of ?? 0) + of, over: (known?.over ?? 0) + over })
    }
  const sorted = [...sums].sort(([a], [b]) => (a < b ? -1 : 1))
  const parts = unit === 'rate' ? (['of', 'over'] as const) : (['of'] as const)
  return parts.map((part) => sorted.map(([day, sum]) => ({ day, of: sum[part], over: 1, value: sum[part] })))
}

/** so many series are a shop, of which each is a part */
export const SHOP = 3

/** The whole of which the series are parts. */
function wholeOf(totals: readonly (readonly Past[])[], unit: KpiUnit): Past[] {
  const [of = [], over] = totals
  return of.map((one, i) => {
    const base = unit === 'rate' ? (over?.[i]?.of ?? 0) : 1
    return { ...one, over: base, value: base > 0 ? one.of / base : null }
  })
}

/** Both ends are in. */
function between(points: readonly Past[], first: Day, last: Day): readonly Past[] {
  return points.slice(placeOf(points, first), placeOf(points, addDays(last, 1)))
}

/** Of the first point on the day or after it. */
function placeOf(points: readonly Past[], day: Day): number {
  let [low, high] = [0, points.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((points[middle]?.day ?? '') < day) low = middle + 1
    else high = middle
  }
  return low
}
