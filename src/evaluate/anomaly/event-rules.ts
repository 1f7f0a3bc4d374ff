import { sumOf } from '../../lib/sum.ts'
import type { KpiDay } from '../../models/anomaly/baseline.ts'
import { dayNumber } from '../../models/anomaly/baseline.ts'
import { mean, median, robustSd } from '../../stats/describe.ts'

/** Says of a day whether it is out, by the days before it; null while there are too few. */
export type EventRule = (history: readonly KpiDay[], today: KpiDay) => boolean | null

const SAME_DAYS = 8
const MIN_SAME = 4
const MONTH = 28
const MIN_MONTH = 14

/** Beyond 3.5 robust deviations of the median of the same weekday in the last eight weeks. */
export const weekdayMad: EventRule = (history, today) => {
  const number = dayNumber(today.day)
  const same = history.filter(({ day }) => (number - dayNumber(day)) % 7 === 0).slice(-SAME_DAYS)
  const values = same.map(({ of, over }) => of / over).filter(Number.isFinite)
  if (values.length < MIN_SAME) return null
  return Math.abs(today.of / today.over - (median(values) ?? 0)) > 3.5 * (robustSd(values) ?? 0)
}

/** Beyond three standard deviations of the last 28 days. */
export const threeSigma: EventRule = (history, today) => {
  const values = history
    .slice(-MONTH)
    .map(({ of, over }) => of / over)
    .filter(Number.isFinite)
  const middle = mean(values)
  if (middle === null || values.length < MIN_MONTH) return null
  const squares = sumOf(values, (value) => (value - middle) ** 2)
  return Math.abs(today.of / today.over - middle) > 3 * Math.sqrt(squares / (values.length - 1))
}
