import type { Lake } from '../lake/contract/lake.ts'
import type { Day, DayRange } from '../lib/days.ts'
import type { Metric, Point } from '../metrics/metric.ts'
import { cellSeries, dimensionsOf, type Segment } from '../metrics/read/cells.ts'
import type { Promos } from '../metrics/read/promo-days.ts'
import type { Finding } from '../models/anomaly/finding.ts'
import { judgeSegment } from './assess.ts'
import type { SegmentSeries } from './segments.ts'

/** What has been read of the shop, and the day to judge. */
export interface JudgeContext {
  readonly lake: Pick<Lake, 'query' | 'zone'>
  readonly day: Day
  readonly range: DayRange
  readonly segments: readonly SegmentSeries[]
  readonly promos: Promos
  /** KPIs that are not evaluated, because their data did not come */
  readonly notEvaluated: ReadonlySet<string>
}

/** One KPI in one segment on the day, judged by its own past there. */
export interface JudgedSegment {
  readonly metric: Metric
  readonly today: Point
  readonly finding: Finding
}

/** Null where the KPI is not measured by such a segment, or has too short a past there. */
export async function judgeAt(
  context: JudgeContext,
  metric: Metric,
  segment: Segment,
): Promise<JudgedSegment | null> {
  const points = await pointsAt(context, metric, segment)
  const today = points.find((point) => point.day === context.day)
  const finding = judgeSegment(
    { metric, segment, points, worthCents: worthAt(context, metric, segment) },
    context.day,
    { promos: context.promos, whole: wholeOf(context, metric) },
  )
  return today && finding ? { metric, today, finding } : null
}

/** From what was read, or else from the mart itself, without the days on which the shop has no data. */
async function pointsAt(context: JudgeContext, metric: Metric, segment: Segment): Promise<readonly Point[]> {
  const known = context.segments.find(
    (one) => one.metric.name === metric.name && isSame(one.segment, segment),
  )
  if (known) return known.points
  const isMeasured =
    metric.day === 'dt' && dimensionsOf(segment).every(([name]) => metric.dimensions.includes(name))
  if (!isMeasured) return []
  const whole = wholeOf(context, metric)
  const withData = new Set(whole?.points.flatMap(({ day, value }) => (value === null ? [] : [day])))
  const points = await cellSeries(context.lake, metric, segment, context.range)
  return points.filter(({ day }) => withData.has(day))
}

function wholeOf({ segments }: JudgeContext, metric: Metric): SegmentSeries | null {
  return segments.find((one) => one.metric.name === metric.name && isSame(one.segment, {})) ?? null
}

function worthAt({ segments }: JudgeContext, metric: Metric, segment: Segment): number | null {
  return (
    segments.find((one) => one.metric.name === metric.name && isSame(one.segment, segment))?.worthCents ??
    null
  )
}

function isSame(a: Segment, b: Segment): boolean {
  return JSON.stringify(dimensionsOf(a)) === JSON.stringify(dimensionsOf(b))
}
