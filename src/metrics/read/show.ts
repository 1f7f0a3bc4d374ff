import { showMoney } from '../../lib/money.ts'
import { showNumber, showPercent } from '../../lib/text.ts'
import type { Metric } from '../metric.ts'

/** `3.42 %`, `€1,204.50`, `186`: a value as people of the shop write it; what is not known is a dash. */
export function showValue(unit: Metric['unit'], value: number | null, currency: string): string {
  if (value === null) return '–'
  if (unit === 'rate') return showPercent(value)
  if (unit === 'count') return showNumber(value, Number.isInteger(value) || value >= 100 ? 0 : 1)
  return showMoney(Math.round(value), currency)
}

/** `−0.42 pp`: percentage points. */
export function showPoints(change: number): string {
  const rounded = Math.round(change * 10_000) / 100
  const sign = rounded > 0 ? '+' : rounded < 0 ? '−' : '±'
  return `${sign}${showNumber(Math.abs(rounded), 2)} pp`
}
