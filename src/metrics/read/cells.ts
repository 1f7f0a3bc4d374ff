import type { Lake } from '../../lake/contract/lake.ts'
import { type Day, type DayRange, daysIn } from '../../lib/days.ts'
import { columnOf, type Dimension, isRatio, type Metric, type Point, pointOf } from '../metric.ts'
import { comparableDays } from './usual.ts'

/** `{ platform: 'bazario', category: 'Electronics' }`; `{}` is the whole shop. */
export type Segment = Partial<Readonly<Record<Dimension, string>>>

interface Parts {
  readonly of: number
  readonly over: number
}

/** One combination of members, on a day and on the days it is compared with. */
export interface KpiCell {
  readonly dims: Readonly<Record<string, string>>
  /** a rate's parts summed over the days before; a sum's mean day, times the days after */
  readonly before: Parts
  readonly after: Parts
}

/** What a KPI is made of by several dimensions at once. Only of KPIs that are dated by their mart's `dt`. */
export async function cells(
  lake: Pick<Lake, 'query'>,
  metric: Metric,
  asked: {
    /** one day, or those of a week together */
    readonly day: Day | readonly Day[]
    readonly before: readonly Day[]
    readonly dimensions: readonly Dimension[]
  },
): Promise<KpiCell[]> {
  const after = daysOf(asked.day)
  const listed = (days: readonly Day[]) => `dt in (${days.map((day) => `date '${day}'`).join(', ')})`
  const sums = await summedCells(lake, metric, {
    after: listed(after),
    either: listed([...after, ...asked.before]),
    dimensions: asked.dimensions,
  })
  if (isRatio(metric)) return sums
  const share = Math.max(1, asked.before.length) / after.length
  return sums.map((cell) => ({ ...cell, before: dividedBy(cell.before, share) }))
}

/**
 * One period beside another, as their figures are compared: a sum against a sum, a level as the mean of its days. Only
 * of KPIs that are dated by their mart's `dt`.
 */
export async function periodCells(
  lake: Pick<Lake, 'query'>,
  metric: Metric,
  asked: {
    readonly range: DayRange
    readonly before: DayRange
    readonly dimensions: readonly Dimension[]
    /** how many days of either have data */
    readonly days: { readonly after: number; readonly before: number }
  },
): Promise<KpiCell[]> {
  const within = ({ from, to }: DayRange) => `(dt >= date '${from}' and dt < date '${to}')`
  const after = within(asked.range)
  const either = `(${after} or ${within(asked.before)})`
  const sums = await summedCells(lake, metric, { after, either, dimensions: asked.dimensions })
  if (!metric.isLevel) return sums
  return sums.map(({ dims, before, after: now }) => ({
    dims,
    before: dividedBy(before, asked.days.before),
    after: dividedBy(now, asked.days.after),
  }))
}

/** The parts of every combination, summed over the days for which `after` holds and over the others. */
async function summedCells(
  lake: Pick<Lake, 'query'>,
  metric: Metric,
  asked: { readonly after: string; readonly either: string; readonly dimensions: readonly Dimension[] },
): Promise<KpiCell[]> {
  const columns = asked.dimensions.map(columnOf).join(', ')
  const { of, over } = parts(metric)
  const rows = await lake.query(
    `select ${columns}, ${asked.after} as is_after, ${of} as of, ${over} as over
     from ${metric.mart} as mart where ${asked.either}
     group by ${columns}, ${asked.after}`,
  )
  const found = new Map<string, { dims: Record<string, string>; before: Parts; after: Parts }>()
  for (const row of rows) {
    const dims = Object.fromEntries(asked.dimensions.map((name) => [name, String(row[columnOf(name)])]))
    const key = Object.values(dims).join('\u0000')
    const cell = found.get(key) ?? { dims, before: { of: 0, over: 0 }, after: { of: 0, over: 0 } }
    cell[row.is_after === true ? 'after' : 'before'] = { of: Number(row.of), over: Number(row.over) }
    found.set(key, cell)
  }
  return [...found.values()]
}

function dividedBy({ of, over }: Parts, days: number): Parts {
  return { of: of / Math.max(1, days), over: over / Math.max(1, days) }
}

/** The cells of a day beside those of the days it is compared with, and these days. */
export interface UsualCells {
  readonly cells: readonly KpiCell[]
  readonly before: readonly Day[]
  readonly dimensions: readonly Dimension[]
}

/**
 * The cells of a day and of the same weekday in ordinary weeks before; null with too few of these days, or of a KPI
 * that is not told by these dimensions. `points` are those of the whole, and say which days have data.
 */
export async function usualCells(
  lake: Pick<Lake, 'query'>,
  { metric, points }: { readonly metric: Metric; readonly points: readonly Point[] },
  asked: {
    readonly day: Day | readonly Day[]
    readonly special: ReadonlyMap<Day, string>
    readonly dimensions: readonly Dimension[]
    readonly minDays: number
  },
): Promise<UsualCells | null> {
  const withData = new Set(points.flatMap((point) => (point.value === null ? [] : [point.day])))
  const before = daysOf(asked.day).flatMap((day) =>
    comparableDays(day, (one) => withData.has(one), asked.special),
  )
  const dimensions = asked.dimensions.filter((name) => metric.dimensions.includes(name))
  if (before.length < asked.minDays || dimensions.length === 0 || metric.day !== 'dt') return null
  return { before, dimensions, cells: await cells(lake, metric, { day: asked.day, before, dimensions }) }
}

function daysOf(day: Day | readonly Day[]): readonly Day[] {
  return typeof day === 'string' ? [day] : day
}

/** The series of one combination, straight from the mart: `mart_kpi` keeps one dimension at a time. */
export async function cellSeries(
  lake: Pick<Lake, 'query'>,
  metric: Metric,
  segment: Segment,
  range: DayRange,
): Promise<Point[]> {
  const named = dimensionsOf(segment)
  const { of, over } = parts(metric)
  const conditions = named.map(([name]) => ` and ${columnOf(name)} = $${name}`).join('')
  const rows = await lake.query<{ day: Day; of: number; over: number }>(
    `select dt as day, ${of} as of, ${over} as over from ${metric.mart} as mart
     where dt >= cast($from as date) and dt < cast($to as date)${conditions} group by dt`,
    { ...range, ...Object.fromEntries(named) },
  )
  const byDay = new Map(rows.map((row) => [row.day, row]))
  return daysIn(range).map((day) => {
    const row = byDay.get(day)
    if (!row) return pointOf(day, 0, isRatio(metric) ? 0 : 1)
    return pointOf(day, row.of, isRatio(metric) ? row.over : 1)
  })
}

export function dimensionsOf(segment: Segment): [Dimension, string][] {
  const order: readonly Dimension[] = ['platform', 'category', 'channel', 'region', 'merchant']
  return order.flatMap((name): [Dimension, string][] => {
    const member = segment[name]
    return member === undefined ? [] : [[name, member]]
  })
}

export function parts({ value }: Metric): { of: string; over: string } {
  const number = (sql: string) => `cast(coalesce(${sql}, 0) as double)`
  return typeof value === 'string'
    ? { of: number(value), over: 'cast(1 as double)' }
    : { of: number(value.of), over: number(value.over) }
}
