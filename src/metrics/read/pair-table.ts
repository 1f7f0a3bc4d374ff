import type { Lake } from '../../lake/contract/lake.ts'
import { type Day, type DayRange, daysIn } from '../../lib/days.ts'
import { columnOf, type Dimension, isRatio, type Metric, type Point, pointOf } from '../metric.ts'
import { parts, type Segment } from './cells.ts'

export interface PairLine {
  readonly metric: Metric
  readonly segment: Segment
  readonly points: readonly Point[]
}

/**
 * A KPI in every combination of two dimensions, from one scan of its mart: what fails for one category of one platform
 * can hide in both sums. Only of KPIs that are dated by their mart's `dt`.
 */
export async function pairTable(
  lake: Pick<Lake, 'query'>,
  metric: Metric,
  pairs: readonly (readonly [Dimension, Dimension])[],
  range: DayRange,
): Promise<PairLine[]> {
  const usable = pairs.filter((pair) => pair.every((name) => metric.dimensions.includes(name)))
  if (usable.length === 0 || metric.day !== 'dt') return []
  const columns = [...new Set(usable.flat().map(columnOf))]
  const sets = usable.map((pair) => `(dt, ${pair.map(columnOf).join(', ')})`)
  const { of, over } = parts(metric)
  const rows = await lake.query(
    `select dt as day, ${columns.map((column) => `${column}, grouping(${column}) as no_${column}`).join(', ')}, ${of} as of, ${over} as over
     from ${metric.mart} as mart where dt >= cast($from as date) and dt < cast($to as date)
     group by grouping sets (${sets.join(', ')})`,
    { ...range },
  )
  const found = new Map<string, { segment: Segment; byDay: Map<Day, { of: number; over: number }> }>()
  const open = new Set<Day>()
  for (const row of rows) {
    const pair = usable.find((names) =>
      columns.every((one) => isIn(names, one) === (Number(row[`no_${one}`]) === 0)),
    )
    if (!pair) continue
    const segment = Object.fromEntries(pair.map((name) => [name, String(row[columnOf(name)])]))
    const line = found.get(JSON.stringify(segment)) ?? { segment, byDay: new Map() }
    line.byDay.set(String(row.day), { of: Number(row.of), over: Number(row.over) })
    found.set(JSON.stringify(segment), line)
    open.add(String(row.day))
  }
  return [...found.values()].map(({ segment, byDay }) => ({
    metric,
    segment,
    points: daysIn(range).map((day) => {
      const one = byDay.get(day)
      if (one) return pointOf(day, one.of, isRatio(metric) ? one.over : 1)
      return pointOf(day, 0, !isRatio(metric) && open.has(day) ? 1 : 0)
    }),
  }))
}

function isIn(pair: readonly Dimension[], column: string): boolean {
  return pair.some((name) => columnOf(name) === column)
}
