import { afterEach, beforeEach, expect, it } from 'vitest'
import { line, openShop, order, rows, type Shop } from '../shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
afterEach(() => shop.remove())

const AT = '2026-11-20 12:00:00'
const ROUNDED = ['2.8E+18', '2,8E+18', '1E+05', '9.99999999999999E+22']
const KEPT = ['2800000000000000001', 'E+1', '1E5', 'SKU-2.8E+18', '2.8E+18-1', '2.8e18']

it('a number that a spreadsheet has rounded names no order and no product: several would become one', async () => {
  const all = [...ROUNDED, ...KEPT]
  await shop.lake.ingest(
    rows(
      'orders',
      all.map((id) => order(id, AT)),
    ),
  )
  await shop.lake.ingest(
    rows('order_lines', [
      ...all.map((id) => line(id, '1')),
      ...ROUNDED.map((product_id, i) => line(KEPT[i] ?? '', '2', { product_id })),
    ]),
  )
  await shop.lake.build()
  const kept = await shop.lake.query<{ order_id: string }>('select order_id from clean_orders')
  expect(kept.map(({ order_id }) => order_id).sort()).toEqual(KEPT.toSorted())
  const refused = await shop.lake.query(
    'select table_name, reason, cast(count(*) as integer) as rows from quarantine group by all order by all',
  )
  expect(refused).toEqual([
    { table_name: 'order_lines', reason: 'order_id was rounded by a spreadsheet', rows: 4 },
    { table_name: 'order_lines', reason: 'product_id was rounded by a spreadsheet', rows: 4 },
    { table_name: 'orders', reason: 'order_id was rounded by a spreadsheet', rows: 4 },
  ])
})
