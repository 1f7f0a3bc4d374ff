import type { Usage } from '../../src/command.ts'
import { addDays, type Day, type DayRange, daysBetween, isDay } from '../../src/lib/days.ts'
import { oneLine } from '../../src/lib/text.ts'
import { DIMENSIONS, type Dimension, type Metric } from '../../src/metrics/metric.ts'
import { findMetric } from '../../src/metrics/read/find-metric.ts'
import { ENGLISH_FAULTS, type FaultWords } from '../../src/report/words/faults.ts'
import { asUsage } from '../shared/as-usage.ts'

/** A span that ends on the last day with data, or days of the calendar. */
export type Range = { readonly days: number } | DayRange

export interface KpiQuestion {
  readonly kind: 'query'
  readonly metric: Metric
  /** as typed; '' is the whole shop */
  readonly scope: string
  readonly range: Range
  /** the dimension it is asked by; null leaves the choice to the answer */
  readonly by: Dimension | null
}

const DEFAULT_DAYS = 28
const MAX_DAYS = 366

/** `conversion category=Electronics 28d`: a KPI, then what to look at, then over which days. */
export function parseKpi(text: string, said = ENGLISH_FAULTS): KpiQuestion | Usage {
  const [name = '', ...words] = text.trim().split(/\s+/)
  const metric = findMetric(name)
  if ('kind' in metric) return asUsage(metric, said)
  const [by = null] = words.flatMap((word) => dimensionIn(word) ?? [])
  if (by !== null && !metric.dimensions.includes(by))
    return asUsage({ fault: { code: 'notMeasuredBy', metric, dimension: by } }, said)
  const rest = words.filter((word) => dimensionIn(word) === null)
  const last = rest.at(-1)
  const range = last === undefined ? null : daysNamed(last, said)
  if (range && 'kind' in range) return range
  const scope = (range ? rest.slice(0, -1) : rest).join(' ')
  return { kind: 'query', metric, scope, range: range ?? { days: DEFAULT_DAYS }, by }
}

/** `by=channel` */
function dimensionIn(word: string): Dimension | null {
  const typed = /^by=(\w+)$/i.exec(word)?.[1]?.toLowerCase()
  return DIMENSIONS.find((dimension) => dimension === typed) ?? null
}

/** `28d`, `2026-10` or `2026-11-01..2026-11-15` (both days in). Null when the word is no range at all. */
export function daysNamed(word: string, said = ENGLISH_FAULTS): Range | Usage | null {
  const days = /^(\d+)d$/i.exec(word)?.[1]
  if (days !== undefined) return within(Number(days)) ? { days: Number(days) } : tooLong(word, said)
  if (/^\d{4}-\d{2}$/.test(word)) return isDay(`${word}-01`) ? monthOf(`${word}-01`) : noDays(word, said)
  const [from, last] = word.split('..')
  if (from === undefined || last === undefined)
    return isDay(word) ? { from: word, to: addDays(word, 1) } : null
  if (!isDay(from) || !isDay(last) || last < from) return noDays(word, said)
  const range = { from, to: addDays(last, 1) }
  return within(daysBetween(range.from, range.to)) ? range : tooLong(word, said)
}

/** Up to the last day with data. */
export function rangeUpTo(range: Range, last: Day): DayRange {
  const end = addDays(last, 1)
  if ('days' in range) return { from: addDays(end, -range.days), to: end }
  return { from: range.from, to: range.to < end ? range.to : end }
}

function monthOf(first: Day): DayRange {
  const next = addDays(first, 31)
  return { from: first, to: `${next.slice(0, 7)}-01` }
}

function within(days: number): boolean {
  return days >= 1 && days <= MAX_DAYS
}

function tooLong(word: string, said: FaultWords): Usage {
  return { kind: 'usage', because: said.notDays(oneLine(word, 40), MAX_DAYS) }
}

function noDays(word: string, said: FaultWords): Usage {
  return { kind: 'usage', because: said.notAPeriod(oneLine(word, 40)) }
}
