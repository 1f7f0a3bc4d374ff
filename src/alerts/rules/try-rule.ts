import { type ReadsCalendar, shopPromos } from '../../facts/calendar/shop-calendar.ts'
import { addDays, type Day } from '../../lib/days.ts'
import type { Metric } from '../../metrics/metric.ts'
import { calendarOf } from '../../metrics/read/promo-days.ts'
import { HISTORY_DAYS, type Preview, previewRule } from '../../models/anomaly/rule-preview.ts'
import type { RuleSpec } from '../../state/alert-rules.ts'
import { inThread } from '../../threads/worker-pool.ts'
import { scopeOf, segmentOf } from './rule.ts'
import { rulePoints } from './rule-points.ts'

/** On which of the days up to the last whole one a rule would have fired, each by what was known on it. */
export async function tryRule(
  reads: ReadsCalendar,
  {
    metric,
    spec,
    last,
    days,
  }: { readonly metric: Metric; readonly spec: RuleSpec; readonly last: Day; readonly days: number },
): Promise<Preview> {
  const to = addDays(last, 1)
  const from = addDays(to, -days)
  const segment = segmentOf(spec)
  const range = { from: addDays(from, -HISTORY_DAYS), to }
  const asked = {
    unit: metric.unit,
    calendar: calendarOf(await shopPromos(reads), scopeOf(segment)),
    points: await rulePoints(reads.lake, { metric, segment, hours: spec.hours }, range),
    minima: { volume: spec.minVolume, cents: spec.minCents },
    from,
  }
  const rule = spec.limit
  // a fixed value is compared at once; a past judged day by day takes longer than the bot may be silent
  return rule.kind === 'unusual'
    ? inThread({ name: 'preview', task: { rule, asked } })
    : previewRule(rule, asked)
}
