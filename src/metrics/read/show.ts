import { showMoney } from '../../lib/money.ts'
import { showChange, showNumber, showPercent } from '../../lib/text.ts'
import type { Metric } from '../metric.ts'

/** `3.42 %`, `€1,204.50`, `186`: a value as people of the shop write it; what is not known is a dash. */
export function showValue(unit: Metric['unit'], value: number | null, currency: string): string {
  if (value === null) return '–'
  if (unit === 'rate') return showPercent(value)
  if (unit === 'count') return showNumber(value, Number.isInteger(value) || value >= 100 ? 0 : 1)
  return showMoney(Math.round(value), currency)
}

/** Against what was usual: rates in points, all else in per cent. */
export function showMove(unit: Metric['unit'], value: number, before: number): string {
  if (unit === 'rate') return showPoints(value - before)
  return before === 0 ? '–' : showChange(value / before - 1)
}

/** `−0.42 pp`: percentage points. */
export function showPoints(change: number): string {
  const rounded = Math.round(change * 10_000) / 100
  const sign = rounded > 0 ? '+' : rounded < 0 ? '−' : '±'
  return `${sign}${showNumber(Math.abs(rounded), 2)} pp`
}
