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
  const bounds = await dayBounds(lake)
  if (!bounds) return []
  const scans = scansOf(metrics)
  if (days === 'all' || !(await isMeasured(lake))) {
    await lake.writeMart('mart_kpi', kpiSql(scans, bounds, 'all'))
    return 'all'
  }
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

async function dayBounds(lake: Pick<Lake, 'query'>): Promise<DayBounds | null> {
  const [row] = await lake.query<{ first: string | null; last: string | null }>(`
    select min(dt) as first, max(dt) as last
    from (select dt from mart_orders union all select dt from mart_sessions) as days`)
  return row?.first && row.last ? { first: row.first, last: row.last } : null
}

async function isMeasured(lake: Pick<Lake, 'query'>): Promise<boolean> {
  return (await lake.query('select 1 as found from mart_kpi limit 1')).length > 0
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
