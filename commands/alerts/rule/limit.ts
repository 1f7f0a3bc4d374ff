import type { Usage } from '../../../src/command.ts'
import { numberFrom, percentFrom } from '../../../src/lib/amount.ts'
import { majorUnit } from '../../../src/lib/money.ts'
import type { Metric } from '../../../src/metrics/metric.ts'
import type { Rule } from '../../../src/models/anomaly/rule-preview.ts'
import type { FaultWords } from '../../../src/report/words/faults.ts'
import { typedAmount } from '../../shared/typed-amount.ts'

const [MIN_DEVIATIONS, MAX_DEVIATIONS] = [1, 20]

/** a rule that names no limit */
export const UNUSUAL: Rule = { kind: 'unusual', deviations: 3.5 }

export interface TypedLimit {
  readonly kind: 'below' | 'above' | 'beyond'
  readonly value: string
  readonly direction?: 'up' | 'down'
}

/** Shares are typed in per cent, money in the currency's units; kept as shares and in its smallest unit. Null for no limit. */
export function limitOf(
  { kind, value: typed, direction }: TypedLimit,
  { unit }: Metric,
  { said, currency }: { readonly said: FaultWords; readonly currency: string },
): Rule | Usage | null {
  if (kind === 'beyond') {
    const deviations = numberFrom(typed)
    return deviations !== null && deviations >= MIN_DEVIATIONS && deviations <= MAX_DEVIATIONS
      ? { kind: 'unusual', deviations, ...(direction && { direction }) }
      : null
  }
  const read =
    unit === 'rate' ? limitOfRate(typed) : typedAmount(typed, { said, currency: moneyOf(unit, currency) })
  if (read === null || typeof read === 'object') return read
  const value = unit === 'rate' || unit === 'count' ? read : Math.round(read * majorUnit(currency))
  return { kind, value }
}

const moneyOf = (unit: Metric['unit'], currency: string) => (unit === 'count' ? null : currency)

/** `2%` and `2` are two per cent, and so is `0.02`. */
function limitOfRate(typed: string): number | null {
  const value = percentFrom(typed)
  return value !== null && (typed.endsWith('%') || value > 1) ? value / 100 : value
}
