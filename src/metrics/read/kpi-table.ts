import type { Lake } from '../../lake/contract/lake.ts'
import { type Day, type DayRange, daysIn } from '../../lib/days.ts'
import {
  DIMENSIONS,
  type Dimension,
  isRatio,
  type Metric,
  type Point,
  pointOf,
  type Scope,
} from '../metric.ts'

/** One KPI in one scope over a range of days. */
export interface Line {
  readonly metric: Metric
  readonly scope: Scope
  readonly points: readonly Point[]
}

const MERCHANTS = 100

/**
 * Every KPI in every slice, or in those of some dimensions, from one query; of the merchants the hundred with the most
 * GMV in the range. For what looks at all of them at once: asking one series at a time would open each day's file some
 * hundred times.
 */
export async function kpiTable(
  lake: Pick<Lake, 'query'>,
  metrics: readonly Metric[],
  range: DayRange,
  only: readonly (Dimension | 'all')[] = ['all', ...DIMENSIONS],
): Promise<Line[]> {
  const rows = await lake.query<{
    metric: string
    dimension: string
    member: string
    day: Day
    of: number
    over: number
  }>(
    `with large as (
       select member from mart_kpi
       where metric = 'gmv' and dimension = 'merchant' and day >= cast($from as date) and day < cast($to as date)
       group by member order by sum(of) desc, member limit ${MERCHANTS}
     )
     select metric, dimension, member, day, of, over from mart_kpi
     where day >= cast($from as date) and day < cast($to as date)
       and (dimension <> 'merchant' or member in (select member from large))
       and dimension in (${only.map((name) => `'${name}'`).join(', ')})
     order by metric, dimension, member, day`,
    { ...range },
  )
  const found = new Map<string, Map<Day, { of: number; over: number }>>()
  const scopes = new Map<string, Scope>()
  const open = new Set<Day>()
  for (const { metric, dimension, member, day, of, over } of rows) {
    const key = `${metric}\u0000${dimension}\u0000${member}`
    const known = DIMENSIONS.find((name) => name === dimension)
    scopes.set(key, known ? { dimension: known, member } : 'all')
    found.set(key, (found.get(key) ?? new Map()).set(day, { of, over }))
    if (dimension === 'all' && (metric === 'orders' || metric === 'sessions')) open.add(day)
  }
  return metrics.flatMap((metric) => {
    const own = found.get(`${metric.name}\u0000all\u0000all`) ?? new Map()
    const days = metric.day === 'dt' ? new Set(own.keys()) : open
    return [...found]
      .filter(([key]) => key.startsWith(`${metric.name}\u0000`))
      .map(([key, parts]) => ({
        metric,
        scope: scopes.get(key) ?? 'all',
        points: daysIn(range).map((day) => {
          const one = parts.get(day)
          if (one) return pointOf(day, one.of, one.over)
          return pointOf(day, 0, !isRatio(metric) && days.has(day) ? 1 : 0)
        }),
      }))
  })
}
