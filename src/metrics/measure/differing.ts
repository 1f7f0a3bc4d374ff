import type { Lake } from '../../lake/contract/lake.ts'
import { addDays, type Day } from '../../lib/days.ts'
import type { Metric } from '../metric.ts'
import { isByPartition, kpiSql, scansOf } from './kpi-sql.ts'
import { boundsOf, LOOK_BACK_DAYS, soldOrSeen } from './measure.ts'

export interface Differing {
  readonly metric: string
  readonly rows: number
  readonly firstDay: Day
}

/** KPIs whose stored value is not what the marts say now. Days that are kept as KPIs alone have nothing to be held against. */
export async function differingKpis(
  lake: Pick<Lake, 'query'>,
  metrics: readonly Metric[],
  keptFrom: Day | null,
): Promise<readonly Differing[]> {
  const stored = await lake.query<{ metric: string }>('select distinct metric from mart_kpi')
  const known = new Set(stored.map(({ metric }) => metric))
  const bounds = await boundsOf(lake, soldOrSeen('all'))
  if (!bounds) return []
  const differing: Differing[] = []
  // a KPI of this release that an earlier one did not measure comes with the next build
  for (const scan of scansOf(metrics.filter(({ name }) => known.has(name)))) {
    const since = keptFrom && (isByPartition(scan) ? keptFrom : addDays(keptFrom, LOOK_BACK_DAYS))
    const names = scan.metrics.map(({ name }) => `'${name}'`).join(', ')
    const from = since === null ? '' : `"day" >= date '${since}'`
    const of = (table: string) =>
      `select metric, "day", dimension, coalesce(member, '') as member, "of", "over" from ${table} k
       where ${from === '' ? 'true' : from}`
    differing.push(
      ...(await lake.query<{ metric: string; rows: number; firstDay: Day }>(
        `with fresh as (${of(`(${kpiSql([scan], bounds, 'all')})`)}),
         stands as (${of('mart_kpi')} and metric in (${names}))
         select coalesce(f.metric, s.metric) as metric, count(*) as "rows",
           min(coalesce(f."day", s."day")) as "firstDay"
         from fresh f full join stands s on f.metric = s.metric and f."day" = s."day"
           and f.dimension = s.dimension and f.member = s.member
         where f.metric is null or s.metric is null
           or abs(f."of" - s."of") > ${apart('of')} or abs(f."over" - s."over") > ${apart('over')}
         group by 1 order by 1`,
      )),
    )
  }
  return differing
}

/** Doubles that are added up in another order differ in their last digits. */
const apart = (column: 'of' | 'over') => `1e-9 * greatest(1, abs(s."${column}"))`
