import { showHours } from '../../lib/schedule.ts'
import { metricNamed } from '../../metrics/registry.ts'
import { saySegmentName } from '../../report/say-segment.ts'
import type { Locale } from '../../report/words/locale.ts'
import type { RuleSpec } from '../../state/alert-rules.ts'
import { segmentOf } from './rule.ts'
import { sayLimit } from './say-limit.ts'

/** `Conversion in Toys below 2 %, from 200 a day, counted from 09:00 to 18:00` */
export function sayRule(spec: RuleSpec, locale: Locale): string {
  const { rules, metrics } = locale.words
  const metric = metricNamed(spec.kpi)
  const { minVolume, minCents, hours } = spec
  return rules.said({
    kpi: metric ? metrics.label(metric) : spec.kpi,
    segment: saySegmentName(segmentOf(spec), locale),
    limit: sayLimit(spec.limit, metric?.unit ?? 'count', locale),
    more: [
      ...(minVolume === null ? [] : [rules.minVolume(locale.figure('count', minVolume))]),
      ...(minCents === null ? [] : [rules.minMoney(locale.figure('money', minCents))]),
      ...(hours === null ? [] : [rules.hours(showHours(hours))]),
    ],
  })
}
