import type { Day } from '../lib/days.ts'
import type { Promos } from '../metrics/read/promo-days.ts'
import { judge } from '../models/anomaly/anomaly.ts'
import { discoveries } from '../models/anomaly/discoveries.ts'
import type { Finding } from '../models/anomaly/finding.ts'
import type { SeriesToJudge } from '../models/anomaly/judge-columns.ts'
import { judgeMany } from '../threads/judge-many.ts'
import type { SegmentSeries } from './segments.ts'

/** A KPI in one segment that lies outside what its past allows. */
export interface Suspect {
  readonly series: SegmentSeries
  readonly finding: Finding
}

/** What of a segment is judged. */
export type Judgeable = Omit<SegmentSeries, 'metric'> & {
  readonly metric: Pick<SegmentSeries['metric'], 'name' | 'unit'>
}

interface Assessed<S> {
  readonly series: S
  /** of what lies outside its own limits, believed or not */
  readonly finding: Finding | undefined
  readonly isAnomaly: boolean
}

/** standard deviations; a few large orders make money wander further than counts do, which have the model's own limit */
const MONEY_LIMIT = 4.5
/** what a campaign brings is known from a few days of its name only */
const NAMED_DAY_LIMIT = 5

/**
 * Judges every segment on the day by its own past, and believes what is left after correcting for how many were judged.
 * KPIs in `notEvaluated` are left out: their data did not come.
 */
export async function assess(
  segments: readonly SegmentSeries[],
  day: Day,
  asked: { readonly promos: Promos; readonly notEvaluated: ReadonlySet<string> },
): Promise<Suspect[]> {
  const all = await assessEach(
    segments.filter(({ metric }) => !asked.notEvaluated.has(metric.name)),
    day,
    asked.promos,
  )
  return all.flatMap(({ series, finding, isAnomaly }) => (finding && isAnomaly ? [{ series, finding }] : []))
}

/** Of each segment with a value on the day and enough of a past, in their order. */
export async function assessEach<S extends Judgeable>(
  segments: readonly S[],
  day: Day,
  named: Promos,
): Promise<Assessed<S>[]> {
  const promos = remembered(named)
  const judgeable = segments.flatMap((series) => {
    const toJudge = seriesOf(series, day, promos)
    return toJudge ? [{ series, toJudge }] : []
  })
  const { p, anomalies } = await judgeMany(judgeable.map(({ toJudge }) => toJudge))
  const outside = new Map(anomalies.map(({ at, finding }) => [at, finding]))
  const judged = judgeable.flatMap(({ series }, at) => {
    const own = p[at] ?? Number.NaN
    return Number.isNaN(own) ? [] : [{ series, finding: outside.get(at), p: own, isAnomaly: outside.has(at) }]
  })
  const isBelieved = discoveries(judged)
  return judged.map(({ series, finding }, i) => ({ series, finding, isAnomaly: isBelieved[i] ?? false }))
}

/** Null when the day has no value, or the segment too short a past. */
export function judgeSegment(segment: SegmentSeries, day: Day, promos: Promos): Finding | null {
  const series = seriesOf(segment, day, promos)
  const today = series?.points.at(-1)
  if (!series || !today) return null
  const { points, ...how } = series
  const found = judge({ ...how, history: points.slice(0, -1), today })
  return found.kind === 'finding' ? found : null
}

/** Null when the day has no value. */
function seriesOf(
  { metric, segment, points, worthCents }: Judgeable,
  day: Day,
  promos: Promos,
): SeriesToJudge | null {
  const known = points.filter((point) => point.day <= day && point.value !== null)
  if (known.at(-1)?.day !== day) return null
  const calendar = segment.category === undefined ? promos.all : promos.forCategory(segment.category)
  const isMoney = metric.unit === 'money' || metric.unit === 'money-per'
  const limit = calendar.has(day) ? NAMED_DAY_LIMIT : isMoney ? MONEY_LIMIT : undefined
  return {
    unit: metric.unit,
    points: known,
    calendar,
    ...(limit !== undefined && { limit }),
    ...(worthCents !== null && { worthCents }),
  }
}

/** Each category's calendar made once. */
function remembered({ all, forCategory }: Promos): Promos {
  const known = new Map<string, ReadonlyMap<Day, string>>()
  return {
    all,
    forCategory: (category) => {
      const own = known.get(category) ?? forCategory(category)
      known.set(category, own)
      return own
    },
  }
}
