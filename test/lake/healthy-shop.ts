import type { RawTableName } from '../../src/lake/contract/schema.ts'
import { addDays, type Day, daysIn } from '../../src/lib/days.ts'
import { rows, type Shop } from './shop.ts'

type Given = Record<string, string | null>
export type Delivered = Partial<Record<RawTableName, readonly Given[]>>

const FIRST: Day = '2026-10-01'
const PER_DAY = 150
const WEEKS = 4
/** the last day of what the shop has delivered */
export const LAST = addDays(FIRST, 7 * WEEKS - 1)

/** All that a healthy shop delivers of one day: an order a session, each of one line at its list price, paid in full. */
export function dayOf(
  day: Day,
  orders = PER_DAY,
): Required<Pick<Delivered, 'sessions' | 'orders' | 'order_lines' | 'payments' | 'refunds'>> {
  const all = Array.from({ length: orders }, (_, i) => ({
    id: `${day}-${i}`,
    product_id: `P${i % 20}`,
    merchant_id: `M${i % 4}`,
  }))
  const at = `${day} 12:00:00`
  return {
    sessions: all.map(({ id, ...of }) => ({
      session_id: id,
      started_at: at,
      shopper_id: `S${id}`,
      duration_s: '60',
      region: 'north',
      ...of,
    })),
    orders: all.map(({ id }) => ({
      order_id: id,
      session_id: id,
      ordered_at: at,
      customer_id: `S${id}`,
      region: 'north',
      delivered_at: `${day} 18:00:00`,
    })),
    order_lines: all.map(({ id, ...of }) => ({
      order_id: id,
      line_id: '1',
      quantity: '2',
      unit_price: '9.50',
      freight: '3',
      ...of,
    })),
    payments: all.map(({ id }) => ({ order_id: id, payment_id: '1', amount: '22', paid_at: at })),
    refunds: all.map(({ id }) => ({ refund_id: id, order_id: id, amount: '1', refunded_at: at })),
  }
}

const records: Delivered = {
  merchants: Array.from({ length: 4 }, (_, i) => ({ merchant_id: `M${i}`, name: `Merchant ${i}` })),
  products: Array.from({ length: 20 }, (_, i) => ({
    product_id: `P${i}`,
    merchant_id: `M${i % 4}`,
    category: 'Toys',
    list_price: '10',
    cost: '4',
  })),
}

export async function deliver(shop: Shop, delivered: Delivered): Promise<void> {
  for (const [table, given] of Object.entries(delivered))
    await shop.lake.ingest(rows(table as RawTableName, given))
}

/** Four weeks of it, landed and not yet built. */
export async function deliverHistory(shop: Shop): Promise<void> {
  await deliver(shop, records)
  const days = daysIn({ from: FIRST, to: addDays(LAST, 1) }).map((day) => dayOf(day))
  for (const table of ['sessions', 'orders', 'order_lines', 'payments', 'refunds'] as const)
    await deliver(shop, { [table]: days.flatMap((one) => one[table]) })
}
