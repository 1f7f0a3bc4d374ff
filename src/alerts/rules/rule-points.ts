import { hourSeries } from '../../facts/intraday/hour-series.ts'
import type { Lake } from '../../lake/contract/lake.ts'
import { addDays, type DayRange } from '../../lib/days.ts'
import { sumOf } from '../../lib/sum.ts'
import type { Metric, Point } from '../../metrics/metric.ts'
import { dimensionsOf, type Segment } from '../../metrics/read/cells.ts'
import { series } from '../../metrics/read/series.ts'
import { metricNamed } from '../../metrics/registry.ts'
import type { RuleDay } from '../../models/anomaly/rule-preview.ts'
import type { RuleHours } from '../../state/alert-rules.ts'
import { eventsOf, worthOf } from '../worth.ts'
import { scopeOf } from './rule.ts'

type Reads = Pick<Lake, 'query' | 'zone'>

interface Looked {
  readonly metric: Metric
  readonly segment: Segment
  /** null: of the whole day */
  readonly hours: RuleHours | null
}

const USUAL_DAYS = 28

/** The days of a KPI that have a value, as a rule looks at them: for the watch and for a preview alike. */
export async function rulePoints(lake: Reads, looked: Looked, range: DayRange): Promise<RuleDay[]> {
  const { metric, segment, hours } = looked
  const points = hours
    ? await hourSeries(lake, { metric, segment, hours }, range)
    : await series(lake, metric, scopeOf(segment), range)
  const worth = await worthBefore(lake, looked, range)
  return points
    .filter(({ value }) => value !== null)
    .map(({ day, of, over }) => ({ day, of, over, worthCents: worth(day) }))
}

/** What one event was worth on a day, by the four weeks before it. */
async function worthBefore(
  lake: Reads,
  { metric, segment }: Looked,
  { from, to }: DayRange,
): Promise<(day: string) => number | null> {
  const { name, unit } = metric
  if (unit === 'money' || unit === 'money-per') return () => 1
  const events = eventsOf(name)
  if (events === null) return () => worthOf(name, new Map())
  const whole = { from: addDays(from, -USUAL_DAYS), to }
  const names = [...new Set(['gmv', events])]
  const found = new Map<string, Point[]>()
  for (const one of names) {
    const known = metricNamed(one)
    const isMeasured =
      known && dimensionsOf(segment).every(([dimension]) => known.dimensions.includes(dimension))
    if (isMeasured) found.set(one, await series(lake, known, scopeOf(segment), whole))
  }
  return (day) => {
    const first = addDays(day, -USUAL_DAYS)
    const usual = [...found].map(([one, points]) => {
      const own = points.filter((point) => point.day >= first && point.day < day && point.value !== null)
      const mean = (part: 'of' | 'over') => sumOf(own, (point) => point[part]) / Math.max(1, own.length)
      return [one, { of: mean('of'), over: mean('over') }] as const
    })
    return worthOf(name, new Map(usual))
  }
}
