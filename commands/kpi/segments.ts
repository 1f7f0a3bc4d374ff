import type { Lake } from '../../src/lake/contract/lake.ts'
import { addDays, type Day } from '../../src/lib/days.ts'
import { groupBy } from '../../src/lib/group.ts'
import {
  type Dimension,
  isRatio,
  type Metric,
  membersOf,
  type Point,
  pointOf,
  type Scope,
} from '../../src/metrics/metric.ts'
import { cells } from '../../src/metrics/read/cells.ts'
import { calendarOf, type Promos } from '../../src/metrics/read/promo-days.ts'
import { seriesBy } from '../../src/metrics/read/series.ts'
import { comparableDays } from '../../src/metrics/read/usual.ts'
import { type Comparison, compare } from '../../src/report/compare.ts'

/** One KPI by the members of one dimension, the largest first. */
export interface Segments {
  readonly dimension: Dimension
  readonly rows: readonly { readonly member: string; readonly compared: Comparison }[]
}

interface Asked {
  readonly metric: Metric
  readonly scope: Scope
  readonly day: Day
  readonly promos: Promos
  /** of the scope, up to the day */
  readonly points: readonly Point[]
  /** null: the first that tells two members apart */
  readonly by: Dimension | null
}

const LOOK_BACK_DAYS = 112
/** what people slice by first */
const ORDER: readonly Dimension[] = ['category', 'platform', 'channel', 'region', 'merchant']

/** By the first dimension that tells two members apart; null when none does. */
export async function segmentsOf(lake: Pick<Lake, 'query'>, asked: Asked): Promise<Segments | null> {
  const { metric, scope, by } = asked
  const order = by === null ? ORDER : [by]
  const free = order.filter(
    (name) => metric.dimensions.includes(name) && membersOf(scope).every((one) => one.dimension !== name),
  )
  for (const dimension of free) {
    const rows = await (scope === 'all'
      ? ofTheShop(lake, asked, dimension)
      : within(lake, { ...asked, scope }, dimension))
    if (rows.length > 1) return { dimension, rows: rows.toSorted((a, b) => size(b) - size(a)) }
  }
  return null
}

function size({ compared: { metric, today } }: Segments['rows'][number]): number {
  return isRatio(metric) ? today.over : today.of
}

async function ofTheShop(
  lake: Pick<Lake, 'query'>,
  { metric, day, promos }: Asked,
  dimension: Dimension,
): Promise<Segments['rows']> {
  const range = { from: addDays(day, -LOOK_BACK_DAYS), to: addDays(day, 1) }
  const found = await seriesBy(lake, metric, dimension, range)
  return [...found].flatMap(([member, points]) => {
    const compared = compare({ metric, points }, day, calendarOf(promos, { dimension, member }))
    return compared ? [{ member, compared }] : []
  })
}

/** Two dimensions at once are not kept as series: the day and the days it is compared with come from the mart. */
async function within(
  lake: Pick<Lake, 'query'>,
  { metric, scope, day, promos, points }: Asked & { readonly scope: Exclude<Scope, 'all'> },
  dimension: Dimension,
): Promise<Segments['rows']> {
  if (metric.day !== 'dt' || metric.maturesAfterDays !== undefined) return []
  const own = membersOf(scope)
  const withData = new Set(points.filter(({ value }) => value !== null).map((point) => point.day))
  const before = comparableDays(day, (one) => withData.has(one), promos.all)
  const found = await cells(lake, metric, {
    day,
    before,
    dimensions: [...own.map((one) => one.dimension), dimension],
  })
  const mine = found.filter(({ dims }) => own.every((one) => dims[one.dimension] === one.member))
  return [...groupBy(mine, ({ dims }) => dims[dimension] ?? 'unknown')].flatMap(([member, [cell]]) => {
    if (!cell) return []
    const base = (parts: { of: number; over: number }) =>
      pointOf(day, parts.of, isRatio(metric) ? parts.over : 1)
    const usual = before.length < 2 ? null : base(cell.before)
    return [{ member, compared: { metric, today: base(cell.after), usual, expected: null, mark: null } }]
  })
}
