import type { Usage } from '../src/context.ts'
import type { Metric } from '../src/metrics/metric.ts'
import { metricNamed } from '../src/metrics/registry.ts'

export interface ForecastQuestion {
  readonly kind: 'query'
  /** null: none named, or what was typed first may be a scope */
  readonly metric: Metric | null
  /** as typed; '' is the whole shop */
  readonly scope: string
  readonly days: number
}

const DEFAULT_DAYS = 14
const MOST_DAYS = 60

/** `conversion category=Electronics 7`: a KPI, what to look at, how many days. Each may be left out. */
export function parseForecast(text: string): ForecastQuestion | Usage {
  const words = text.trim().split(/\s+/).filter(Boolean)
  const typed = /^(-?\d+)(?:d|days?)?$/i.exec(words.at(-1) ?? '')?.[1]
  const days = typed === undefined ? DEFAULT_DAYS : Number(typed)
  if (days < 1 || days > MOST_DAYS)
    return { kind: 'usage', because: `${days} days cannot be forecast, only 1 to ${MOST_DAYS}.` }
  const rest = typed === undefined ? words : words.slice(0, -1)
  const metric = metricNamed((rest[0] ?? '').toLowerCase())
  return { kind: 'query', metric, scope: (metric ? rest.slice(1) : rest).join(' '), days }
}
