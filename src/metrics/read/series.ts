import type { Lake } from '../../lake/contract/lake.ts'
import { type Day, type DayRange, daysIn } from '../../lib/days.ts'
import {
  type Dimension,
  isRatio,
  type Metric,
  membersOf,
  type Point,
  pointOf,
  type Scope,
} from '../metric.ts'
import { cellSeries } from './cells.ts'

type Reads = Pick<Lake, 'query'>

interface Parts {
  readonly of: number
  readonly over: number
}

/**
 * One point a day of the range. A day without data is missing (`value` null), not zero; a sum is zero on a day the
 * shop had data but this slice had none.
 */
export async function series(lake: Reads, metric: Metric, scope: Scope, range: DayRange): Promise<Point[]> {
  const members = membersOf(scope)
  // mart_kpi keeps one dimension at a time: two come from the KPI's own mart
  if (members.length > 1)
    return cellSeries(
      lake,
      metric,
      Object.fromEntries(members.map((one) => [one.dimension, one.member])),
      range,
    )
  const [dimension, member] = scope === 'all' ? (['all', 'all'] as const) : [scope.dimension, scope.member]
  return (await seriesBy(lake, metric, dimension, range, member)).get(member) ?? []
}

/** The series of every member of a dimension (or of the one named), from one query. */
export async function seriesBy(
  lake: Reads,
  metric: Metric,
  dimension: Dimension | 'all',
  range: DayRange,
  only?: string,
): Promise<Map<string, Point[]>> {
  const rows = await lake.query<{ day: Day; member: string; of: number; over: number }>(
    `select day, member, of, over from mart_kpi
     where metric = $metric and dimension = $dimension and day >= cast($from as date) and day < cast($to as date)
     ${only === undefined ? '' : 'and member = $only'}
     order by member, day`,
    { metric: metric.name, dimension, ...range, ...(only !== undefined && { only }) },
  )
  const found = new Map<string, Map<Day, Parts>>(only === undefined ? [] : [[only, new Map()]])
  for (const { day, member, of, over } of rows) {
    const parts = found.get(member) ?? new Map<Day, Parts>()
    found.set(member, parts.set(day, { of, over }))
  }
  const open = isRatio(metric) ? new Set<Day>() : await daysWithData(lake, metric, range)
  return new Map([...found].map(([member, parts]) => [member, pointsOf(parts, range, open)]))
}

/** Its mart is partitioned by the day it is counted on, so a day without any row is a day without data. */
function isFlow(metric: Metric): boolean {
  return metric.day === 'dt'
}

async function daysWithData(lake: Reads, metric: Metric, range: DayRange): Promise<Set<Day>> {
  const rows = await lake.query<{ day: Day }>(
    `select distinct day from mart_kpi
     where dimension = 'all' and metric in (${isFlow(metric) ? '$metric' : "'orders', 'sessions'"})
       and day >= cast($from as date) and day < cast($to as date)`,
    { ...(isFlow(metric) && { metric: metric.name }), from: range.from, to: range.to },
  )
  return new Set(rows.map((row) => row.day))
}

/** `open`: the days on which nothing found means none. */
function pointsOf(parts: ReadonlyMap<Day, Parts>, range: DayRange, open: ReadonlySet<Day>): Point[] {
  return daysIn(range).map((day) => {
    const found = parts.get(day)
    return found ? pointOf(day, found.of, found.over) : pointOf(day, 0, open.has(day) ? 1 : 0)
  })
}
