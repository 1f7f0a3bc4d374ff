import { type Day, daysBetween } from '../../lib/days.ts'
import { sum } from '../../lib/sum.ts'
import { expectedRows, type Flow, hasEndedBy, lastHour, shareBy } from './flow.ts'
import { stoppedEvidence } from './stopped.ts'

/** Why the rows of a day are not all there. */
export type Shortfall =
  /** no row, where some are expected */
  | { readonly kind: 'absent'; readonly usual: number }
  /** rows until an hour, and none after it, where many are expected */
  | { readonly kind: 'stopped'; readonly found: number; readonly usual: number; readonly hour: number }
  /** of the orders of the day only some are known to this table */
  | { readonly kind: 'unmatched'; readonly found: number; readonly usual: number }
  /** its source was last read before the day had ended */
  | { readonly kind: 'not-read'; readonly source: string }

/** A source of the flow, and when it was last read to its end. */
export interface ReadSource {
  readonly name: string
  readonly lastReadAt: Date | null
}

/** thirty to one */
const STOPPED = Math.log(30)
/** from so many on a day without any has one chance in twenty */
const MIN_EXPECTED = 3
const MIN_ORDERS = 5
/** of what is usual */
const MIN_MATCHED = 0.6

/**
 * What the flow lacks of the day, as far as it goes: null when all of it is there. A row of a later day shows that its
 * source has passed the day. How many there are is never asked: a shop may sell less.
 */
export function lacks(
  flow: Flow,
  day: Day,
  { dayEndsAt, sources }: { readonly dayEndsAt: Date; readonly sources: readonly ReadSource[] },
): Shortfall | null {
  const unmatched = unmatchedOf(flow, day)
  if (unmatched) return unmatched
  if (goesOnAfter(flow, day)) return null
  const behind = sources.find(({ lastReadAt }) => lastReadAt !== null && lastReadAt < dayEndsAt)
  if (behind && (expectedRows(flow, day) ?? 1) > 0) return { kind: 'not-read', source: behind.name }
  // orders tell the hours; of lines only what their orders lack
  return flow.table === 'order_lines' ? null : (absentOf(flow, day) ?? stoppedOf(flow, day))
}

export function goesOnAfter({ rows }: Pick<Flow, 'rows'>, day: Day): boolean {
  return [...rows.keys()].some((one) => one > day)
}

function absentOf(flow: Flow, day: Day): Shortfall | null {
  if ((flow.rows.get(day) ?? 0) > 0 || sum(flow.hours.get(day) ?? []) > 0) return null
  const usual = expectedRows(flow, day)
  return usual === null || usual < MIN_EXPECTED ? null : { kind: 'absent', usual }
}

function stoppedOf(flow: Flow, day: Day): Shortfall | null {
  const hours = flow.hours.get(day)
  const hour = lastHour(hours)
  const usual = expectedRows(flow, day)
  const lastShare = shareBy(flow, day, hour)
  if (!hours || hour < 0 || usual === null || lastShare === null || hasEndedBy(flow, day, hour)) return null
  const found = sum(hours)
  return stoppedEvidence({ found, lastShare, usual }) < STOPPED
    ? null
    : { kind: 'stopped', found, usual, hour }
}

function unmatchedOf({ matched }: Flow, day: Day): Shortfall | null {
  const own = matched.get(day)
  if (!own || own.orders < MIN_ORDERS) return null
  const before = [...matched].filter(([one]) => one < day && daysBetween(one, day) <= 28)
  const orders = sum(before.map(([, one]) => one.orders))
  if (orders < MIN_ORDERS * 2) return null
  const usual = own.orders * (sum(before.map(([, one]) => one.known)) / orders)
  const isShort = own.known < MIN_MATCHED * usual && usual - own.known >= 3
  return isShort ? { kind: 'unmatched', found: own.known, usual } : null
}
