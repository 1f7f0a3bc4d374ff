import { z } from 'zod'
import type { RestockAction } from '../../src/advice/restock/restock-facts.ts'
import type { ProductRow } from '../../src/facts/restock/assortment.ts'
import { csv } from '../../src/lib/csv.ts'
import { plainAmount } from '../../src/lib/money.ts'
import type { StoredSuggestion } from '../../src/state/suggestions/suggestions.ts'

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
  'state',
  'why',
]

/** The orders as a table to send to suppliers, most urgent first; skipped ones are left out, edited ones as edited. */
export function proposal(
  orders: readonly {
    readonly action: RestockAction
    readonly why: readonly string[]
    readonly product: ProductRow
    /** null beyond those the ledger keeps */
    readonly kept: StoredSuggestion | null
  }[],
  currency: string,
): string {
  const rows = orders
    .filter(({ kept }) => kept?.status !== 'skipped')
    .map(({ action, why, product, kept }) => {
      const order = edited.safeParse(kept?.edited).data?.order ?? action.order
      const cents = action.unitCostCents === null ? null : order * action.unitCostCents
      return [
        product.platform,
        product.merchant,
        product.product_id,
        product.title,
        order,
        order / action.packSize,
        cents === null ? '' : plainAmount(cents, currency),
        currency,
        action.leadDays.toFixed(1),
        kept?.status ?? 'open',
        why.join('; '),
      ]
    })
  return csv([HEADER, ...rows])
}

const edited = z.object({ order: z.number() })
