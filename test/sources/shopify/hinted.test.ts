import { describe, expect, it } from 'vitest'
import { hintedShops, knownOf } from '../hinted-shops.ts'
import { type Answer, json } from '../platform.ts'
import { at, order as shopifyOrder } from './opened-shops.ts'
import type { Json } from './shopify-from-rest.ts'
import { shopifyShop } from './shopify-shop.ts'

const { shopOf, closeAfter } = hintedShops()
const EMPTY = { orders: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } }

describe('a hint of Shopify', () => {
  const gid = (type: string, id: number) => `gid://shopify/${type}/${id}`
  const item = (id: number, onHand: number): Json => ({
    id: gid('InventoryItem', id),
    updatedAt: at(1),
    tracked: true,
    variant: { id: gid('ProductVariant', id) },
    inventoryLevels: {
      nodes: [{ id: gid('InventoryLevel', id), quantities: [{ name: 'on_hand', quantity: onHand }] }],
    },
  })
  const variant = (id: number, price: string): Json => ({
    id: gid('ProductVariant', id),
    title: 'Default Title',
    price,
    createdAt: at(1),
    updatedAt: at(1),
    product: { id: gid('Product', id), title: 'Cup', vendor: 'v', productType: 't', updatedAt: at(1) },
    inventoryItem: { unitCost: null },
  })
  const refund = {
    id: gid('Refund', 900),
    createdAt: at(9),
    totalRefundedSet: { shopMoney: { amount: '4.00', currencyCode: 'USD' } },
    refundLineItems: { nodes: [] },
  }
  const dear = json({ errors: [{ message: 'x', extensions: { code: 'MAX_COST_EXCEEDED' } }] })

  async function open() {
    const stock = {
      orders: [1, 2, 3, 9].map((id) => shopifyOrder(id)) as Json[],
      products: [1, 9].map((id) => ({
        id: gid('Product', id),
        updatedAt: at(id),
        variants: [variant(id, '9.90')],
      })) as Json[],
      inventoryItems: [item(1, 5), item(2, 6)],
    }
    const faults: Answer[] = []
    const running = { faults, bulkPolls: 0 }
    const server = await shopifyShop(stock, running)
    closeAfter(server.close)
    return { stock, faults, running, ...server }
  }

  const CHANGES: readonly {
    what: string
    stream: string
    id: number
    table: string
    key: string
    row: object
    change: (stock: { orders: Json[]; products: Json[]; inventoryItems: Json[] }) => void
  }[] = [
    {
      what: 'an order that is cancelled',
      stream: 'orders',
      id: 2,
      table: 'orders',
      key: 'order_id',
      row: { status: 'cancelled', counts_as: 'cancelled' },
      change: ({ orders }) => {
        orders[1] = { ...orders[1], cancelledAt: at(1) } as Json
      },
    },
    {
      what: 'a line that an edit took away',
      stream: 'orders',
      id: 2,
      table: 'order_lines',
      key: 'order_id',
      row: { quantity: '1' },
      change: ({ orders }) => {
        const lines = orders[1]?.lineItems as Json[]
        orders[1] = {
          ...orders[1],
          lineItems: lines.map((line) => ({ ...line, currentQuantity: 1 })),
        } as Json
      },
    },
    {
      what: 'the stock of an item',
      stream: 'stock_levels',
      id: 2,
      table: 'stock_levels',
      key: 'product_id',
      row: { on_hand: '1' },
      change: ({ inventoryItems }) => {
        inventoryItems[1] = item(2, 1)
      },
    },
    {
      what: 'the price of a variant',
      stream: 'products',
      id: 1,
      table: 'products',
      key: 'product_id',
      row: { list_price: '7.50' },
      change: ({ products }) => {
        products[0] = { ...products[0], variants: [variant(1, '7.50')] } as Json
      },
    },
    {
      what: 'a refund',
      stream: 'refunds',
      id: 2,
      table: 'refunds',
      key: 'order_id',
      row: { refund_id: '900' },
      change: ({ orders }) => {
        orders[1] = { ...orders[1], refunds: [refund] } as Json
      },
    },
  ]
  it.each(CHANGES)('$what that leaves every date alone is asked for at the next run', async (one) => {
    const { stock, url, asked } = await open()
    const shop = shopOf('craft', url)
    await shop.run(one.stream, { hours: 0 })
    await shop.run(one.stream, { hours: 0 })
    one.change(stock)
    await shop.run(one.stream)
    const before = shop.last(one.table, one.key, one.id)
    if (before) expect(before).not.toMatchObject(one.row)
    await shop.hint(one.stream, one.id)
    asked.length = 0
    expect(await shop.run(one.stream)).toMatchObject({ error: null })
    expect(shop.last(one.table, one.key, one.id)).toMatchObject(one.row)
    expect(asked.filter(({ query }) => query.includes('nodes(ids'))).toHaveLength(1)
    expect(await shop.waiting(one.stream)).toEqual([])
  })

  it('of many orders is one question; a deleted one becomes cancelled, once', async () => {
    const { stock, url, asked } = await open()
    const shop = shopOf('craft', url, knownOf(2))
    await shop.run('orders', { hours: 0 })
    stock.orders.splice(1, 1)
    for (let n = 0; n < 3; n++) await shop.hint('orders', 1, 2, 3, 99)
    asked.length = 0
    expect(await shop.run('orders')).toMatchObject({ error: null })
    expect(asked.filter(({ query }) => query.includes('nodes(ids'))).toHaveLength(1)
    expect(shop.last('orders', 'order_id', 2)).toMatchObject({ status: 'cancelled', counts_as: 'cancelled' })
    // an order that no build has shown may be about to be
    expect((await shop.waiting('orders')).map(({ id }) => id)).toEqual(['99'])
    expect((await shop.run('orders', { hours: 24 * 400 }))?.error).toBe(null)
    expect(await shop.waiting('orders')).toEqual([])
  })

  it('is kept while the history is read for the first time, and of a product that is gone changes nothing', async () => {
    const { url, running } = await open()
    const shop = shopOf('craft', url)
    await shop.hint('orders', 1)
    running.bulkPolls = 20
    await shop.run('orders', { hours: 0 })
    expect(await shop.waiting('orders')).toHaveLength(1)
    await shop.run('orders')
    expect(await shop.waiting('orders')).toEqual([])
    running.bulkPolls = 0
    await shop.run('products', { hours: 0 })
    await shop.run('products')
    await shop.hint('products', 77)
    const rows = shop.rows('products').length
    expect(await shop.run('products')).toMatchObject({ error: null })
    expect(shop.rows('products')).toHaveLength(rows)
    expect(await shop.waiting('products')).toEqual([])
  })

  it('asks for fewer at once where they cost too much', async () => {
    const { url, asked, faults } = await open()
    const shop = shopOf('craft', url)
    await shop.run('orders', { hours: 0 })
    await shop.run('orders')
    await shop.hint('orders', 1, 2, 3)
    asked.length = 0
    // the first question of a run is what was updated
    faults.push((request, response, url) => json({ data: EMPTY })(request, response, url), dear, dear)
    expect(await shop.run('orders')).toMatchObject({ error: null })
    expect(asked.flatMap(({ variables }) => variables.ids?.length ?? [])).toEqual([3, 2, 1, 1, 1])
    expect(await shop.waiting('orders')).toEqual([])
  })
})
