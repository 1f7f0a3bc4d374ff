import type { Lake, MartPart } from '../../lake/contract/lake.ts'
import { addDays, type Day } from '../../lib/days.ts'
import type { Metric } from '../metric.ts'
import { type DayBounds, isByPartition, kpiSql, type Scan, scansOf } from './kpi-sql.ts'

/**
 * Computes every KPI in every slice and publishes them as `mart_kpi`. With `days`, what the marts of those days say is
 * measured anew, and KPIs dated by something else on any day: a delivery today dates an order of last week, a second
 * order closes a cohort of last month. Returns the days that moved.
 *
 * Days before `keptFrom` stand: their rows are kept no longer. KPIs that look back on what a shopper or a merchant did
 * before stand for a year more, for a customer whose first orders were dropped would be a new one.
 */
export async function measure(
  lake: Pick<Lake, 'query' | 'writeMart'>,
  metrics: readonly Metric[],
  days: readonly Day[] | 'all',
  keptFrom: Day | null = null,
): Promise<readonly Day[] | 'all'> {
  const measured = days === 'all' ? null : await boundsOf(lake, MEASURED)
  const scans = scansOf(metrics)
  if (days === 'all' || !measured) {
    const bounds = await boundsOf(lake, soldOrSeen('all'))
    if (!bounds) return []
    if (keptFrom !== null) return lake.writeMart('mart_kpi', keeping(scans, bounds, keptFrom))
    return lake.writeMart('mart_kpi', [{ sql: kpiSql(scans, bounds, 'all'), replaces: 'all' }])
  }
  const bounds = widened(measured, await boundsOf(lake, soldOrSeen(days)))
  const touched = days.filter((day) => day <= bounds.last && (keptFrom === null || day >= keptFrom))
  const byDay = scans.filter(isByPartition)
  const whole = scans.filter((scan) => !isByPartition(scan))
  const ofDays = { sql: kpiSql(byDay, bounds, touched), replaces: { days: touched } }
  const onAnyDay = onAllDays(whole, bounds, keptFrom && addDays(keptFrom, LOOK_BACK_DAYS))
  return lake.writeMart('mart_kpi', [
    ...(byDay.length > 0 && touched.length > 0 ? [ofDays] : []),
    ...(whole.length > 0 ? [onAnyDay] : []),
  ])
}

export const LOOK_BACK_DAYS = 365

function keeping(scans: readonly Scan[], bounds: DayBounds, keptFrom: Day): MartPart[] {
  const byDay = scans.filter(isByPartition)
  const whole = scans.filter((scan) => !isByPartition(scan))
  return [
    ...(byDay.length > 0 ? [onAllDays(byDay, bounds, keptFrom)] : []),
    ...(whole.length > 0 ? [onAllDays(whole, bounds, addDays(keptFrom, LOOK_BACK_DAYS))] : []),
  ]
}

function onAllDays(scans: readonly Scan[], bounds: DayBounds, since: Day | null): MartPart {
  const metrics = scans.flatMap((scan) => scan.metrics.map(({ name }) => name))
  return { sql: kpiSql(scans, bounds, 'all'), replaces: { metrics }, ...(since !== null && { since }) }
}

/** What stands already says how far the days reach: the marts are asked for the touched ones only. */
const MEASURED = "select day from mart_kpi where dimension = 'all' and metric in ('orders', 'sessions')"

export function soldOrSeen(days: readonly Day[] | 'all'): string {
  const touched =
    days === 'all'
      ? ''
      : days.length === 0
        ? 'where false'
        : `where dt in (${days.map((day) => `date '${day}'`).join(', ')})`
  return `select dt as day from mart_orders ${touched} union all select dt as day from mart_sessions ${touched}`
}

export async function boundsOf(lake: Pick<Lake, 'query'>, days: string): Promise<DayBounds | null> {
  const [row] = await lake.query<{ first: string | null; last: string | null }>(
    `select min(day) as first, max(day) as last from (${days}) as days`,
  )
  return row?.first && row.last ? { first: row.first, last: row.last } : null
}

function widened(bounds: DayBounds, by: DayBounds | null): DayBounds {
  if (!by) return bounds
  return {
    first: by.first < bounds.first ? by.first : bounds.first,
    last: by.last > bounds.last ? by.last : bounds.last,
  }
}
