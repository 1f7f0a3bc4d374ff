import type { Usage } from '../../src/command.ts'
import { percentFrom } from '../../src/lib/amount.ts'
import type { DayRange } from '../../src/lib/days.ts'
import { oneLine } from '../../src/lib/text.ts'
import type { Metric } from '../../src/metrics/metric.ts'
import { metricNamed } from '../../src/metrics/registry.ts'
import { ENGLISH_FAULTS, type FaultWords } from '../../src/report/words/faults.ts'
import { daysNamed } from '../kpi/question.ts'

export interface ForecastQuestion {
  readonly kind: 'query'
  /** null: none named, or what was typed first may be a scope */
  readonly metric: Metric | null
  /** as typed; '' is the whole shop */
  readonly scope: string
  readonly days: number
  /** days of the calendar in place of the next so many */
  readonly period: DayRange | null
  /** what if prices changed by this share; null: as they are */
  readonly priceChange: number | null
}

const DEFAULT_DAYS = 14
export const MAX_DAYS = 60
/** beyond half, no past session tells what would be */
const MAX_CHANGE = 50

/** `conversion category=Electronics 7 price=-5%`: a KPI, what to look at, how many days, at what prices. Each may be left out. */
export function parseForecast(text: string, said = ENGLISH_FAULTS): ForecastQuestion | Usage {
  const all = text.trim().split(/\s+/).filter(Boolean)
  const priced = all.find((word) => /^price=/i.test(word))
  const priceChange = priced === undefined ? null : changeOf(priced.slice('price='.length))
  if (priced !== undefined && priceChange === null)
    return {
      kind: 'usage',
      because: said.forecast.priceChange(oneLine(priced, 40), MAX_CHANGE),
    }
  const unpriced = all.filter((word) => word !== priced)
  // `21 days` is `21`
  const words =
    /^days?$/i.test(unpriced.at(-1) ?? '') && /^-?\d+$/.test(unpriced.at(-2) ?? '')
      ? unpriced.slice(0, -1)
      : unpriced
  const period = periodOf(words.at(-1) ?? '', said)
  if (period && 'kind' in period) return period
  const typed = /^(-?\d+)(?:d|days?)?$/i.exec(words.at(-1) ?? '')?.[1]
  const days = typed === undefined ? DEFAULT_DAYS : Number(typed)
  if (days < 1 || days > MAX_DAYS) return { kind: 'usage', because: said.forecast.days(days, MAX_DAYS) }
  const rest = typed === undefined && !period ? words : words.slice(0, -1)
  const metric = metricNamed((rest[0] ?? '').toLowerCase())
  return {
    kind: 'query',
    metric,
    scope: (metric ? rest.slice(1) : rest).join(' '),
    days,
    period,
    priceChange,
  }
}

/** `2026-12`, `2026-12-25`, `2026-12-01..2026-12-24`. */
function periodOf(word: string, said: FaultWords): DayRange | Usage | null {
  const found = daysNamed(word, said)
  return found && 'days' in found ? null : found
}

/** `-5%` is -0.05. */
function changeOf(typed: string): number | null {
  const value = percentFrom(typed)
  if (value === null) return null
  return Math.abs(value) > MAX_CHANGE || value === 0 ? null : value / 100
}
