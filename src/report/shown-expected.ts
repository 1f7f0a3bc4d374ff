import type { Metric } from '../metrics/metric.ts'
import type { ShownEstimate } from './words/estimate.ts'
import type { Locale } from './words/locale.ts'

/** What a KPI should have been, and how sure that is; the range of a change over several days is not known. */
export interface Expected {
  readonly expected: number
  readonly low: number | null
  readonly high: number | null
}

/** The expected value of a KPI: the same figure wherever it is said, with its range or without it. */
export function shownExpected(
  unit: Metric['unit'],
  { expected, low, high }: Expected,
  { estimate, figure }: Pick<Locale, 'estimate' | 'figure'>,
): ShownEstimate {
  if (low !== null && high !== null) return estimate(unit, { value: expected, low, high })
  const whole = unit === 'count' && expected >= 10 ? Math.round(expected) : expected
  return { value: figure(unit, whole), low: figure(unit, low), high: figure(unit, high) }
}
