import { addDays, type Day, daysBetween } from '../../lib/days.ts'
import { sum } from '../../lib/sum.ts'
import { mean, median } from '../../stats/describe.ts'

/** Tables of which rows come all the time. */
export type FlowTable = 'orders' | 'order_lines' | 'sessions'

/** The rows of one table from one platform. */
export interface Flow {
  readonly table: FlowTable
  readonly platform: string
  /** rows by day, of nine weeks and of what lies after them; a day that is left out had none */
  readonly rows: ReadonlyMap<Day, number>
  /** rows by hour of the day, of its last days and some before; of a table that tells no hours all lie in the first */
  readonly hours: ReadonlyMap<Day, readonly number[]>
  /** of the orders of those days how many this table knows: an order without its lines shows that lines are missing */
  readonly matched: ReadonlyMap<Day, { readonly orders: number; readonly known: number }>
  /** hours after midnight at which a day's first rows usually arrive; 0 when they come during the day */
  readonly usuallyLateHours: number
}

const WEEKS = 8
const MIN_KNOWN = 3
const RECENT_DAYS = 7
/** a shop that has fallen is measured by its last days: a day without orders is no surprise when two a day are usual */
const RECENT_MARGIN = 1.5

/**
 * Rows that the day would have if it went on as before: the median of its weekday in the eight weeks before, or of all
 * days while that is known of fewer than three; no more than half again as much as the last three days that had any.
 * A weekday on which the shop is closed has 0. Null before three days are known.
 */
export function expectedRows({ rows }: Pick<Flow, 'rows'>, day: Day): number | null {
  const known = [...rows.keys()].filter((one) => one < day).sort()
  const [first] = known
  if (!first) return null
  const weeks = Array.from({ length: WEEKS }, (_, i) => addDays(day, -7 * (i + 1))).filter(
    (one) => one >= first,
  )
  const all = Array.from({ length: Math.min(7 * WEEKS, daysBetween(first, day)) }, (_, i) =>
    addDays(day, -i - 1),
  )
  const compared = weeks.length >= MIN_KNOWN ? weeks : all
  const usual = compared.length < MIN_KNOWN ? null : median(compared.map((one) => rows.get(one) ?? 0))
  const recent = known
    .filter((one) => one >= addDays(day, -RECENT_DAYS))
    .slice(-3)
    .map((one) => rows.get(one) ?? 0)
  const level = mean(recent)
  return usual === null || level === null || recent.length < MIN_KNOWN
    ? usual
    : Math.min(usual, RECENT_MARGIN * level)
}

/** The hour of a day's last row, 0 to 23; -1 without any. */
export function lastHour(hours: readonly number[] | undefined): number {
  return hours?.findLastIndex((rows) => rows > 0) ?? -1
}

/** The share of a day's rows that come by the end of an hour, over the days before. Null while fewer than three are known. */
export function shareBy({ hours }: Pick<Flow, 'hours'>, day: Day, hour: number): number | null {
  const before = [...hours].filter(([one, found]) => one < day && sum(found) > 0)
  const all = sum(before.map(([, found]) => sum(found)))
  if (before.length < MIN_KNOWN || all === 0) return null
  return sum(before.map(([, found]) => sum(found.slice(0, hour + 1)))) / all
}

/** Whether its weekday ends as early now and then: two of the days before that are known, or the only one. */
export function hasEndedBy({ hours }: Pick<Flow, 'hours'>, day: Day, hour: number): boolean {
  const before = [...hours].filter(([one, found]) => {
    return one < day && daysBetween(one, day) % 7 === 0 && sum(found) > 0
  })
  const asEarly = before.filter(([, found]) => lastHour(found) <= hour).length
  return asEarly > 0 && asEarly >= Math.min(2, before.length)
}
