import { afterEach, describe, expect, it } from 'vitest'
import { knownOrders } from '../../../src/facts/sources/known-orders.ts'
import { openMarket } from '../../support/market.ts'
import { json, NOW } from '../platform.ts'
import { openedShops } from './opened-shops.ts'
import { order, type wooShop } from './woo-shop.ts'

const { shopAt, open, closeAfter, closeAll } = openedShops()
afterEach(closeAll)

const HOUR = 3_600_000
const later = (hours: number) => new Date(NOW.getTime() + hours * HOUR)
/** a day before now, so that it is read again */
const AT = '2026-11-23T10:00:00'
const fresh = (id: number, more: object = {}) =>
  order(id, { currency: 'EUR', date_created_gmt: AT, date_modified_gmt: AT, ...more })
const line = (id: number, total: string) => ({
  id,
  name: 'Cup',
  product_id: 1,
  variation_id: 0,
  quantity: 1,
  subtotal: total,
  total,
})
const product = (id: number, price: string, more: object = {}) => ({
  id,
  name: `P${id}`,
  type: 'simple',
  regular_price: price,
  date_modified_gmt: AT,
  ...more,
})

describe('what changes and leaves the date of its parent alone', () => {
  type Stock = Parameters<typeof wooShop>[0]
  const CASES: readonly {
    readonly what: string
    readonly of: 'orders' | 'products'
    readonly change: (stock: { -readonly [K in keyof Stock]: Stock[K] }) => void
    readonly table: string
    readonly row: Record<string, string>
  }[] = [
    {
      what: 'a refund',
      of: 'orders',
      change: (stock) => {
        stock.orders[0] = fresh(1, { refunds: [{ id: 900 }] })
        stock.refunds = { 1: [{ id: 900, amount: '4.00', date_created_gmt: AT, line_items: [] }] }
      },
      table: 'refunds',
      row: { order_id: '1', refund_id: '900', amount: '4.00' },
    },
    {
      what: 'a refund that the order does not list',
      of: 'orders',
      change: (stock) => {
        stock.orders[0] = fresh(1, { status: 'refunded' })
        stock.refunds = { 1: [{ id: 900, amount: '9.90', date_created_gmt: AT, line_items: [] }] }
      },
      table: 'refunds',
      row: { order_id: '1', amount: '9.90' },
    },
    {
      what: 'an edited item',
      of: 'orders',
      change: (stock) => {
        stock.orders[1] = fresh(2, { line_items: [line(20, '300.00')] })
      },
      table: 'order_lines',
      row: { order_id: '2', unit_price: '300.00' },
    },
    {
      what: 'an item that was added',
      of: 'orders',
      change: (stock) => {
        stock.orders[1] = fresh(2, { line_items: [line(20, '9.90'), line(21, '5.00')] })
      },
      table: 'order_lines',
      row: { line_id: '21' },
    },
    {
      what: 'a status',
      of: 'orders',
      change: (stock) => {
        stock.orders[1] = fresh(2, { status: 'cancelled' })
      },
      table: 'orders',
      row: { order_id: '2', status: 'cancelled' },
    },
    {
      what: 'an order put into the trash, which dates it',
      of: 'orders',
      change: (stock) => {
        stock.orders[2] = fresh(3, { status: 'trash', date_modified_gmt: '2026-11-24T07:00:00' })
      },
      table: 'orders',
      row: { order_id: '3', status: 'cancelled' },
    },
    {
      what: 'an order put into the trash, which does not',
      of: 'orders',
      change: (stock) => {
        stock.orders[2] = fresh(3, { status: 'trash' })
      },
      table: 'orders',
      row: { order_id: '3', status: 'cancelled' },
    },
    {
      what: 'an order deleted for good',
      of: 'orders',
      change: (stock) => {
        stock.orders.pop()
      },
      table: 'orders',
      row: { order_id: '3', status: 'cancelled', ordered_at: `${AT}Z` },
    },
    {
      what: 'the price of a product',
      of: 'products',
      change: (stock) => {
        stock.products = [product(1, '7.00'), product(2, '6.00', { type: 'variable' })]
      },
      table: 'products',
      row: { product_id: '1', list_price: '7.00' },
    },
    {
      what: 'the price of a variation',
      of: 'products',
      change: (stock) => {
        stock.variations = { 2: [product(21, '12.00')] }
      },
      table: 'products',
      row: { product_id: '21', list_price: '12.00' },
    },
    {
      what: 'a variation that was added',
      of: 'products',
      change: (stock) => {
        stock.variations = { 2: [product(21, '10.00'), product(22, '11.00')] }
      },
      table: 'products',
      row: { product_id: '22' },
    },
  ]

  it.each(CASES)('$what is found', async ({ of, change, table, row }) => {
    const stock = {
      orders: [fresh(1), fresh(2), fresh(3)],
      products: [product(1, '5.00'), product(2, '6.00', { type: 'variable' })],
      variations: { 2: [product(21, '10.00')] },
    }
    const { url } = await open(stock)
    const shop = shopAt(url)
    const known = async () =>
      shop.rows('orders').map((one) => ({ id: one.order_id ?? '', orderedAt: one.ordered_at ?? '' }))
    await shop.run(of, { knownOrders: known })
    change(stock)
    await shop.run(of, { knownOrders: known, at: later(1) })
    expect(shop.rows(table)).toContainEqual(expect.objectContaining(row))
  })
})

describe('the second look', () => {
  it('is taken once a day, of the last days, and lands what did not change no second time', async () => {
    const orders = Array.from({ length: 5 }, (_, i) => fresh(i + 1))
    orders.push(fresh(6, { date_created_gmt: '2026-03-01T00:00:00' }))
    const { url, seen } = await open({ orders })
    const shop = shopAt(url, ', reread_days: 30')
    const looks = async (hours: number) => {
      seen.length = 0
      await shop.run('orders', { at: later(hours) })
      return seen.filter(({ at }) => at.includes('&after=')).length
    }
    expect(await looks(0)).toBe(0)
    expect(await looks(1)).toBe(3)
    expect(seen.find(({ at }) => at.includes('&after='))?.at).toContain(
      '&after=2026-10-25T09%3A00%3A00&dates_are_gmt=true',
    )
    expect(await looks(20)).toBe(0)
    const before = shop.rows('orders').length
    expect(await looks(26)).toBe(3)
    expect(shop.rows('orders')).toHaveLength(before)
    expect(shop.ids('orders', 'order_id')).toContain('6')
  })

  it('can be left out', async () => {
    const { url, seen } = await open({ orders: [fresh(1)] })
    const shop = shopAt(url, ', reread_days: 0')
    await shop.run('orders')
    await shop.run('orders', { at: later(48) })
    expect(seen.some(({ at }) => at.includes('&after='))).toBe(false)
  })

  it('goes on where it was killed', async () => {
    const orders = Array.from({ length: 6 }, (_, i) => fresh(1 + i * 500))
    for (let killAt = 0; killAt < 14; killAt++) {
      const { url } = await open({ orders: [...orders] })
      const shop = shopAt(url)
      await shop.run('orders')
      const { close, url: now } = await open({ orders: orders.map((one) => ({ ...one, status: 'on-hold' })) })
      expect(now).not.toBe(url)
      await close()
      await shop.run('orders', { at: later(1), killAt }).catch(() => undefined)
      await shop.run('orders', { at: later(1.5) })
      expect(new Set(shop.ids('orders', 'order_id')).size).toBe(6)
    }
  })

  it('takes no order for deleted that the shop cannot show, and not for ever those it dates anew', async () => {
    const stock = {
      orders: [fresh(1), fresh(2), fresh(3)],
      broken: { 'orders/2': json({}, 500), 'orders/3': json({}, 403) },
    }
    const { url } = await open(stock)
    const shop = shopAt(url)
    const known = async () => ['1', '2', '3'].map((id) => ({ id, orderedAt: `${AT}Z` }))
    await shop.run('orders', { knownOrders: known })
    stock.orders.splice(0, 3)
    await shop.run('orders', { at: later(1), knownOrders: known })
    const cancelled = shop.rows('orders').filter(({ status }) => status === 'cancelled')
    expect(cancelled.map(({ order_id }) => order_id)).toEqual(['1'])
  })
})

it('an order that is deleted for good leaves GMV, and stands in the lake as cancelled', async () => {
  const orders = [fresh(1), fresh(2), fresh(3)]
  const { url } = await open({ orders })
  const market = await openMarket({ isEmpty: true })
  closeAfter(market.remove)
  const { lake } = market.ctx
  const shop = shopAt(url)
  const known = (source: string, since: Date) => knownOrders(lake, source, since)
  const hour = new Date(market.ctx.clock.now().getTime() - 2 * HOUR)
  await shop.run('orders', { lake, knownOrders: known, at: hour })
  await lake.build()
  orders.splice(1, 1)
  await shop.run('orders', { lake, knownOrders: known, at: new Date(hour.getTime() + HOUR) })
  expect((await lake.build()).failed).toEqual([])
  expect(await lake.query('select order_id, is_cancelled from clean_orders order by order_id')).toEqual([
    { order_id: '1', is_cancelled: false },
    { order_id: '2', is_cancelled: true },
    { order_id: '3', is_cancelled: false },
  ])
  // what was hinted at is asked for by its ids
  const named = (...ids: string[]) => knownOrders(lake, 'woo/orders', new Date(0), ids)
  expect((await named('1', '2', '9')).map(({ id }) => id)).toEqual(['1'])
  expect(await named()).toEqual([])
})
