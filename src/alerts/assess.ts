import type { Day } from '../lib/days.ts'
import type { Metric } from '../metrics/metric.ts'
import type { Promos } from '../metrics/promos.ts'
import { type Finding, judge } from '../models/anomaly.ts'
import { discoveries } from '../models/discoveries.ts'
import type { Slice } from './slices.ts'

/** A KPI at one place that lies outside what its past allows. */
export interface Suspect {
  readonly slice: Slice
  readonly finding: Finding
}

/** standard deviations; a few large orders make money wander further than counts do */
const LIMITS: Readonly<Record<Metric['unit'], number>> = {
  rate: 3.3,
  count: 3.3,
  money: 4.5,
  'money-per': 4.5,
}
/** what a campaign brings is known from a few days of its name only */
const NAMED_DAY_LIMIT = 5

/**
 * Judges every slice on the day by its own past, and believes what stands after correcting for how many were judged.
 * `held` names KPIs that cannot be judged because their feed did not come.
 */
export function assess(
  slices: readonly Slice[],
  day: Day,
  { promos, held }: { readonly promos: Promos; readonly held: ReadonlySet<string> },
): Suspect[] {
  const judged = slices
    .filter((slice) => !held.has(slice.metric.name))
    .flatMap((slice) => {
      const finding = judgeSlice(slice, day, promos)
      return finding ? [{ slice, finding }] : []
    })
  const isBelieved = discoveries(judged.map(({ finding }) => finding))
  return judged.filter((_, i) => isBelieved[i])
}

/** Null when the day has no value, or the place too short a past. */
export function judgeSlice({ metric, where, points }: Slice, day: Day, promos: Promos): Finding | null {
  const today = points.find((point) => point.day === day)
  if (!today || today.value === null) return null
  const history = points.filter((point) => point.day < day && point.value !== null)
  const calendar = where.category === undefined ? promos.all : promos.forCategory(where.category)
  const limit = calendar.has(day) ? NAMED_DAY_LIMIT : LIMITS[metric.unit]
  const found = judge({ unit: metric.unit, history, today, calendar, limit })
  return found.kind === 'finding' ? found : null
}
