import type { Lake } from '../lake/contract/lake.ts'
import type { Day, DayRange } from '../lib/days.ts'
import type { Metric, Point } from '../metrics/metric.ts'
import { cellSeries, dimensionsOf, type Where } from '../metrics/read/cells.ts'
import type { Promos } from '../metrics/read/promos.ts'
import type { Finding } from '../models/anomaly/anomaly.ts'
import { judgeSegment } from './assess.ts'
import type { Segment } from './segments.ts'

/** What one look at the shop has read, and the day it is about. */
export interface JudgeContext {
  readonly lake: Pick<Lake, 'query' | 'zone'>
  readonly day: Day
  readonly range: DayRange
  readonly slices: readonly Segment[]
  readonly promos: Promos
  /** KPIs nothing can be said of, because their feed did not come */
  readonly held: ReadonlySet<string>
}

/** One KPI at one place on the day, judged by its own past there. */
export interface JudgedSegment {
  readonly metric: Metric
  readonly today: Point
  readonly finding: Finding
}

/** Null where the KPI cannot be told for such a place, or has too short a past there. */
export async function judgeAt(
  look: JudgeContext,
  metric: Metric,
  where: Where,
): Promise<JudgedSegment | null> {
  const points = await pointsAt(look, metric, where)
  const today = points.find((point) => point.day === look.day)
  const finding = judgeSegment(
    { metric, where, points, worthCents: worthAt(look, metric, where) },
    look.day,
    look.promos,
  )
  return today && finding ? { metric, today, finding } : null
}

/** From what was read, or else from the mart itself, without the days on which the shop has no data. */
async function pointsAt(look: JudgeContext, metric: Metric, where: Where): Promise<readonly Point[]> {
  const own = look.slices.filter((slice) => slice.metric.name === metric.name)
  const known = own.find((slice) => isSame(slice.where, where))
  if (known) return known.points
  const isTellable =
    metric.day === 'dt' && dimensionsOf(where).every(([name]) => metric.slices.includes(name))
  if (!isTellable) return []
  const whole = own.find((slice) => isSame(slice.where, {}))
  const withData = new Set(whole?.points.flatMap(({ day, value }) => (value === null ? [] : [day])))
  const points = await cellSeries(look.lake, metric, where, look.range)
  return points.filter(({ day }) => withData.has(day))
}

function worthAt({ slices }: JudgeContext, metric: Metric, where: Where): number | null {
  return (
    slices.find((slice) => slice.metric.name === metric.name && isSame(slice.where, where))?.worthCents ??
    null
  )
}

function isSame(a: Where, b: Where): boolean {
  return JSON.stringify(dimensionsOf(a)) === JSON.stringify(dimensionsOf(b))
}
