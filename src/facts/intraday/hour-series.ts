import type { Lake } from '../../lake/contract/lake.ts'
import { type DayRange, daysIn } from '../../lib/days.ts'
import { columnOf, DIMENSIONS, isRatio, type Metric, type Point, pointOf } from '../../metrics/metric.ts'
import type { Segment } from '../../metrics/read/cells.ts'
import { QUARTER_MS } from '../../models/intraday/counted.ts'
import { hourlyOf } from '../../models/intraday/hourly.ts'
import { shopGrid } from './shop-grid.ts'

/** Minutes since midnight, by the shop's clock; whole quarters of an hour. */
interface Hours {
  readonly from: number
  readonly to: number
}

const QUARTERS_A_DAY = 96
const QUARTER = 15

/**
 * The KPI of some hours of each day, as `series` has it of whole days. On a day of which the shop has no row at all it
 * has no value; a sum of hours in which nothing came is zero.
 */
export async function hourSeries(
  lake: Pick<Lake, 'query' | 'zone'>,
  { metric, segment, hours }: { readonly metric: Metric; readonly segment: Segment; readonly hours: Hours },
  range: DayRange,
): Promise<Point[]> {
  const columns = hourlyOf(metric.name)
  if (!columns) return []
  const [days, open] = [daysIn(range), await daysOpen(lake, range)]
  const { grid, startMs } = shopGrid(range, { zone: lake.zone, isNamed: () => false })
  const sums = days.map(() => ({ of: 0, over: 0 }))
  for (const row of await quarters(lake, { ...columns, segment }, range)) {
    const at = Math.floor((Number(row.starts) - startMs) / QUARTER_MS)
    const minute = ((grid.weekSlot[at] ?? 0) % QUARTERS_A_DAY) * QUARTER
    const sum = sums[grid.day[at] ?? -1]
    if (!sum || minute < hours.from || minute >= hours.to) continue
    sum.of += Number(row.of)
    sum.over += Number(row.over)
  }
  return days.map((day, at) => {
    const { of, over } = sums[at] ?? { of: 0, over: 0 }
    return pointOf(day, of, !open.has(day) ? 0 : isRatio(metric) ? over : 1)
  })
}

function quarters(
  lake: Pick<Lake, 'query'>,
  asked: { readonly of: string; readonly over: string | null; readonly segment: Segment },
  range: DayRange,
) {
  const members = DIMENSIONS.flatMap((name) => {
    const member = asked.segment[name]
    return member === undefined ? [] : [[name, member] as const]
  })
  return lake.query<{ starts: number; of: number; over: number }>(
    `select unix_millis(starts_at) as starts, ${asked.of} as of, ${asked.over ?? 'cast(0 as bigint)'} as over
     from mart_intervals
     where dt >= cast($from as date) and dt < cast($to as date)
       and ${DIMENSIONS.map((name) => whereOf(name, asked.segment)).join(' and ')}`,
    { ...range, ...Object.fromEntries(members) },
  )
}

function whereOf(name: (typeof DIMENSIONS)[number], segment: Segment): string {
  return segment[name] === undefined ? `${columnOf(name)} is null` : `${columnOf(name)} = $${name}`
}

async function daysOpen(lake: Pick<Lake, 'query'>, range: DayRange): Promise<ReadonlySet<string>> {
  const rows = await lake.query<{ day: string }>(
    `select distinct cast(dt as varchar) as day from mart_intervals
     where dt >= cast($from as date) and dt < cast($to as date)`,
    { ...range },
  )
  return new Set(rows.map(({ day }) => day))
}
