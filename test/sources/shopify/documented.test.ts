import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../support/shared-data.ts'
import { openedShops } from './opened-shops.ts'
import { itemFromRest, orderFromRest, productFromRest } from './shopify-from-rest.ts'
import type { Stock } from './shopify-shop.ts'

const { shopAt, open } = openedShops()
const fixtures = sharedData('rest-fixtures')

const fixture = (path: string) => JSON.parse(readFileSync(`${fixtures}/${path}.json`, 'utf8'))

describe.skipIf(!fixtures)('what Shopify documents', () => {
  it('becomes orders and lines, the same by bulk and by page', async () => {
    const stock: Stock = {
      orders: [
        orderFromRest(fixture('shopify_api_ruby/order').order),
        orderFromRest(fixture('go_shopify/order').order),
      ],
    }
    const { url } = await open(stock)
    const shop = shopAt(url)
    await shop.run('orders')
    const wanted = [
      {
        order_id: '450789469',
        customer_id: '207119551',
        status: 'authorized',
        region: 'KY',
        currency: 'USD',
      },
      { order_id: '123456', customer_id: null, status: 'cancelled', channel: 'web' },
    ]
    for (const row of wanted)
      expect(shop.rows('orders').find(({ order_id }) => order_id === row.order_id)).toMatchObject(row)
    const line = { order_id: '450789469', quantity: '1', unit_price: '199.00', discount: '0.00' }
    expect(shop.rows('order_lines')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ...line, line_id: '466157049', product_id: '39072856' }),
        expect.objectContaining({
          order_id: '123456',
          line_id: '5',
          product_id: '5410685889',
          discount: '5.00',
        }),
      ]),
    )
    const byBulk = new Set(shop.rows('order_lines').map((row) => JSON.stringify(row)))
    stock.orders = stock.orders.map((one) => ({ ...one, updatedAt: '2026-01-01T00:00:00Z' }))
    await shop.run('orders')
    expect(new Set(shop.rows('order_lines').map((row) => JSON.stringify(row)))).toEqual(byBulk)
  })

  it('becomes refunds: a row a line and one for the rest, together what was paid back', async () => {
    const { refund } = fixture('shopify_api_ruby/refund')
    const rest = { ...fixture('shopify_api_ruby/order').order, financial_status: 'partially_refunded' }
    const given = { ...refund, transactions: [{ amount: '409.00' }] }
    const { url } = await open({ orders: [orderFromRest(rest, [given])] })
    const shop = shopAt(url)
    await shop.run('refunds')
    const rows = shop.rows('refunds')
    expect(rows).toMatchObject([
      {
        refund_id: '509562969.104689539',
        line_id: '703073504',
        product_id: '457924702',
        quantity: '1',
        amount: '199.00',
      },
      { refund_id: '509562969.709875399', line_id: '466157049', product_id: '39072856', amount: '199.00' },
      { refund_id: '509562969', amount: '11.00' },
    ])
    expect(rows[0]).toMatchObject({
      order_id: '450789469',
      refunded_at: '2016-03-22T11:15:00-04:00',
      reason: 'it broke during shipping',
      currency: 'USD',
    })
  })

  it('says which prices have tax in them, and how much, for lines and for refunds', async () => {
    const { refund } = fixture('shopify_api_ruby/refund')
    const taxed = (line: object) => ({ ...line, tax_lines: [{ rate: 0.05 }, { rate: '0.0125' }] })
    const { order } = fixture('shopify_api_ruby/order')
    const rest = {
      ...order,
      taxes_included: true,
      financial_status: 'partially_refunded',
      line_items: [...order.line_items.map(taxed), { ...order.line_items[0], id: 9, tax_lines: [] }],
    }
    const given = {
      ...refund,
      transactions: [{ amount: '409.00' }],
      refund_line_items: refund.refund_line_items.map((one: { line_item: object }) => ({
        ...one,
        line_item: taxed(one.line_item),
      })),
    }
    const { url } = await open({
      orders: [orderFromRest(rest, [given]), orderFromRest(fixture('go_shopify/order').order)],
    })
    const shop = shopAt(url)
    await shop.run('orders')
    const told = shop.rows('order_lines').map((row) => `${row.order_id} ${row.tax_included} ${row.tax_rate}`)
    expect(new Set(told)).toEqual(new Set(['450789469 true 0.0625', '450789469 true 0', '123456 false 0']))
    await shop.run('refunds')
    expect(shop.rows('refunds').map((row) => `${row.tax_included} ${row.tax_rate ?? ''}`)).toEqual([
      'true 0.0625',
      'true 0.0625',
      'false ',
    ])
  })

  it('becomes variants with their cost, and the stock of all places on the day it is there', async () => {
    const { inventory_items } = fixture('go_shopify/inventory_items')
    const { inventory_levels } = fixture('go_shopify/inventory_levels')
    const [product] = fixture('shopify_python_api/products')
    const stock: Stock = {
      orders: [],
      products: [productFromRest(product, { IPOD2008PINK: '25.00' })],
      inventoryItems: inventory_items.map((item: unknown) => itemFromRest(item, inventory_levels)),
    }
    const { url, asked } = await open(stock)
    const shop = shopAt(url)
    await shop.run('products')
    expect(shop.rows('products')[0]).toMatchObject({
      product_id: '808950810',
      merchant_id: 'Apple',
      title: 'IPod Nano - 8GB – Pink',
      category: 'Cult Products',
      cost: '25.00',
      list_price: '199.00',
    })
    await shop.run('stock_levels')
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(new Date())
    expect(shop.rows('stock_levels')).toEqual([
      { platform: 'craft', product_id: '39072856', on: day, on_hand: '30', reserved: '2', inbound: '0' },
      { platform: 'craft', product_id: '457924702', on: day, on_hand: null, reserved: null, inbound: null },
      { platform: 'craft', product_id: '808950810', on: day, on_hand: '10', reserved: '2', inbound: '0' },
    ])
    asked.length = 0
    await shop.run('stock_levels')
    expect(asked).toHaveLength(1)
  })
})
