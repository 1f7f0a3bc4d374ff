import { nearest, oneLine } from '../../lib/text.ts'
import type { Metric } from '../metric.ts'
import { metrics } from '../registry.ts'
import type { Unknown } from './fault.ts'

/** A KPI by its name or label, or what to say where there is none: the nearest there is. */
export function findMetric(typed: string): Metric | Unknown {
  if (typed === '') return { kind: 'unknown', fault: { code: 'noKpiNamed' } }
  const wanted = typed.toLowerCase()
  const found = metrics.find(({ name, label }) => name === wanted || label.toLowerCase() === wanted)
  if (found) return found
  return (
    nearMetric(typed) ?? {
      kind: 'unknown',
      fault: { code: 'unknownKpi', typed: oneLine(typed, 40), isNear: false },
    }
  )
}

/** Names the KPI that may be meant; null where none is near. */
export function nearMetric(typed: string): Unknown | null {
  const near = nearest(typed, [...metrics.map(({ name }) => name), ...metrics.map(({ label }) => label)])
  const meant = metrics.find(({ name, label }) => name === near || label === near)
  const fault = { code: 'unknownKpi', typed: oneLine(typed, 40), isNear: true } as const
  return meant ? { kind: 'unknown', fault, didYouMean: meant.name } : null
}
