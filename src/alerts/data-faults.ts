import type { RawTableName } from '../lake/contract/schema.ts'
import { plural, showNumber, showPercent } from '../lib/text.ts'
import type { Metric } from '../metrics/metric.ts'
import type { AsOf } from '../metrics/read/as-of.ts'
import type { FailedCheck } from '../state/lake/quality.ts'
import type { SourceState } from '../state/sources/cursors.ts'

/** What is wrong with the data, and which tables cannot be trusted for it. */
export interface DataFault {
  readonly text: string
  readonly tables: readonly string[] | 'all'
}

export interface Expected {
  readonly name: string
  readonly table: RawTableName
  readonly freshWithinMinutes: number
}

const RETRIED_MINUTES = 60
const MIN_REFUSED = 20
/** rows of these come all the time: a sync that goes well and brings none is no proof of life */
const FLOWS: readonly string[] = ['sessions', 'orders', 'order_lines']

/** A failed sync is tried again within minutes: it counts when the feed has not come right for an hour. */
export function sourceFaults(
  expected: readonly Expected[],
  feeds: readonly SourceState[],
  now: Date,
): DataFault[] {
  const known = new Map(feeds.map((feed) => [feed.source, feed]))
  return expected.flatMap(({ name, table, freshWithinMinutes }) => {
    const feed = known.get(name)
    if (!feed) return []
    const quiet = minutesSince(feed.lastSuccessAt, now)
    const rows = FLOWS.includes(table) ? minutesSince(feed.lastRowAt, now) : quiet
    if (feed.error !== null && quiet > RETRIED_MINUTES)
      return [{ text: `${name} fails: ${feed.error}`, tables: [table] }]
    if (Math.max(quiet, rows) <= freshWithinMinutes) return []
    return [{ text: `${name} is late: ${sinceWhen(Math.max(quiet, rows))}.`, tables: [table] }]
  })
}

function minutesSince(at: Date | null, now: Date): number {
  return at === null ? Number.POSITIVE_INFINITY : (now.getTime() - at.getTime()) / 60_000
}

/** In whole days or hours, so that the message is not edited at every look. */
function sinceWhen(minutes: number): string {
  if (minutes === Number.POSITIVE_INFINITY) return 'nothing has come from it yet'
  const hours = Math.floor(minutes / 60)
  return `nothing has come from it for ${hours < 48 ? plural(hours, 'hour') : plural(Math.floor(hours / 24), 'day')}`
}

export function checkFaults(failed: readonly FailedCheck[]): DataFault[] {
  return failed.map(({ table, check, found, says }) => ({
    text: says
      ? `Nothing new is published. ${says} Send it right and it goes on by itself, or accept it: /sources accept ${table}/${check}`
      : `The tables could not be rebuilt: ${table}, ${check} (${showNumber(found)}). Those of before stand.`,
    tables: 'all',
  }))
}

/** Days after the last whole one, and days of which there is nothing at all. */
export function missingFaults({ day, lastSeen, short }: AsOf, yesterday: string): DataFault[] {
  const thin = short.map(
    (one): DataFault => ({
      text: `${one.metric} of ${one.day}: ${showNumber(one.found)}, where about ${showNumber(Math.round(one.usual))} are usual.`,
      tables: tablesOf(one.metric),
    }),
  )
  if (lastSeen >= yesterday) return thin
  const since = lastSeen > day ? lastSeen : day
  return [
    ...thin,
    { text: `Nothing is there of ${yesterday}; the last rows are of ${since}.`, tables: 'all' },
  ]
}

function tablesOf(volume: 'orders' | 'sessions'): readonly string[] {
  return volume === 'sessions' ? ['sessions'] : ['orders', 'order_lines']
}

export interface Rejections {
  readonly table: string
  readonly refused: number
  readonly landed: number
  readonly refusedBefore: number
  readonly landedBefore: number
}

/** Three times the share of before and five points above it: a format has changed. */
export function rejectionFaults(counts: readonly Rejections[]): DataFault[] {
  return counts.flatMap(({ table, refused, landed, refusedBefore, landedBefore }) => {
    if (refused < MIN_REFUSED || landed === 0 || landedBefore === 0) return []
    const [share, before] = [refused / landed, refusedBefore / landedBefore]
    if (share < Math.max(3 * before, before + 0.05)) return []
    const text = `${showPercent(share, 0)} of the rows of ${table} were refused since yesterday, ${showPercent(before, 1)} before.`
    return [{ text, tables: [table] }]
  })
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

/** KPIs that the faults would move, and of which nothing is said until they are mended. */
export function notEvaluatedBecause(faults: readonly DataFault[], metrics: readonly Metric[]): Set<string> {
  const isAll = faults.some(({ tables }) => tables === 'all')
  const broken = new Set(faults.flatMap(({ tables }) => (tables === 'all' ? [] : tables)))
  const isFed = ({ mart }: Metric) =>
    Object.entries(FED_BY).some(
      ([name, tables]) => new RegExp(`\\b${name}\\b`).test(mart) && tables.some((table) => broken.has(table)),
    )
  return new Set(metrics.filter((metric) => isAll || isFed(metric)).map(({ name }) => name))
}
