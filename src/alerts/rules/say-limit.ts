import type { Metric } from '../../metrics/metric.ts'
import type { Rule } from '../../models/anomaly/rule-preview.ts'
import type { Locale } from '../../report/words/locale.ts'

/** `below 2.00 %`, `more than 4 standard deviations below expected` */
export function sayLimit(limit: Rule, unit: Metric['unit'], locale: Locale): string {
  const says = locale.words.alerts.preview
  if (limit.kind === 'unusual') return says.unusual(String(limit.deviations), limit.direction ?? null)
  const value = locale.figure(unit, limit.value)
  return limit.kind === 'below' ? says.below(value) : says.above(value)
}
