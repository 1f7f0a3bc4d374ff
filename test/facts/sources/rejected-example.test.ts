import { expect, it } from 'vitest'
import { exampleOf } from '../../../src/facts/sources/rejected-example.ts'

const json = (value: unknown) => JSON.stringify(value)

const ROWS: readonly (readonly [said: string, table: string, reason: string, raw: string])[] = [
  // by its key, and by the value that is wrong
  [
    'order_id 7, ordered_at 2026-13-40',
    'orders',
    'ordered_at is not a time',
    json({ platform: 'mall', order_id: '7', ordered_at: '2026-13-40', status: 'paid' }),
  ],
  [
    'order_id 7, line_id 2, quantity x',
    'order_lines',
    'quantity is not a number',
    json({ platform: 'mall', order_id: '7', line_id: '2', quantity: 'x', unit_price: '1' }),
  ],
  [
    'order_id 7, unit_price 1e99, quantity 5',
    'order_lines',
    'quantity times unit_price is impossibly large',
    json({ order_id: '7', unit_price: '1e99', quantity: '5' }),
  ],
  ['product_id A 1', 'products', 'no title', json({ platform: 'mall', product_id: 'A 1', title: '' })],
  [
    'refund_id 900, amount -',
    'refunds',
    'amount is not an amount',
    json({ refund_id: '900', order_id: '7', amount: '-' }),
  ],
  // without a key: where it stood
  [
    'row 17',
    'orders',
    'no order_id',
    json({ platform: 'mall', order_id: null, region: 'DE', status: 'paid', channel: 'web' }),
  ],
  ['row 17', 'orders', 'unreadable: 3 columns, 4 are expected', '7;2026-11-24;12,50'],
  ['row 17', 'orders', 'unreadable', ''],
  ['row 17', 'orders', 'unreadable', '[1, 2]'],
  ['row 17', 'orders', 'unreadable', '"text"'],
  // what a source rejects by itself has names of its own
  ['order_id 2', 'refunds', 'refunds of the order answered 404', json({ order_id: '2' })],
  [
    'asked /orders/2/items',
    'order_lines',
    'the call for what belongs to it answered 500',
    json({ asked: '/orders/2/items' }),
  ],
  // a line of JSON that nobody could read: the key inside it
  ['id 17', 'orders', 'unreadable: not JSON', '{"id": 17, "total": 12.5.0}'],
  ['id 17', 'orders', 'unreadable: not JSON', '{"id":"17","total":}'],
  ['orderId A-17', 'orders', 'unreadable: not JSON', '{"when":"2026-11-24","orderId":"A-17","total":1,,}'],
  ['order.no 17, sku S/1', 'order_lines', 'unreadable: not JSON', '{"order.no":17,"sku":"S/1","qty":'],
  ['number 1001', 'orders', 'unreadable: cut', '{"number":1001,"lines":[{"a":1},{"b"'],
  // never who bought
  [
    'order_id 7',
    'orders',
    'customer_id is not text',
    json({ order_id: '7', customer_id: 'anna@shop.example' }),
  ],
  [
    'id 17',
    'orders',
    'unreadable: not JSON',
    '{"customer_id":"anna","email":"a@b.example","user.id":5,"id":17,}',
  ],
  [
    'row 17',
    'customers',
    'unreadable: not JSON',
    '{"customerId":"anna","phone_no":"0170 1","mail_key":"x",}',
  ],
  ['row 17', 'customers', 'no region', json({ customer_id: 'anna' })],
]

it.each(ROWS)('%s: of %s, %s, %s', (said, table, reason, raw) => {
  expect(exampleOf({ table, reason, raw, row: 17 })).toBe(said)
})

it('stays short', () => {
  const raw = json({ order_id: 'x'.repeat(500), status: 's'.repeat(500) })
  expect(exampleOf({ table: 'orders', reason: 'status is not known', raw, row: 1 }).length).toBeLessThan(120)
})
