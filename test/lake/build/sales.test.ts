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
  const counted = ['-15', '-0.0', '0', '3', '-2147483649', '-1.5', 'many']
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
    { product_id: 'P5', on_hand: -2, is_stocked_out: true },
  ])
  expect(await shop.lake.query('select reason from quarantine order by _row')).toEqual([
    { reason: 'on_hand is impossibly large' },
    { reason: 'on_hand is not a number' },
  ])
})

const said = (rows: readonly Record<string, unknown>[]) => rows.map((row) => Object.values(row))
const linesOf = () =>
  shop.lake.query(
    'select kind, quantity, cast(unit_price as double) as price, line_cents from clean_order_lines order by line_id',
  )

it('a weight is sold for what was weighed, and counts as the pieces it begins', async () => {
  const weights = ['0.5', '1.25', '2.0', '0.001', '-0.5', '100.333']
  await shop.lake.ingest(rows('orders', [order('1', AT)]))
  await shop.lake.ingest(
    rows(
      'order_lines',
      weights.map((quantity, i) => line('1', `${i}`, { quantity, unit_price: '20.00' })),
    ),
  )
  expect((await shop.lake.build()).failed).toEqual([])
  expect(said(await linesOf())).toEqual([
    ['sale', 1, 20, 1000],
    ['sale', 2, 20, 2500],
    ['sale', 2, 20, 4000],
    ['sale', 1, 20, 2],
    ['adjustment', -1, 20, -1000],
    ['sale', 101, 20, 200666],
  ])
  expect(await shop.lake.query('select reason from quarantine')).toEqual([])
})

it('rows below zero are returns where the source says so, however their signs are written', async () => {
  const given = [
    { quantity: '-2', unit_price: '10.00' },
    { quantity: '2', unit_price: '-10.00' },
    { quantity: '-2', unit_price: '-10.00' },
    { quantity: '-2', unit_price: '-20.00', price_is: 'line' },
    { quantity: '-2', unit_price: '20.00', price_is: 'line' },
    { quantity: '-2', unit_price: '10.00', discount: '3.00' },
    { quantity: '0', unit_price: '10.00' },
    { quantity: '2', unit_price: '10.00' },
  ]
  await shop.lake.ingest(rows('orders', [order('1', AT)]))
  await shop.lake.ingest(
    rows(
      'order_lines',
      given.map((one, i) => line('1', `${i}`, { negatives: 'returns', ...one })),
    ),
  )
  expect((await shop.lake.build()).failed).toEqual([])
  const back = ['return', -2, 10, -2000]
  expect(said(await linesOf())).toEqual([
    ...[back, back, back, back, back],
    ['return', -2, 10, -1700],
    ['adjustment', 0, 10, 0],
    ['sale', 2, 10, 2000],
  ])
  expect(await figures()).toMatchObject({ gmv: 2000, units: 2 })
  expect(await shop.lake.query('select cast(sum(amount_cents) as int) as cents from mart_refunds')).toEqual([
    { cents: 11_700 },
  ])
})

it('a line may say what all its pieces cost, or no quantity, to the cent', async () => {
  const given = [
    { quantity: '3', unit_price: '10.00', price_is: 'line' },
    { quantity: '7', unit_price: '10.00', discount: '1.00', price_is: 'line' },
    { quantity: null, unit_price: '12.90', quantity_if_none: '1' },
    { quantity: '2', unit_price: '12.90', quantity_if_none: '1' },
    { quantity: null, unit_price: '9.00', quantity_if_none: '3', price_is: 'line' },
    { quantity: '0.25', unit_price: '9.99', price_is: 'line' },
    { quantity: null, unit_price: '1.00' },
  ]
  await shop.lake.ingest(rows('orders', [order('1', AT)]))
  await shop.lake.ingest(
    rows(
      'order_lines',
      given.map((one, i) => line('1', `${i}`, one)),
    ),
  )
  expect((await shop.lake.build()).failed).toEqual([])
  expect(said(await linesOf())).toEqual([
    ['sale', 3, 3.3333, 1000],
    ['sale', 7, 1.4286, 900],
    ['sale', 1, 12.9, 1290],
    ['sale', 2, 12.9, 2580],
    ['sale', 3, 3, 900],
    ['sale', 1, 39.96, 999],
  ])
  expect(await shop.lake.query('select reason from quarantine')).toEqual([{ reason: 'no quantity' }])
})

it('a source names its own words for statuses and kinds', async () => {
  const statuses = '|offen=pending|bezahlt=sale|zurück gezogen=cancelled|pending=sale|'
  const all = ['Offen', 'bezahlt', 'Zurück gezogen', 'pending', 'failed', 'anders', null]
  await shop.lake.ingest(
    rows(
      'orders',
      all.map((status, i) => order(`${i}`, AT, { status, statuses })),
    ),
  )
  expect((await shop.lake.build()).failed).toEqual([])
  expect(said(await shop.lake.query('select counts_as from clean_orders order by order_id')).flat()).toEqual([
    'pending',
    'sale',
    'cancelled',
    'sale',
    'not_sale',
    'sale',
    'sale',
  ])
  const kinds = '|refund=return|shipping=fee|product=sale|voucher=gift_card|'
  const words = ['Refund', 'SHIPPING', 'product', 'voucher', 'sale', null, 'wares']
  await shop.lake.ingest(
    rows(
      'order_lines',
      words.map((kind, i) => line('0', `${i}`, { kind, kinds })),
    ),
  )
  await shop.lake.build()
  expect(
    said(await shop.lake.query('select kind, quantity from clean_order_lines order by line_id')),
  ).toEqual([
    ['return', -2],
    ['fee', 2],
    ['sale', 2],
    ['gift_card', 2],
    ['sale', 2],
    ['sale', 2],
  ])
  expect(await shop.lake.query('select reason from quarantine')).toEqual([{ reason: 'kind is unknown' }])
})
