import type { ProductRow } from '../jobs/assortment.ts'
import type { RestockAction } from '../src/advice/restock.ts'
import type { Suggestion } from '../src/advice/suggestion.ts'
import { oneLine } from '../src/lib/text.ts'

const HEADER = [
  'platform',
  'merchant',
  'sku',
  'title',
  'quantity',
  'packs',
  'cost',
  'currency',
  'lead_time_days',
  'why',
]

/** The orders as a table to send to suppliers, most urgent first. */
export function proposal(
  orders: readonly {
    readonly suggestion: Suggestion<RestockAction>
    readonly product: ProductRow | undefined
  }[],
  currency: string,
): string {
  const rows = orders.map(({ suggestion: { subject, action, cost, why }, product }) => [
    product?.platform ?? '',
    product?.merchant ?? '',
    subject,
    product?.title ?? '',
    action.order,
    action.packs,
    (cost.cents / 100).toFixed(2),
    currency,
    action.leadDays.toFixed(1),
    why.join('; '),
  ])
  return `${[HEADER, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

/** Quoted where needed; text a spreadsheet would run as a formula gets a quote mark in front. */
function cell(value: string | number): string {
  const text = oneLine(String(value))
  const safe = typeof value === 'string' && /^[=+\-@]/.test(text) ? `'${text}` : text
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
