import { addDays, dayOf, daysIn, weekday } from '../lib/days.ts'
import { sumOf } from '../lib/sum.ts'
import type { AsOf } from '../models/wholeness/whole-day.ts'
import type { Fault } from '../report/say-fault.ts'
import type { ExpectedSource } from './data-faults.ts'

/** where fewer are expected a silence has one chance in twenty or more */
const MIN_EXPECTED = 3
const DAY_MS = 86_400_000
/** of a day; what comes later by the way is no completion */
const MORE = 1.1

/**
 * Whether a source that was read sends nothing for as long as since its last row without anything being wrong: the shop
 * was closed, or sells so little. Of what has fallen the last whole day counts, and not what was usual before.
 */
export function silenceOf(
  { closedOn, recent }: AsOf,
  { at, zone }: { readonly at: Date; readonly zone: string },
): (source: ExpectedSource, lastRowAt: Date) => boolean {
  return ({ table, platform }, lastRowAt) => {
    const own = recent.filter(
      (one) =>
        one.platform === platform &&
        (one.table === table || (table === 'order_lines' && one.table === 'orders')),
    )
    if (own.length === 0 || own.some(({ level }) => level === null)) return false
    const days = daysIn({ from: dayOf(lastRowAt, zone), to: addDays(dayOf(at, zone), 1) })
    const closed = days.filter((day) => closedOn.includes(weekday(day))).length
    const open = Math.max(0, (at.getTime() - lastRowAt.getTime()) / DAY_MS - closed)
    return open * Math.max(...own.map(({ level }) => level ?? 0)) < MIN_EXPECTED
  }
}

/** Whether a day that was told to lack rows has no more of them now: then it is taken as it is, and nothing has come. */
export function asFound(recent: AsOf['recent']): (fault: Fault) => boolean {
  return (fault) => {
    if (typeof fault === 'string') return false
    const isOfDay = fault.kind === 'thin-day' || fault.kind === 'day-absent' || fault.kind === 'day-stopped'
    if (!isOfDay) return false
    const [table, platform] = fault.kind === 'thin-day' ? [fault.metric, null] : [fault.table, fault.platform]
    const found = fault.kind === 'day-absent' ? 0 : fault.found
    const own = recent.filter(
      (one) => one.table === table && (platform === null || one.platform === platform),
    )
    return sumOf(own, ({ rows }) => rows.get(fault.day) ?? 0) <= MORE * found
  }
}
