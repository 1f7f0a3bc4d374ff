import type { Lake } from '../lake/lake.ts'
import type { Day } from '../lib/days.ts'
import { type DayBounds, kpiSql, type Scan, scansOf } from './kpi-sql.ts'
import type { Metric } from './metric.ts'

/**
 * Computes every KPI in every slice and publishes them as `mart_kpi`. With `days`, what the marts of those days say is
 * measured anew, and so are the other days that moved with them: a delivery today dates an order of last week, a
 * second order closes a cohort of last month. Returns the days written.
 */
export async function measure(
  lake: Pick<Lake, 'query' | 'writeMart'>,
  metrics: readonly Metric[],
  days: readonly Day[] | 'all',
): Promise<readonly Day[] | 'all'> {
  const measured = days === 'all' ? null : await boundsOf(lake, MEASURED)
  const scans = scansOf(metrics)
  if (days === 'all' || !measured) {
    const bounds = await boundsOf(lake, soldOrSeen('all'))
    if (!bounds) return []
    await lake.writeMart('mart_kpi', kpiSql(scans, bounds, 'all'))
    return 'all'
  }
  const bounds = widened(measured, await boundsOf(lake, soldOrSeen(days)))
  const moved = await movedDays(
    lake,
    scans.filter((scan) => !isByPartition(scan)),
    bounds,
  )
  const touched = [...new Set([...days, ...moved])].filter((day) => day <= bounds.last).sort()
  if (touched.length > 0) {
    await lake.writeMart('mart_kpi', kpiSql(scans, bounds, touched), { days: touched })
  }
  return touched
}

function isByPartition(scan: Scan): boolean {
  return scan.day === 'dt' && scan.maturesAfterDays === 0
}

/** What stands already says how far the days reach: the marts are asked for the touched ones only. */
const MEASURED = "select day from mart_kpi where dimension = 'all' and metric in ('orders', 'sessions')"

function soldOrSeen(days: readonly Day[] | 'all'): string {
  const touched =
    days === 'all'
      ? ''
      : days.length === 0
        ? 'where false'
        : `where dt in (${days.map((day) => `date '${day}'`).join(', ')})`
  return `select dt as day from mart_orders ${touched} union all select dt as day from mart_sessions ${touched}`
}

async function boundsOf(lake: Pick<Lake, 'query'>, days: string): Promise<DayBounds | null> {
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

/** KPIs dated by something else than their mart's partition are reckoned whole, and compared with what stands. */
async function movedDays(
  lake: Pick<Lake, 'query'>,
  scans: readonly Scan[],
  bounds: DayBounds,
): Promise<string[]> {
  const names = scans.flatMap((scan) => scan.metrics.map((metric) => `'${metric.name}'`))
  if (names.length === 0) return []
  const stands = `select metric, day, dimension, member, of, over from mart_kpi where metric in (${names.join(', ')})`
  const rows = await lake.query<{ day: string }>(`
    with fresh as (${kpiSql(scans, bounds, 'all')}), stands as (${stands})
    select distinct day from (
      (select * from fresh except select * from stands)
      union all
      (select * from stands except select * from fresh)
    ) as moved`)
  return rows.map((row) => row.day)
}
