import type { Table } from '../../lake/ingest/read-table.ts'
import { periodLength } from './calendar-columns.ts'
import { secondsOf } from './read-times.ts'

const DAY_S = 86_400
/** days from the epoch to its first Monday */
const MONDAY = 4
/** above this a number is a date or an instant, not a count of weeks or days */
const MOST_COUNTED = 10_000

/**
 * The week of each row, weeks beginning on Monday, from days, dates or numbered weeks and days; null where the rows lie
 * further apart than a week, or the column does not say what it counts.
 */
export function weekNumber(table: Table, name: string): Float64Array | null {
  const column = table.columns.get(name)
  if (!column) return null
  if (column.kind === 'number' && column.values.every((value) => !(Math.abs(value) > MOST_COUNTED))) {
    const year = periodLength(name)
    if (year === null || year < 50) return null
    return year > 100 ? column.values.map((day) => Math.floor(day / 7)) : column.values.map(Math.floor)
  }
  const days = secondsOf(column.values).map((at) => Math.floor(at / DAY_S))
  const known = [...new Set(days.filter(Number.isFinite))].sort((a, b) => a - b)
  const gap = known.reduce(
    (least, day, i) => (i === 0 ? least : Math.min(least, day - (known[i - 1] ?? day))),
    8,
  )
  return gap > 7 ? null : days.map((day) => Math.floor((day - MONDAY) / 7))
}
