import { afterEach, beforeEach, expect, it } from 'vitest'
import { checkBatch } from '../../../src/sources/events/event.ts'
import { sessionRow } from '../../../src/sources/events/sessions.ts'
import { line, openShop, order, rows, type Shop } from '../../lake/shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
afterEach(() => shop.remove())

const NOW = new Date('2026-11-24T08:00:00Z')

/** What a visit of these purchases becomes. */
function visit(id: string, purchases: readonly object[]) {
  const given = [
    { type: 'product_view', product_id: 'P1' },
    ...purchases.map((one) => ({ type: 'purchase', ...one })),
  ]
  const events = given.map((one, i) => ({
    id: `${id}-${i}`,
    session_id: id,
    at: '2026-11-23T10:00:00Z',
    ...one,
  }))
  const checked = checkBatch({ events }, NOW)
  expect(checked?.refused).toEqual([])
  return sessionRow('nordmarkt', checked?.accepted ?? [])
}

it('a visit bought when its events say so, for what they say, and an order of it goes before', async () => {
  await shop.lake.ingest(
    rows('sessions', [
      visit('none', []),
      visit('one', [{ price: '19.90' }]),
      visit('many', [{ price: '5.00', quantity: 3 }, { price: '1.25' }]),
      visit('unpriced', [{}]),
      visit('ordered', [{ price: '99.00' }]),
    ]),
  )
  await shop.lake.ingest(rows('orders', [order('1', '2026-11-23 11:00:00', { session_id: 'ordered' })]))
  await shop.lake.ingest(rows('order_lines', [line('1', '1')]))
  expect((await shop.lake.build()).failed).toEqual([])
  const found = await shop.lake.query(
    'select session_id, is_purchase, order_cents from mart_sessions order by session_id',
  )
  expect(found.map((row) => Object.values(row))).toEqual([
    ['many', true, 1625],
    ['none', false, 0],
    ['one', true, 1990],
    ['ordered', true, 2100],
    ['unpriced', true, 0],
  ])
})

it('a purchase that cannot be is refused with its reason', () => {
  const one = { id: '1', session_id: 's', at: '2026-11-23T10:00:00Z', type: 'purchase' }
  const events = [
    { ...one, quantity: 0 },
    { ...one, quantity: 1.5 },
    { ...one, price: 'free' },
  ]
  expect(checkBatch({ events }, NOW)?.refused.map(({ reason }) => reason.split(':')[0])).toEqual([
    'quantity',
    'quantity',
    'price',
  ])
})
