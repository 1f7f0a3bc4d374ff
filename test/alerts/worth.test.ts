import { expect, it } from 'vitest'
import { worthOf } from '../../src/alerts/worth.ts'

const usual = new Map([
  ['gmv', { of: 100_000, over: 1 }],
  ['orders', { of: 20, over: 1 }],
  ['sessions', { of: 1_000, over: 1 }],
  ['stock_out', { of: 50, over: 250 }],
])

it.each([
  ['an order its usual amount', 'orders', 5_000],
  ['a conversion that is missing, an order', 'conversion', 5_000],
  ['a visit its share of sales', 'sessions', 100],
  ['a product out of stock what one on sale brings a day', 'stock_out', 500],
  ['a refunded cent, a cent', 'refund_rate', 1],
  ['a late delivery nothing that could be told', 'late_delivery', null],
])('is worth: %s', (_, kpi, cents) => {
  expect(worthOf(kpi, usual)).toBe(cents)
})

it('is worth nothing that could be told where nothing is sold', () => {
  expect(worthOf('orders', new Map())).toBeNull()
})
