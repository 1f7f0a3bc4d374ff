import { describe, expect, it } from 'vitest'
import { hintedShops, knownOf } from '../hinted-shops.ts'
import { type Answer, json } from '../platform.ts'
import { order as wooOrder, wooShop } from './woo-shop.ts'

const { shopOf, closeAfter } = hintedShops()

describe('a hint of WooCommerce', () => {
  async function open() {
    const stock = {
      orders: [1, 2, 3, 4].map((id) => wooOrder(id)),
      products: [product('5.00')],
      refunds: {} as Record<number, unknown[]>,
      broken: {} as Record<string, Answer>,
    }
    const server = await wooShop(stock)
    closeAfter(server.close)
    return { stock, ...server }
  }
  const product = (price: string) => ({
    id: 1,
    name: 'Cup',
    type: 'simple',
    regular_price: price,
    date_modified_gmt: '2026-03-01T10:00:00',
  })
  type Stock = Awaited<ReturnType<typeof open>>['stock']

  const CHANGES: readonly {
    what: string
    stream: string
    table: string
    key: string
    row: object
    change: (stock: Stock) => void
  }[] = [
    {
      what: 'a refund',
      stream: 'orders',
      table: 'refunds',
      key: 'order_id',
      row: { refund_id: '900', amount: '4.00' },
      change: (stock) => {
        stock.orders[1] = wooOrder(2, { refunds: [{ id: 900 }] })
        stock.refunds[2] = [
          { id: 900, amount: '4.00', date_created_gmt: '2026-03-02T10:00:00', line_items: [] },
        ]
      },
    },
    {
      what: 'another status',
      stream: 'orders',
      table: 'orders',
      key: 'order_id',
      row: { status: 'failed' },
      change: (stock) => {
        stock.orders[1] = wooOrder(2, { status: 'failed' })
      },
    },
    {
      what: 'an order in the trash',
      stream: 'orders',
      table: 'orders',
      key: 'order_id',
      row: { status: 'cancelled' },
      change: (stock) => {
        stock.orders[1] = wooOrder(2, { status: 'trash' })
      },
    },
    {
      what: 'an order that is deleted',
      stream: 'orders',
      table: 'orders',
      key: 'order_id',
      row: { status: 'cancelled', counts_as: 'cancelled' },
      change: (stock) => void stock.orders.splice(1, 1),
    },
  ]
  it.each(CHANGES)('$what that leaves every date alone is asked for at the next run', async (one) => {
    const { stock, url, seen } = await open()
    const shop = shopOf('woo', url, knownOf(2))
    await shop.run(one.stream, { hours: 0 })
    one.change(stock)
    await shop.run(one.stream)
    const before = shop.last(one.table, one.key, 2)
    if (before) expect(before).not.toMatchObject(one.row)
    for (let n = 0; n < 3; n++) await shop.hint(one.stream, 2, 3)
    seen.length = 0
    expect(await shop.run(one.stream)).toMatchObject({ error: null })
    expect(shop.last(one.table, one.key, 2)).toMatchObject(one.row)
    expect(seen.filter(({ at }) => at.includes('include='))).toHaveLength(1)
    expect(await shop.waiting(one.stream)).toEqual([])
    // sent again later, it changes nothing
    const rows = shop.rows(one.table).length
    await shop.hint(one.stream, 3)
    await shop.run(one.stream)
    expect(shop.last(one.table, one.key, 2)).toMatchObject(one.row)
    expect(shop.rows(one.table).length).toBeLessThanOrEqual(rows + 1)
  })

  it('is followed page by page; killed in between, again', async () => {
    const { stock, url, seen } = await open()
    for (const killAt of [0, 1, 2]) {
      const shop = shopOf('woo', url)
      await shop.run('orders', { hours: 0 })
      stock.orders[3] = wooOrder(4, { status: `killed-${killAt}` })
      await shop.hint('orders', 1, 2, 3, 4)
      await shop.run('orders', { killAt }).catch(() => undefined)
      seen.length = 0
      await shop.run('orders')
      expect(shop.last('orders', 'order_id', 4)).toMatchObject({ status: `killed-${killAt}` })
      expect(await shop.waiting('orders')).toEqual([])
    }
  })

  it('of an element that is bad owes its part, and keeps no other', async () => {
    const { stock, url } = await open()
    const shop = shopOf('woo', url)
    await shop.run('orders', { hours: 0 })
    stock.broken['orders/2/refunds'] = json({}, 500)
    stock.orders[1] = wooOrder(2, { refunds: [{ id: 900 }], status: 'refunded' })
    stock.orders[2] = wooOrder(3, { status: 'on-hold' })
    await shop.hint('orders', 2, 3)
    expect(await shop.run('orders')).toMatchObject({ error: null, refused: 1, notes: [{ count: 1 }] })
    expect(shop.last('orders', 'order_id', 3)).toMatchObject({ status: 'on-hold' })
    expect(await shop.waiting('orders')).toEqual([])
  })

  it('of a product brings it', async () => {
    const { stock, url } = await open()
    const shop = shopOf('woo', url)
    await shop.run('products', { hours: 0 })
    stock.products[0] = product('4.50')
    await shop.hint('products', 1, 99)
    expect(await shop.run('products')).toMatchObject({ error: null })
    expect(shop.last('products', 'product_id', 1)).toMatchObject({ list_price: '4.50' })
    expect(await shop.waiting('products')).toEqual([])
  })
})
