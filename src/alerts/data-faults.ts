import type { Rejections } from '../facts/anomaly/rejections.ts'
import type { RawTableName } from '../lake/contract/schema.ts'
import type { Day } from '../lib/days.ts'
import type { Metric } from '../metrics/metric.ts'
import type { AsOf, MissingRows } from '../models/wholeness/whole-day.ts'
import type { Fault } from '../report/say-fault.ts'
import type { FailedCheck } from '../state/lake/quality.ts'
import type { SourceState } from '../state/sources/cursors.ts'

/** What is wrong with the data, and which tables cannot be trusted for it. */
export interface DataFault {
  readonly fault: Fault
  readonly tables: readonly string[] | 'all'
}

/** A source of the shop, and how old its last rows may be. */
export interface ExpectedSource {
  readonly name: string
  readonly platform: string
  readonly table: RawTableName
  readonly freshWithinMinutes: number
}

const RETRIED_MINUTES = 60
const MIN_REJECTED = 20
/** rows of these come all the time: a sync that goes well and brings none is no proof of life */
const FLOWS: readonly string[] = ['sessions', 'orders', 'order_lines']

interface Silence {
  readonly now: Date
  /** whether a shop that is closed, or sells little, sends nothing for as long as since its last row */
  readonly isUsuallySilent?: (source: ExpectedSource, lastRowAt: Date) => boolean
}

/** A failed sync is tried again within minutes: it counts when the feed has not come right for an hour. */
export function sourceFaults(
  expected: readonly ExpectedSource[],
  feeds: readonly SourceState[],
  { now, isUsuallySilent = () => false }: Silence,
): DataFault[] {
  const known = new Map(feeds.map((feed) => [feed.source, feed]))
  return expected.flatMap((source): DataFault[] => {
    const { name, table, freshWithinMinutes } = source
    const feed = known.get(name)
    if (!feed) return []
    const quiet = minutesSince(feed.lastSuccessAt ?? beganAt(feed), now)
    const isFlow = FLOWS.includes(table) && !(feed.lastRowAt && isUsuallySilent(source, feed.lastRowAt))
    const rows = isFlow ? minutesSince(feed.lastRowAt ?? beganAt(feed), now) : quiet
    if (feed.error !== null && quiet > RETRIED_MINUTES)
      return [{ fault: { kind: 'sync-failed', source: name, error: feed.error }, tables: [table] }]
    const late = Math.max(quiet, rows)
    if (late <= freshWithinMinutes) return []
    const isNever = feed.lastRowAt === null && (FLOWS.includes(table) || feed.lastSuccessAt === null)
    const hours = isNever ? null : wholeHours(late)
    return [{ fault: { kind: 'late', source: name, hours }, tables: [table] }]
  })
}

/** Until it was read whole, a source is as late as it has been silent: since it was first read, or since its last row. */
function beganAt({ firstTriedAt, lastRowAt }: SourceState): Date | null {
  return lastRowAt && firstTriedAt && lastRowAt > firstTriedAt ? lastRowAt : firstTriedAt
}

function minutesSince(at: Date | null, now: Date): number {
  return at === null ? Number.POSITIVE_INFINITY : (now.getTime() - at.getTime()) / 60_000
}

/** From two days on in whole days, so that the message is not edited every hour; null when nothing has ever come. */
function wholeHours(minutes: number): number | null {
  if (minutes === Number.POSITIVE_INFINITY) return null
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? hours : 24 * Math.floor(hours / 24)
}

export function checkFaults(failed: readonly FailedCheck[]): DataFault[] {
  return failed.map(({ table, check, found, says, seen }) => ({
    fault: says
      ? { kind: 'rule-broken', rule: `${table}/${check}`, says, ...(seen && { seen }) }
      : { kind: 'not-rebuilt', table, check, count: found },
    tables: 'all',
  }))
}

/** What a source has not sent of the days after the last whole one, and is late with; a day of which nothing came. */
export function missingFaults(
  { missing, nothingFrom, lastSeen }: AsOf,
  asked: { at: Date; yesterday: Day },
): DataFault[] {
  const late = missing.filter((one) => one.hasSource && one.lateFrom <= asked.at)
  const since = new Map(late.toReversed().map((one) => [`${one.table} ${one.platform}`, one]))
  const days = [...since.values()].toReversed().flatMap((one): DataFault[] => {
    const fault = faultOf(one)
    return fault
      ? [{ fault, tables: one.table === 'sessions' ? ['sessions'] : ['orders', 'order_lines'] }]
      : []
  })
  const isNothing = nothingFrom !== null && nothingFrom <= asked.at
  return isNothing
    ? [...days, { fault: { kind: 'no-rows', day: asked.yesterday, lastSeen }, tables: 'all' }]
    : days
}

/** A source that could not be read is told by its own fault. */
function faultOf({ day, table, platform, shortfall }: MissingRows): Fault | null {
  const { kind } = shortfall
  if (kind === 'not-read') return null
  const usual = Math.round(shortfall.usual)
  if (kind === 'absent') return { kind: 'day-absent', table, platform, day, usual }
  const { found } = shortfall
  return kind === 'stopped'
    ? { kind: 'day-stopped', table, platform, day, found, usual, hour: shortfall.hour }
    : { kind: 'day-unmatched', table, platform, day, found, usual }
}

/** Three times the share of before and five points above it: a format has changed. */
export function rejectionFaults(counts: readonly Rejections[]): DataFault[] {
  return counts.flatMap(({ table, rejected, rows, rejectedBefore, rowsBefore }) => {
    if (rejected < MIN_REJECTED || rows === 0 || rowsBefore === 0) return []
    const [share, before] = [rejected / rows, rejectedBefore / rowsBefore]
    if (share < Math.max(3 * before, before + 0.05)) return []
    // as precise as it is said: a message is not edited for less
    const fault: Fault = { kind: 'rejected', table, share: rounded(share, 2), before: rounded(before, 3) }
    return [{ fault, tables: [table] }]
  })
}

function rounded(share: number, digits: number): number {
  return Math.round(share * 10 ** digits) / 10 ** digits
}

/** The raw tables without which what a mart says of its latest day is wrong. */
const FED_BY: Readonly<Record<string, readonly string[]>> = {
  mart_sessions: ['sessions', 'orders'],
  mart_orders: ['orders', 'order_lines'],
  mart_order_lines: ['orders', 'order_lines'],
  mart_refunds: ['refunds'],
  mart_product_days: ['stock_levels'],
  mart_merchant_days: ['orders', 'order_lines'],
  mart_customers: ['orders', 'order_lines'],
  mart_merchants: ['merchants', 'order_lines'],
}

/** KPIs that the faults would move: they are not evaluated until the faults are gone. */
export function notEvaluatedBecause(faults: readonly DataFault[], metrics: readonly Metric[]): Set<string> {
  const isAll = faults.some(({ tables }) => tables === 'all')
  const broken = new Set(faults.flatMap(({ tables }) => (tables === 'all' ? [] : tables)))
  const isFed = ({ mart }: Metric) =>
    Object.entries(FED_BY).some(
      ([name, tables]) => new RegExp(`\\b${name}\\b`).test(mart) && tables.some((table) => broken.has(table)),
    )
  return new Set(metrics.filter((metric) => isAll || isFed(metric)).map(({ name }) => name))
}
