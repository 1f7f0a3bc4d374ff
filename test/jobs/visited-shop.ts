import type { Batch } from '../../src/lake/contract/lake.ts'
import { addDays } from '../../src/lib/days.ts'
import { seeded } from '../../src/lib/random.ts'
import { line, order, rows } from '../lake/shop.ts'

export const FIRST_VISIT = '2026-08-01'
export const LAST_VISIT = '2026-08-30'

/** A month of visits whose end depends on the price seen, the discount and the channel; some columns are not told. */
export function visits(count: number): Batch[] {
  const random = seeded(11)
  const bought: number[] = []
  const sessions = Array.from({ length: count }, (_, i) => {
    const price = 5 + 60 * random.next()
    const discount = random.next() < 0.3 ? 0.2 : 0
    const channel = ['app', 'web', 'ads'][random.below(3)] ?? 'app'
    const logit = 0.4 - price / 25 + 4 * discount + (channel === 'app' ? 0.8 : 0)
    if (random.next() < 1 / (1 + Math.exp(-logit))) bought.push(i)
    return {
      session_id: `s${i}`,
      started_at: `${addDays(FIRST_VISIT, i % 30)} ${String(8 + (i % 12)).padStart(2, '0')}:10:00`,
      shopper_id: `shopper-${random.below(Math.ceil(count / 3))}`,
      channel,
      device: random.next() < 0.5 ? 'phone' : null,
      region: 'north',
      category: random.next() < 0.4 ? 'Toys' : 'Games',
      price_seen: price.toFixed(2),
      discount_seen: random.next() < 0.1 ? null : String(discount),
      page_views: String(1 + random.below(12)),
      duration_s: random.next() < 0.2 ? null : String(random.below(900)),
    }
  })
  const orders = bought.map((i) =>
    order(`o${i}`, `${addDays(FIRST_VISIT, i % 30)} 21:30:00`, {
      session_id: `s${i}`,
      customer_id: `buyer-${i}`,
    }),
  )
  return [
    rows('sessions', sessions, 'visits'),
    rows('orders', orders, 'bought'),
    rows(
      'order_lines',
      bought.map((i) => line(`o${i}`, '1')),
      'lines',
    ),
  ]
}
