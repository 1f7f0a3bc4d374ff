import { nearest, oneLine } from '../../lib/text.ts'
import type { Metric } from '../metric.ts'
import { metrics } from '../registry.ts'
import type { UnknownScope } from './scope.ts'

/** A KPI by its name or label, or what to say where there is none: the nearest there is. */
export function findMetric(typed: string): Metric | UnknownScope {
  if (typed === '') return { kind: 'usage', because: 'Name a KPI, such as conversion.' }
  const wanted = typed.toLowerCase()
  const found = metrics.find(({ name, label }) => name === wanted || label.toLowerCase() === wanted)
  if (found) return found
  return (
    nearMetric(typed) ?? {
      kind: 'usage',
      because: `There is no KPI called "${oneLine(typed, 40)}", only ${metrics.map(({ name }) => name).join(', ')}.`,
    }
  )
}

/** Names the KPI that may be meant; null where none is near. */
export function nearMetric(typed: string): UnknownScope | null {
  const near = nearest(typed, [...metrics.map(({ name }) => name), ...metrics.map(({ label }) => label)])
  const meant = metrics.find(({ name, label }) => name === near || label === near)
  const because = `There is no KPI called "${oneLine(typed, 40)}".`
  return meant ? { kind: 'usage', because, didYouMean: meant.name } : null
}
