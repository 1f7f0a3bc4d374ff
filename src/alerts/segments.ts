import type { Lake } from '../lake/contract/lake.ts'
import type { DayRange } from '../lib/days.ts'
import { sumOf } from '../lib/sum.ts'
import { type Dimension, type Metric, membersOf, type Point, type Scope, UNKNOWN } from '../metrics/metric.ts'
import { dimensionsOf, type Segment } from '../metrics/read/cells.ts'
import { kpiTable } from '../metrics/read/kpi-table.ts'
import { pairTable } from '../metrics/read/pair-table.ts'
import { metricNamed } from '../metrics/registry.ts'
import { worthOf } from './worth.ts'

/** One KPI in one segment, day by day. */
export interface SegmentSeries {
  readonly metric: Metric
  readonly segment: Segment
  readonly points: readonly Point[]
  /** money one event is worth there, in cents; null where none can be put on it */
  readonly worthCents: number | null
}

type Bare = Omit<SegmentSeries, 'worthCents'>

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
): Promise<SegmentSeries[]> {
  const table = await kpiTable(lake, metrics, range)
  const single = table.map(({ metric, scope, points }) => ({ metric, segment: segmentOf(scope), points }))
  const crossed: Bare[] = []
  for (const metric of CROSSED.map(metricNamed)) {
    if (metric && metrics.includes(metric)) crossed.push(...(await pairTable(lake, metric, PAIRS, range)))
  }
  const all = withPlaces([...single, ...crossed])
  const usual = new Map<string, Map<string, DailyMean>>()
  for (const series of all) {
    const own = usual.get(keyOf(series)) ?? new Map<string, DailyMean>()
    usual.set(keyOf(series), own.set(series.metric.name, recent(series)))
  }
  return all
    .map((series) => ({
      ...series,
      worthCents: worthOf(series.metric.name, usual.get(keyOf(series)) ?? new Map()),
    }))
    .filter((series) => {
      const own = usual.get(keyOf(series))
      const [orders = 0, gmv = 0] = ['orders', 'gmv'].map((name) => own?.get(name)?.of)
      if (series.segment.merchant !== undefined && orders < MIN_ORDERS) return false
      // refunds of a day too: as many orders as they would make
      return !isMoney(series.metric) || (gmv > 0 && (recent(series).of * orders) / gmv >= MIN_ORDERS)
    })
}

/**
 * Without what is no place: rows that do not say where they belong, and a dimension that one member makes up, which is the
 * whole shop by another name.
 */
function withPlaces(all: readonly Bare[]): readonly Bare[] {
  const members = new Map<string, Set<string>>()
  for (const { segment, points } of all)
    for (const [dimension, member] of dimensionsOf(segment)) {
      if (member === UNKNOWN || !points.some(({ value, of }) => value !== null && of > 0)) continue
      members.set(dimension, (members.get(dimension) ?? new Set()).add(member))
    }
  return all.filter(({ segment }) =>
    dimensionsOf(segment).every(
      ([dimension, member]) => member !== UNKNOWN && (members.get(dimension)?.size ?? 0) > 1,
    ),
  )
}

function isMoney({ name, unit }: Metric): boolean {
  return unit === 'money' || unit === 'money-per' || name === 'refund_rate'
}

function segmentOf(scope: Scope): Segment {
  return Object.fromEntries(membersOf(scope).map(({ dimension, member }) => [dimension, member]))
}

function keyOf({ segment }: Bare): string {
  return JSON.stringify(segment)
}

interface DailyMean {
  readonly of: number
  readonly over: number
}

/** The mean of the last days that have a value, of both parts. */
function recent({ points }: Bare): DailyMean {
  const known = points.filter(({ value }) => value !== null).slice(-RECENT_DAYS)
  const mean = (part: 'of' | 'over') => sumOf(known, (point) => point[part]) / Math.max(1, known.length)
  return { of: mean('of'), over: mean('over') }
}
