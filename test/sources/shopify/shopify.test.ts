import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { sharedData } from '../../support/shared-data.ts'
import { feedsOf } from '../feeds.ts'
import { type Answer, json } from '../platform.ts'
import {
  cost,
  itemFromRest,
  orderFromRest,
  productFromRest,
  type Stock,
  shopifyShop,
  throttled,
} from './shopify-shop.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

function shopAt(url: string) {
  const shop = feedsOf(
    `craft:
      shopify: { url: '${url}', token: TOKEN, zone: America/New_York, currency: USD }`,
    { TOKEN: 'shpat_1' },
  )
  closing.push(shop.remove)
  return {
    ...shop,
    run: (what: string, how: Parameters<typeof shop.run>[1] = {}) => shop.run(`craft/${what}`, how),
  }
}

async function open(...given: Parameters<typeof shopifyShop>) {
  const server = await shopifyShop(...given)
  closing.push(server.close)
  return server
}

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 10, minute)).toISOString()

const order = (id: number, more: Record<string, unknown> = {}) =>
  orderFromRest({
    id,
    created_at: at(id),
    updated_at: at(id),
    financial_status: 'paid',
    currency: 'USD',
    line_items: [{ id: id * 10, title: 'Cup', quantity: 2, price: '9.90', variant_id: 5, product_id: 1 }],
    ...more,
  })
const orders = (count: number) => Array.from({ length: count }, (_, i) => order(i + 1))
const plain = (rows: readonly (string | null | undefined)[]) =>
  [...new Set(rows)].map(Number).sort((a, b) => a - b)
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1)

describe('the history of a Shopify shop', () => {
  it('comes from one bulk operation, and then only what was updated since is asked for', async () => {
    const stock: Stock = { orders: orders(60) }
    const { url, asked, bulks, downloads } = await open(stock, { bulkPolls: 2 })
    const shop = shopAt(url)
    expect(await shop.run('orders')).toMatchObject([{ error: null }])
    expect(plain(shop.ids('orders', 'order_id'))).toEqual(upTo(60))
    expect(plain(shop.ids('order_lines', 'order_id'))).toEqual(upTo(60))
    expect(bulks.size).toBe(1)
    expect(new Set(asked.map(({ token }) => token))).toEqual(new Set(['shpat_1']))
    expect(downloads[0]?.['x-shopify-access-token']).toBeUndefined()

    asked.length = 0
    stock.orders.push(order(61))
    await shop.run('orders')
    expect(bulks.size).toBe(1)
    expect(asked[0]?.variables.query).toBe(`updated_at:>='${at(58)}'`)
    expect(plain(shop.ids('orders', 'order_id'))).toEqual(upTo(61))
  })

  it('is waited for by a later run when Shopify takes long, and no second operation is started', async () => {
    const { url, bulks } = await open({ orders: orders(3) }, { bulkPolls: 14 })
    const shop = shopAt(url)
    expect(await shop.run('orders')).toMatchObject([{ rows: 0, error: null }])
    await shop.run('orders')
    expect(plain(shop.ids('orders', 'order_id'))).toEqual([1, 2, 3])
    expect(bulks.size).toBe(1)
  })

  it('loses nothing when killed between a page and its cursor, wherever that is', async () => {
    for (let killAt = 0; killAt < 9; killAt++) {
      const { url } = await open({ orders: orders(30) })
      const shop = shopAt(url)
      await shop.run('orders', { killAt }).catch(() => undefined)
      await shop.run('orders')
      expect(plain(shop.ids('orders', 'order_id'))).toEqual(upTo(30))
      const lines = new Set(shop.rows('order_lines').map((row) => JSON.stringify(row)))
      expect(lines.size).toBe(30)
    }
  })

  it('is fetched anew when its file is cut, and started anew when it failed', async () => {
    const cut: Answer = (_, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('{"id":"gid://shopify/Order/1"')
      setTimeout(() => response.destroy(), 10)
    }
    const { url, downloads } = await open({ orders: orders(3) }, { download: [cut, json({}, 503)] })
    const shop = shopAt(url)
    expect(await shop.run('orders')).toMatchObject([{ error: null }])
    expect(downloads).toHaveLength(3)
    expect(plain(shop.ids('orders', 'order_id'))).toEqual([1, 2, 3])

    const failing = json({ data: { node: { id: 'x', status: 'FAILED', errorCode: 'TIMEOUT' } } })
    const other = await open({ orders: orders(2) }, { faults: [started, failing] })
    const second = shopAt(other.url)
    expect((await second.run('orders'))[0]?.error).toContain(
      'the bulk operation on orders is failed (TIMEOUT)',
    )
    expect(await second.run('orders')).toMatchObject([{ error: null }])
    expect(plain(second.ids('orders', 'order_id'))).toEqual([1, 2])
  })

  const started = json({
    data: {
      bulkOperationRunQuery: { bulkOperation: { id: 'gid://shopify/BulkOperation/9' }, userErrors: [] },
    },
  })
})

describe('pages of a Shopify shop', () => {
  const refunded = () =>
    upTo(12).map((id) => ({ ...order(id, { financial_status: 'refunded' }), refunds: [] }))

  it('wait until their price is there, and put a throttled question again', async () => {
    const { url } = await open({ orders: refunded() }, { faults: [throttled], available: 150 })
    const slept: number[] = []
    expect(await shopAt(url).run('refunds', { sleep: async (ms) => void slept.push(ms) })).toMatchObject([
      { error: null },
    ])
    // 400 points wanted: 100 there when throttled, 150 after each answer; 100 come back a second
    expect(slept).toEqual([3000, 2500, 2500])
  })

  it('become smaller when one would cost more than Shopify allows', async () => {
    const dear = json({
      errors: [{ message: 'Query cost is 2000', extensions: { code: 'MAX_COST_EXCEEDED' } }],
      extensions: { cost: cost(2000) },
    })
    const { url, asked } = await open({ orders: refunded() }, { faults: [dear] })
    expect(await shopAt(url).run('refunds')).toMatchObject([{ error: null }])
    expect(asked.map(({ variables }) => variables.first)).toEqual([10, 3, 3, 3, 3])
  })

  it('come through 429, 502 and HTML is told; the token is in no word of it', async () => {
    const html: Answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' })
      response.end('<h1>Log in</h1>')
    }
    const faults = [json({}, 429, { 'retry-after': '2' }), json({}, 502)]
    const { url } = await open({ orders: refunded() }, { faults })
    const slept: number[] = []
    await shopAt(url).run('refunds', { sleep: async (ms) => void slept.push(ms) })
    expect(slept[0]).toBe(2000)
    const other = await open({ orders: [] }, { faults: [html, json({ data: { orders: [] } })] })
    const shop = shopAt(other.url)
    const [first] = await shop.run('refunds')
    expect(first?.error).toContain('that is not JSON: “Log in”')
    const [second] = await shop.run('refunds')
    expect(second?.error).toContain('Shopify answered in another shape')
    expect(`${first?.error}${second?.error}`).not.toContain('shpat_1')
  })

  it('say which scope is missing', async () => {
    const denied = json({
      errors: [{ message: 'Access denied for orders field.', extensions: { code: 'ACCESS_DENIED' } }],
    })
    const { url } = await open({ orders: [] }, { faults: [denied] })
    expect((await shopAt(url).run('refunds'))[0]?.error).toContain('read_all_orders')
  })

  it('bring all lines of an order that has more than fit', async () => {
    const many = upTo(130).map((id) => ({
      id,
      title: 'Cup',
      quantity: 1,
      price: '1.00',
      variant_id: id,
      product_id: 1,
    }))
    const stock: Stock = { orders: [order(1)] }
    const { url } = await open(stock)
    const shop = shopAt(url)
    await shop.run('orders')
    stock.orders.push(order(30, { line_items: many }))
    await shop.run('orders')
    const mine = shop.rows('order_lines').filter(({ order_id }) => order_id === '30')
    expect(plain(mine.map(({ line_id }) => line_id))).toEqual(upTo(130))
  })
})

it('a shop whose currency is another than stated is not read', async () => {
  const { url } = await open({ orders: [], inventoryItems: [] })
  const shop = feedsOf(
    `craft:
      shopify: { url: '${url}', token: TOKEN, zone: UTC, currency: EUR }`,
    { TOKEN: 'x' },
  )
  closing.push(shop.remove)
  expect((await shop.run('craft/stock_levels'))[0]?.error).toContain("the shop's currency is USD, not EUR")
})

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
