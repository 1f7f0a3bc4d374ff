import { segmentOf } from '../../../src/alerts/rules/rule.ts'
import { sayLimit } from '../../../src/alerts/rules/say-limit.ts'
import { showHours } from '../../../src/lib/schedule.ts'
import { metricNamed } from '../../../src/metrics/registry.ts'
import { saySegmentName } from '../../../src/report/say-segment.ts'
import type { Locale } from '../../../src/report/words/locale.ts'
import type { RuleSpec } from '../../../src/state/alert-rules.ts'

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
