import { afterEach, expect, it } from 'vitest'
import { feedsOf } from '../feeds.ts'
import { order, wooShop } from './woo-shop.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function shopOf(...given: Parameters<typeof wooShop>) {
  const server = await wooShop(...given)
  const shop = feedsOf(
    `woo:
      woocommerce: { url: '${server.url}', key: KEY, secret: SECRET, zone: UTC, currency: USD, per_page: 2 }`,
    { KEY: 'ck_1', SECRET: 'cs_2' },
  )
  closing.push(server.close, shop.remove)
  return { ...shop, seen: server.seen, run: (what: string) => shop.run(`woo/${what}`) }
}

it('says of every order what it counts as', async () => {
  const statuses = [
    'completed',
    'on-hold',
    'pending',
    'failed',
    'checkout-draft',
    'auto-draft',
    'cancelled',
    'mine',
  ]
  const shop = await shopOf({ orders: statuses.map((status, i) => order(i + 1, { status })) })
  await shop.run('orders')
  expect(shop.ids('orders', 'counts_as')).toEqual([
    'sale',
    'sale',
    'pending',
    'not_sale',
    'not_sale',
    'not_sale',
    'cancelled',
    'sale',
  ])
})

it('keeps the money of a line whose product was deleted under a product of its own', async () => {
  const gone = {
    id: 1,
    name: 'Gone',
    product_id: 0,
    variation_id: 0,
    quantity: 2,
    subtotal: '60',
    total: '60',
  }
  const shop = await shopOf({ orders: [order(1, { line_items: [gone] })] })
  await shop.run('orders')
  expect(shop.rows('order_lines')).toMatchObject([
    { product_id: 'line:Gone', title: 'Gone', quantity: '2', unit_price: '30.00' },
  ])
})

const part = (total: string, total_tax = '0.00') => ({ id: 5, name: 'Cup', quantity: -1, total, total_tax })
const sold = {
  total: '25.90',
  total_tax: '3.90',
  line_items: [{ id: 10, name: 'Cup', product_id: 1, quantity: 2, subtotal: '20.00', total: '20.00' }],
}

it.each([
  [
    'the tax of a line',
    { amount: '11.90', line_items: [part('-10.00', '-1.90')] },
    [['10.00', 'false', null]],
  ],
  [
    'freight and its tax',
    {
      amount: '14.28',
      line_items: [part('-10.00', '-1.90')],
      shipping_lines: [{ total: '-2.00', total_tax: '-0.38' }],
    },
    [['10.00', 'false', null]],
  ],
  [
    'less than the line cost',
    { amount: '4.00', line_items: [part('-10.00', '-1.90')] },
    [['4.00', 'false', null]],
  ],
  ['the whole order, by no line', { amount: '25.90', line_items: [] }, [['20.00', 'false', null]]],
  ['a sum for no line', { amount: '5.00', line_items: [] }, [['5.00', 'true', '0.17727273']]],
  [
    'a line and a sum more',
    { amount: '13.90', line_items: [part('-10.00', '-1.90')] },
    [
      ['10.00', 'false', null],
      ['2.00', 'true', '0.17727273'],
    ],
  ],
])('a refund is of the goods: %s', async (_, refund, expected) => {
  const refunds = { 1: [{ id: 9, date_created_gmt: '2026-03-02T09:00:00', reason: '', ...refund }] }
  const shop = await shopOf({ orders: [order(1, { ...sold, refunds: [{ id: 9 }] })], refunds })
  await shop.run('orders')
  expect(
    shop
      .rows('refunds')
      .map(({ amount, tax_included, tax_rate }) => [amount, tax_included, tax_rate ?? null]),
  ).toEqual(expected)
})

it('takes the stock of what is counted, once a day, below zero too', async () => {
  const at = '2026-03-01T10:00:00'
  const product = (id: number, more: Record<string, unknown>) => ({
    id,
    name: `P${id}`,
    type: 'simple',
    date_created_gmt: at,
    date_modified_gmt: at,
    ...more,
  })
  const shop = await shopOf({
    orders: [],
    products: [
      product(1, { manage_stock: true, stock_quantity: 4 }),
      product(2, { manage_stock: true, stock_quantity: -3 }),
      product(3, { manage_stock: false, stock_quantity: null }),
      product(4, { type: 'variable', manage_stock: true, stock_quantity: 9 }),
    ],
    variations: {
      4: [
        { id: 41, date_modified_gmt: at, manage_stock: 'parent', stock_quantity: 9 },
        { id: 42, date_modified_gmt: at, manage_stock: true, stock_quantity: 0 },
        { id: 43, date_modified_gmt: at, manage_stock: false, stock_quantity: null },
      ],
    },
  })
  expect(await shop.run('stock_levels')).toMatchObject([{ rows: 4, error: null }])
  const rows = shop.rows('stock_levels').map(({ product_id, on_hand }) => [product_id, on_hand])
  expect(rows).toEqual([
    ['1', '4'],
    ['2', '-3'],
    ['41', '9'],
    ['42', '0'],
  ])
  expect(new Set(shop.ids('stock_levels', 'on')).size).toBe(1)
  shop.seen.length = 0
  await shop.run('stock_levels')
  expect(shop.seen).toHaveLength(1)
})
