import type { KnownOrder } from '../source.ts'
import type { TextRow } from './to-pages.ts'

/** Orders that a platform has no more: cancelled, and nothing else of them changes. */
export function deletedOrders(platform: string, orders: readonly KnownOrder[], now: Date): TextRow[] {
  return orders.map(({ id, orderedAt }) => ({
    platform,
    order_id: id,
    ordered_at: orderedAt,
    status: 'cancelled',
    counts_as: 'cancelled',
    updated_at: now.toISOString(),
  }))
}
