import { addDays, type Day } from '../lib/days.ts'
import { dimensionsOf } from '../metrics/read/cells.ts'
import type { Promos } from '../metrics/read/promo-days.ts'
import { judge } from '../models/anomaly/anomaly.ts'
import { discoveries } from '../models/anomaly/discoveries.ts'
import type { Finding } from '../models/anomaly/finding.ts'
import type { SeriesToJudge } from '../models/anomaly/judge-columns.ts'
import { isFirstTime } from '../models/calendar/calendar.ts'
import { judgeMany } from '../threads/judge-many.ts'
import type { SegmentSeries } from './segments.ts'

/** A KPI in one segment that lies outside what its past allows. */
export interface Suspect {
  readonly series: SegmentSeries
  readonly finding: Finding
}

/** What of a segment is judged. */
export type Judgeable = Omit<SegmentSeries, 'metric'> & {
  readonly metric: Pick<SegmentSeries['metric'], 'name' | 'unit'> &
    Partial<Pick<SegmentSeries['metric'], 'better'>>
}

interface Assessed<S> {
  readonly series: S
  /** of what lies outside its own limits, believed or not */
  readonly finding: Finding | undefined
  readonly isAnomaly: boolean
}

/** standard deviations; a few large orders make money wander further than counts do, which have the model's own limit */
const MONEY_LIMIT = 4.5
/** of what is told so much may be chance: less of good news, which the digest tells as well and nobody has to act on */
const CHANCE = 0.05
const CHANCE_OF_GOOD_NEWS = 0.01
/** days from a named one on which a part is judged beside the whole */
const DOUBTFUL = [0, -1, -2, 1]
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
  promos: Promos,
): Promise<Assessed<S>[]> {
  const ratios = new Map(
    segments.filter(isWhole).map((whole) => [whole.metric.name, wholeRatio(whole, day, promos)] as const),
  )
  const judgeable = segments.flatMap((series) => {
    const toJudge = seriesOf(series, day, { promos, wholeRatio: ratios.get(series.metric.name) ?? null })
    return toJudge ? [{ series, toJudge }] : []
  })
  const { p, anomalies } = await judgeMany(judgeable.map(({ toJudge }) => toJudge))
  const outside = new Map(anomalies.map(({ at, finding }) => [at, finding]))
  const judged = judgeable.flatMap(({ series }, at) => {
    const own = p[at] ?? Number.NaN
    return Number.isNaN(own) ? [] : [{ series, finding: outside.get(at), p: own, isAnomaly: outside.has(at) }]
  })
  const [isBelieved, isCertain] = [CHANCE, CHANCE_OF_GOOD_NEWS].map((rate) => discoveries(judged, rate))
  return judged.map(({ series, finding }, i) => {
    const isTold = finding?.direction === series.metric.better ? isCertain : isBelieved
    return { series, finding, isAnomaly: isTold?.[i] ?? false }
  })
}

/** Null when the day has no value, or the segment too short a past. `whole` is the same KPI in the whole shop. */
export function judgeSegment<S extends Judgeable>(
  segment: S,
  day: Day,
  { promos, whole }: { readonly promos: Promos; readonly whole: Judgeable | null },
): Finding | null {
  const ratio = whole && wholeRatio(whole, day, promos)
  return judged(seriesOf(segment, day, { promos, wholeRatio: ratio }))
}

function judged(series: SeriesToJudge | null): Finding | null {
  const today = series?.points.at(-1)
  if (!series || !today) return null
  const { points, ...how } = series
  const found = judge({ ...how, history: points.slice(0, -1), today })
  return found.kind === 'finding' ? found : null
}

/**
 * What the whole shop brought on a holiday it had not seen before, beside an ordinary day; null on other days, which need
 * no such yardstick, and where nothing can be said of it.
 */
function wholeRatio(whole: Judgeable, day: Day, promos: Promos): number | null {
  if (!isDoubtful(day, promos.all)) return null
  const found = judged(seriesOf(whole, day, { promos, wholeRatio: null }))
  return found && found.expected > 0 && found.actual > 0 ? found.actual / found.expected : null
}

/** Holidays and campaigns reach beyond their days: people buy before them, and stay away after. */
function isDoubtful(day: Day, named: Promos['all']): boolean {
  return DOUBTFUL.some((shift) => named.has(addDays(day, shift)))
}

function isWhole({ segment }: Pick<Judgeable, 'segment'>): boolean {
  return Object.keys(segment).length === 0
}

/** Null when the day has no value. */
function seriesOf(
  { metric, segment, points, worthCents }: Judgeable,
  day: Day,
  asked: { readonly promos: Promos; readonly wholeRatio: number | null },
): SeriesToJudge | null {
  const { promos } = asked
  const known = points.filter((point) => point.day <= day && point.value !== null)
  if (known.at(-1)?.day !== day) return null
  const calendar = promos.within(dimensionsOf(segment).map(([dimension, member]) => ({ dimension, member })))
  const isMoney = metric.unit === 'money' || metric.unit === 'money-per'
  const ratio = isWhole({ segment }) ? null : asked.wholeRatio
  const isNamed = calendar.has(day) && !(isFirstTime(calendar.get(day) ?? '') && ratio !== null)
  const limit = isNamed ? NAMED_DAY_LIMIT : isMoney ? MONEY_LIMIT : undefined
  return {
    unit: metric.unit,
    points: known,
    calendar,
    ...(ratio !== null && { wholeRatio: ratio }),
    ...(limit !== undefined && { limit }),
    ...(worthCents !== null && { worthCents }),
  }
}
