import { DIMENSIONS, type Metric, type Scope, showScope } from '../metrics/metric.ts'
import type { Segment } from '../metrics/read/cells.ts'
import type { Comparison } from './compare.ts'
import type { Locale } from './words/locale.ts'

/** `bazario × Electronics`; a merchant by id. */
export function saySegmentName(segment: Segment, { words: { metrics } }: Locale): string {
  const named = DIMENSIONS.flatMap((name) => {
    const member = segment[name]
    if (member === undefined) return []
    return [member === 'unknown' ? metrics.unknown(name) : member]
  })
  return named.length === 0 ? metrics.wholeShop : named.join(' × ')
}

/** `Conversion`, or `Conversion · Electronics` of a segment. */
export function sayMetric(metric: Metric, scope: Scope, { words }: Locale): string {
  const label = words.metrics.label(metric)
  return scope === 'all' ? label : words.kpi.named(label, showScope(scope))
}

/** `▼ bad`, `▲ within range`: which way, and what to think of it. */
export function sayMark({ today, usual, mark }: Comparison, { words: { kpi } }: Locale): string {
  if (mark === 'unsettled') return kpi.marks.unsettled
  if (usual === null) return ''
  const change = (today.value ?? 0) - (usual.value ?? today.value ?? 0)
  const arrow = change > 0 ? '▲' : change < 0 ? '▼' : '='
  return `${arrow} ${mark === null ? '' : kpi.marks[mark]}`.trim()
}
