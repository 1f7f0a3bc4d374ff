import type { Usage } from '../../src/command.ts'
import { amountFrom } from '../../src/lib/amount.ts'
import { oneLine } from '../../src/lib/text.ts'
import { addsUp, type Metric } from '../../src/metrics/metric.ts'
import { findMetric } from '../../src/metrics/read/find-metric.ts'
import { ENGLISH_FAULTS } from '../../src/report/words/faults.ts'
import { asUsage } from '../shared/as-usage.ts'
import { typedAmount } from '../shared/typed-amount.ts'

export type TargetQuestion =
  /** those there are, or those of a KPI, a period and a segment, as typed */
  | { readonly kind: 'list'; readonly metric: Metric | null; readonly where: string }
  /** `where`: the period and the segment, as typed; a value of null takes the target back */
  | { readonly kind: 'set'; readonly metric: Metric; readonly value: number | null; readonly where: string }

const OFF = /^(?:off|none|remove|delete|取消|删除)$/iu

/** `gmv 2.5M november bazario`, `gmv november bazario off`; without an amount it lists what there is. */
export function parseTarget(text: string, said = ENGLISH_FAULTS, currency?: string): TargetQuestion | Usage {
  const [name = '', ...words] = text.trim().split(/\s+/).filter(Boolean)
  if (name === '' || /^list$/i.test(name)) return { kind: 'list', metric: null, where: '' }
  if (/=/u.test(name) || /^20\d\d-/u.test(name)) return { kind: 'list', metric: null, where: text.trim() }
  const metric = findMetric(name)
  if ('kind' in metric) return asUsage(metric, said)
  if (!addsUp(metric)) return { kind: 'usage', because: said.target.addsUp }
  const off = words.findLastIndex((word) => OFF.test(word))
  if (off >= 0) return { kind: 'set', metric, value: null, where: without(words, off) }
  const money = metric.unit === 'money' ? (currency ?? null) : null
  const at = words.findIndex((word) => !isYear(word) && amountFrom(word, money).kind !== 'none')
  if (at < 0) return { kind: 'list', metric, where: words.join(' ') }
  const typed = words[at] ?? ''
  const value = typedAmount(typed, { said, currency: money })
  if (typeof value === 'object' && value !== null) return value
  if (value === null || !(value > 0))
    return { kind: 'usage', because: said.target.notAbove0(oneLine(typed, 30)) }
  return { kind: 'set', metric, value, where: without(words, at) }
}

function without(words: readonly string[], at: number): string {
  return words.filter((_, i) => i !== at).join(' ')
}

/** `november 2026`: part of the period. */
function isYear(word: string): boolean {
  return /^20\d\d$/.test(word)
}
