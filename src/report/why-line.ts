import { writeLine, writeMembers } from '../ask/write.ts'
import type { Day } from '../lib/days.ts'
import type { Segment } from '../metrics/read/cells.ts'
import { metricNamed } from '../metrics/registry.ts'

/** `/why conversion platform=bazario category=Electronics 2026-11-23`; null of a KPI that is measured no more. */
export function whyLine(moved: {
  readonly kpi: string
  readonly segment: Segment
  readonly day: Day
}): string | null {
  const metric = metricNamed(moved.kpi)
  return metric ? writeLine('/why', metric, writeMembers(moved.segment), moved.day) : null
}
