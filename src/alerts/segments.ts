import type { Lake } from '../lake/contract/lake.ts'
import type { DayRange } from '../lib/days.ts'
import type { Dimension, Metric, Point, Scope } from '../metrics/metric.ts'
import type { Where } from '../metrics/read/cells.ts'
import { kpiTable } from '../metrics/read/kpi-table.ts'
import { pairTable } from '../metrics/read/pair-table.ts'
import { metricNamed } from '../metrics/registry.ts'
import { worthOf } from './worth.ts'

/** One KPI at one place, day by day. */
export interface Segment {
  readonly metric: Metric
  readonly where: Where
  readonly points: readonly Point[]
  /** money one event is worth there, in cents; null where none can be put on it */
  readonly worthCents: number | null
}

type Bare = Omit<Segment, 'worthCents'>

/** Crossed too are the KPIs a broken checkout shows in first, in the pairs such a thing breaks in. */
const CROSSED = ['conversion', 'orders'] as const
const PAIRS: readonly (readonly [Dimension, Dimension])[] = [
  ['platform', 'category'],
  ['platform', 'channel'],
]
const MIN_ORDERS = 40
const RECENT_DAYS = 28

/**
 * What is worth judging each day. Money of a handful of orders has no usual range, and neither has a merchant with few:
 * asking about each would only make it harder to believe the rest.
 */
export async function segments(
  lake: Pick<Lake, 'query'>,
  metrics: readonly Metric[],
  range: DayRange,
): Promise<Segment[]> {
  const table = await kpiTable(lake, metrics, range)
  const single = table.map(({ metric, scope, points }) => ({ metric, where: whereOf(scope), points }))
  const crossed: Bare[] = []
  for (const metric of CROSSED.map(metricNamed)) {
    if (metric && metrics.includes(metric)) crossed.push(...(await pairTable(lake, metric, PAIRS, range)))
  }
  const all = [...single, ...crossed]
  const usual = new Map<string, Map<string, Usually>>()
  for (const slice of all) {
    const own = usual.get(placeOf(slice)) ?? new Map<string, Usually>()
    usual.set(placeOf(slice), own.set(slice.metric.name, recent(slice)))
  }
  return all
    .map((slice) => ({
      ...slice,
      worthCents: worthOf(slice.metric.name, usual.get(placeOf(slice)) ?? new Map()),
    }))
    .filter((slice) => {
      const own = usual.get(placeOf(slice))
      const [orders = 0, gmv = 0] = ['orders', 'gmv'].map((name) => own?.get(name)?.of)
      if (slice.where.merchant !== undefined && orders < MIN_ORDERS) return false
      // refunds of a day too: as many orders as they would make
      return !isMoney(slice.metric) || (gmv > 0 && (recent(slice).of * orders) / gmv >= MIN_ORDERS)
    })
}

function isMoney({ name, unit }: Metric): boolean {
  return unit === 'money' || unit === 'money-per' || name === 'refund_rate'
}

function whereOf(scope: Scope): Where {
  return scope === 'all' ? {} : { [scope.dimension]: scope.member }
}

function placeOf({ where }: Bare): string {
  return JSON.stringify(where)
}

interface Usually {
  readonly of: number
  readonly over: number
}

/** The mean of the last days that have a value, of both parts. */
function recent({ points }: Bare): Usually {
  const known = points.filter(({ value }) => value !== null).slice(-RECENT_DAYS)
  const mean = (part: 'of' | 'over') =>
    known.reduce((sum, point) => sum + point[part], 0) / Math.max(1, known.length)
  return { of: mean('of'), over: mean('over') }
}
