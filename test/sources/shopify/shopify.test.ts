import { describe, expect, it } from 'vitest'
import { feedsOf } from '../feeds.ts'
import { type Answer, json } from '../platform.ts'
import { at, openedShops, order, orders, plain, upTo } from './opened-shops.ts'
import { cost, type Stock, throttled } from './shopify-shop.ts'

const { shopAt, open, closeAfter } = openedShops()

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
  closeAfter(shop.remove)
  expect((await shop.run('craft/stock_levels'))[0]?.error).toContain("the shop's currency is USD, not EUR")
})
