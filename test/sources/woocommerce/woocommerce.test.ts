import { afterEach, describe, expect, it } from 'vitest'
import { openMarket } from '../../support/market.ts'
import { sharedData } from '../../support/shared-data.ts'
import { feedsOf } from '../feeds.ts'
import { type Answer, json, patient } from '../platform.ts'
import { documented, order, wooShop } from './woo-shop.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const shopAt = (url: string, perPage = 2) => {
  const shop = feedsOf(
    `woo:
      woocommerce: { url: '${url}', key: KEY, secret: SECRET, zone: UTC, currency: USD, per_page: ${perPage} }`,
    { KEY: 'ck_1', SECRET: 'cs_2' },
  )
  closing.push(shop.remove)
  return {
    ...shop,
    run: (what: string, how: Parameters<typeof shop.run>[1] = {}) => shop.run(`woo/${what}`, how),
  }
}

async function open(...given: Parameters<typeof wooShop>) {
  const server = await wooShop(...given)
  closing.push(server.close)
  return server
}

describe('a pass over a WooCommerce shop', () => {
  it('reads every page once, with the key as basic authentication and never in the address', async () => {
    const { url, seen } = await open({ orders: [1, 2, 3, 4, 5].map((id) => order(id)) })
    const shop = shopAt(url)
    expect(await shop.run('orders')).toMatchObject([{ rows: 10, error: null }])
    expect(shop.ids('orders', 'order_id')).toEqual(['1', '2', '3', '4', '5'])
    expect(shop.ids('order_lines', 'line_id')).toEqual(['10', '20', '30', '40', '50'])
    expect(new Set(seen.map(({ auth }) => auth))).toEqual(
      new Set([`Basic ${Buffer.from('ck_1:cs_2').toString('base64')}`]),
    )
    expect(seen.some(({ at }) => at.includes('ck_1') || at.includes('cs_2'))).toBe(false)
  })

  it('asks the next time only for what was modified since, and lands what did not change no second time', async () => {
    const orders = [order(1), order(2), order(3)]
    const { url, seen } = await open({ orders })
    const shop = shopAt(url)
    await shop.run('orders')
    orders[0] = order(1, { status: 'refunded', date_modified_gmt: '2026-03-02T09:00:00' })
    seen.length = 0
    await shop.run('orders')
    expect(
      shop
        .rows('orders')
        .filter(({ order_id }) => order_id === '1')
        .map(({ status }) => status),
    ).toEqual(['completed', 'refunded'])
    expect(seen[0]?.at).toContain('modified_after=2026-03-01T10%3A01%3A00&dates_are_gmt=true')
    // the two minutes before the youngest are read once more, in case something was dated before it was seen
    await shop.run('orders')
    const before = shop.rows('orders').length
    await shop.run('orders')
    expect(shop.rows('orders').length).toBe(before)
  })

  it('loses nothing when killed at any moment, and what comes twice comes with the same key and content', async () => {
    const { url } = await open({ orders: [1, 2, 3, 4, 5].map((id) => order(id)) })
    for (let killAt = 0; killAt < 8; killAt++) {
      const shop = shopAt(url)
      await shop.run('orders', { killAt }).catch(() => undefined)
      await shop.run('orders')
      for (const [table, key] of [
        ['orders', 'order_id'],
        ['order_lines', 'order_id'],
      ] as const) {
        const rows = new Set(shop.rows(table).map((row) => JSON.stringify(row)))
        expect([...rows].map((row) => JSON.parse(row)[key])).toEqual(['1', '2', '3', '4', '5'])
      }
    }
  })

  it('misses nothing when an order is deleted between two pages', async () => {
    const orders = [1, 2, 3, 4, 5, 6].map((id) => order(id))
    const { url } = await open({ orders }, [
      (request, response, at) => {
        json(orders.slice(0, 2), 200, { 'x-wp-total': '6', 'x-wp-totalpages': '3' })(request, response, at)
        orders.shift()
      },
    ])
    const shop = shopAt(url)
    await shop.run('orders')
    expect([...new Set(shop.ids('orders', 'order_id'))].sort()).toEqual(['1', '2', '3', '4', '5', '6'])
  })

  it('comes through 429, 503, a cut body and a silence, and waits as long as it is told', async () => {
    const cut: Answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
      response.write('[{"id":')
      setTimeout(() => response.destroy(), 10)
    }
    const faults = [json({}, 429, { 'retry-after': '4' }), json({}, 503), cut, () => {}]
    const { url } = await open({ orders: [order(1)] }, faults)
    const { http, slept } = patient({ timeoutMs: 400, retries: 5 })
    const shop = shopAt(url)
    await shop.run('orders', { timeoutMs: 400, retries: 5 })
    expect(shop.ids('orders', 'order_id')).toEqual(['1'])
    const again = await open({ orders: [order(1)] }, [json({}, 429, { 'retry-after': '4' })])
    await http.getJson({ url: `${again.url}/wp-json/wc/v3/orders` })
    expect(slept).toEqual([4000])
  })

  it('tells a page of HTML, a wrong key and an answer of another shape by name, and keeps its place', async () => {
    const html: Answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' })
      response.end('<h1>Briefly unavailable for maintenance</h1>')
    }
    const faults = [html, json({ message: 'no' }, 401), json({ orders: [] })]
    const { url } = await open({ orders: [order(1)] }, faults)
    const shop = shopAt(url)
    const errors: (string | null | undefined)[] = []
    for (let i = 0; i < 3; i++) errors.push((await shop.run('orders'))[0]?.error)
    expect(errors[0]).toContain('Briefly unavailable for maintenance')
    expect(errors[1]).toContain('answered 401')
    expect(errors[2]).toBe(
      'woo: the answer to orders is not a list. Check that the address is a WooCommerce shop with its REST API v3.',
    )
    for (const error of errors) expect(error).not.toMatch(/ck_1|cs_2/)
    expect(await shop.run('orders')).toMatchObject([{ error: null, rows: 2 }])
  })

  it('spaces its requests', async () => {
    const { url } = await open({ orders: [1, 2, 3, 4, 5].map((id) => order(id)) })
    const slept: number[] = []
    await shopAt(url).run('orders', { sleep: async (ms: number) => void slept.push(ms) })
    expect(slept.length).toBe(2)
    for (const ms of slept) expect(ms).toBeGreaterThan(300)
  })
})

it('a shop read twice and killed in between stands in the lake once, its money to the cent', async () => {
  const orders = [1, 2, 3, 4, 5].map((id) => order(id, { currency: 'EUR' }))
  const { url } = await open({ orders })
  const market = await openMarket({ isEmpty: true })
  closing.push(market.remove)
  const { lake } = market.ctx
  const shop = shopAt(url)
  await shop.run('orders', { lake, killAt: 2 }).catch(() => undefined)
  await shop.run('orders', { lake })
  await shop.run('orders', { lake })
  expect((await lake.build()).failed).toEqual([])
  const [found] = await lake.query(
    `select count(*) as lines, sum(line_cents) as cents, count(distinct order_id) as orders from clean_order_lines`,
  )
  expect(found).toEqual({ lines: 5, cents: 5 * 990, orders: 5 })
  expect(await lake.query('select reason from quarantine')).toEqual([])
})

describe('a line of a WooCommerce order', () => {
  const lineOf = async (line: Record<string, unknown>) => {
    const items = [{ id: 1, product_id: 5, variation_id: 0, name: 'Cup', ...line }]
    const { url } = await open({ orders: [order(1, { line_items: items })] })
    const shop = shopAt(url)
    await shop.run('orders')
    const row = shop.rows('order_lines')[0]
    return [row?.unit_price, row?.discount]
  }

  it('has the price and discount whose product is its total to the cent', async () => {
    expect(await lineOf({ quantity: 3, subtotal: '10.00', total: '10.00', price: 3.3333333 })).toEqual([
      '3.3334',
      '0.00',
    ])
    expect(await lineOf({ quantity: 300, subtotal: '100.00', total: '80.00', price: 0.27 })).toEqual([
      '0.3334',
      '20.02',
    ])
    expect(await lineOf({ quantity: 2, subtotal: '6.00', total: '5.50', price: 2.75 })).toEqual([
      '3.00',
      '0.50',
    ])
    expect(await lineOf({ quantity: 1, subtotal: '90071992547.93', total: '90071992547.93' })).toEqual([
      '90071992547.93',
      '0.00',
    ])
  })

  it('hands on what is no money as it came, for cleaning to refuse', async () => {
    expect(await lineOf({ quantity: 1, subtotal: 'free', total: 'free' })).toEqual(['free', null])
  })
})

const docs = sharedData('rest-fixtures')
const from = (file: string, heading: string) =>
  documented(`${docs}/woocommerce_rest_docs_v3/${file}.md`, heading)

describe.skipIf(!docs)('what WooCommerce documents', () => {
  it('becomes orders, lines and refunds whose money adds up', async () => {
    const refunds = from('_order-refunds', 'List all refunds')
    const { url } = await open({ orders: from('_orders', 'List all orders'), refunds: { 723: refunds } })
    const shop = shopAt(url, 100)
    expect(await shop.run('orders')).toMatchObject([{ error: null }])
    expect(shop.rows('orders').find(({ order_id }) => order_id === '727')).toMatchObject({
      platform: 'woo',
      customer_id: 'john.doe@example.com',
      ordered_at: '2017-03-22T19:28:02Z',
      status: 'processing',
      region: 'CA',
      currency: 'USD',
      updated_at: '2017-03-22T19:28:08Z',
    })
    expect(new Set(shop.rows('order_lines').map((row) => row.tax_included))).toEqual(new Set(['false']))
    expect(shop.rows('order_lines').find(({ line_id }) => line_id === '316')).toMatchObject({
      order_id: '727',
      product_id: '23',
      quantity: '1',
      unit_price: '12.00',
      discount: '0.00',
    })
    expect(shop.rows('refunds').toReversed()).toMatchObject([
      { refund_id: '726', order_id: '723', amount: '10.00', refunded_at: '2017-03-21T20:07:11Z' },
      { refund_id: '724.314', line_id: '311', product_id: '87', quantity: '1', amount: '9.00' },
    ])
  })

  it('becomes products, a variable one as its variations', async () => {
    const products = from('_products', 'List all products')
    const variations = from('_product-variations', 'List all product variations')
    const { url } = await open({ orders: [], products, variations: { 799: variations } })
    const shop = shopAt(url, 100)
    expect(await shop.run('products')).toMatchObject([{ error: null }])
    expect(shop.ids('products', 'product_id')).toEqual(
      expect.arrayContaining(variations.map(({ id }) => String(id))),
    )
    expect(shop.ids('products', 'product_id')).not.toContain('799')
    expect(shop.rows('products')[0]).toMatchObject({ platform: 'woo', category: 'Clothing' })
  })
})
