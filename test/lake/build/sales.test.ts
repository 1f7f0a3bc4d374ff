import { afterEach, beforeEach, expect, it } from 'vitest'
import { countsAs, SALE_RULES } from '../../../src/lake/engine/sales.ts'
import { line, openShop, order, rows, type Shop } from '../shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
afterEach(() => shop.remove())

const AT = '2026-11-20 12:00:00'

const figures = async () => {
  const [lines] = await shop.lake.query(
    `select cast(sum(case when kind = 'sale' and not is_cancelled then line_cents else 0 end) as int) as gmv,
       cast(sum(case when kind = 'sale' and not is_cancelled then quantity else 0 end) as int) as units from mart_order_lines`,
  )
  const [orders] = await shop.lake.query(
    `select cast(sum(case when is_sale then 1 else 0 end) as int) as orders,
       cast(sum(case when is_cancelled then 1 else 0 end) as int) as cancelled from mart_orders`,
  )
  return { ...lines, ...orders }
}

it('an order counts by its status: one sale, one cancelled, and all others in no figure', async () => {
  const statuses = SALE_RULES.filter(({ platform }) => platform === 'any').flatMap((rule) => rule.statuses)
  const all = ['completed', ...statuses, 'WC-Failed', ' Trash ']
  await shop.lake.ingest(
    rows(
      'orders',
      all.map((status, i) => order(`${i}`, AT, { status })),
    ),
  )
  await shop.lake.ingest(
    rows(
      'order_lines',
      all.map((_, i) => line(`${i}`, '1')),
    ),
  )
  expect((await shop.lake.build()).failed).toEqual([])
  const cancelled = all.filter((status) => countsAs('any', status) === 'cancelled').length
  expect(await figures()).toEqual({ gmv: 2100, units: 2, orders: 1, cancelled })
  const found = await shop.lake.query('select status, counts_as from clean_orders')
  for (const { status, counts_as } of found) expect(counts_as).toBe(countsAs('any', `${status}`))
  expect(await shop.lake.query('select orders from mart_customers')).toEqual([{ orders: 1 }])
})

it('what the source makes of an order goes before its status, and nothing else may be said', async () => {
  const said = ['sale', 'pending', 'cancelled', 'test', 'not_sale', 'perhaps']
  await shop.lake.ingest(
    rows(
      'orders',
      said.map((counts_as, i) => order(`${i}`, AT, { status: 'pending', counts_as })),
    ),
  )
  await shop.lake.ingest(
    rows(
      'order_lines',
      said.slice(0, 5).map((_, i) => line(`${i}`, '1')),
    ),
  )
  await shop.lake.build()
  expect(await figures()).toEqual({ gmv: 2100, units: 2, orders: 1, cancelled: 1 })
  expect(await shop.lake.query('select reason from quarantine')).toEqual([{ reason: 'counts_as is unknown' }])
})

it('a pending order is a sale of its own day once it is paid', async () => {
  await shop.lake.ingest(rows('orders', [order('1', AT, { status: 'pending' })]))
  await shop.lake.ingest(rows('order_lines', [line('1', '1')]))
  await shop.lake.build()
  expect(await figures()).toEqual({ gmv: 0, units: 0, orders: 0, cancelled: 0 })
  await shop.lake.ingest(rows('orders', [order('1', AT, { status: 'processing' })]))
  expect((await shop.lake.build()).failed).toEqual([])
  expect(await figures()).toEqual({ gmv: 2100, units: 2, orders: 1, cancelled: 0 })
})

it('a gift card that is sold is no sale, and what a later one is spent on is', async () => {
  await shop.lake.ingest(rows('orders', [order('1', AT), order('2', AT)]))
  await shop.lake.ingest(rows('order_lines', [line('1', '1', { kind: 'gift_card' }), line('2', '1')]))
  expect((await shop.lake.build()).failed).toEqual([])
  expect(await figures()).toEqual({ gmv: 2100, units: 2, orders: 1, cancelled: 0 })
})

it('stock below zero is kept and counts as out of stock', async () => {
  const counted = ['-15', '-0.0', '0', '3', '-2147483649', '-1.5']
  await shop.lake.ingest(
    rows(
      'stock_levels',
      counted.map((on_hand, i) => ({ product_id: `P${i}`, on: '2026-11-20', on_hand, reserved: '0' })),
    ),
  )
  expect((await shop.lake.build()).failed).toEqual([])
  expect(
    await shop.lake.query(
      'select product_id, on_hand, is_stocked_out from mart_product_days order by product_id',
    ),
  ).toEqual([
    { product_id: 'P0', on_hand: -15, is_stocked_out: true },
    { product_id: 'P1', on_hand: 0, is_stocked_out: true },
    { product_id: 'P2', on_hand: 0, is_stocked_out: true },
    { product_id: 'P3', on_hand: 3, is_stocked_out: false },
  ])
  expect(await shop.lake.query('select reason from quarantine order by _row')).toEqual([
    { reason: 'on_hand is impossibly large' },
    { reason: 'on_hand is not a whole number' },
  ])
})
