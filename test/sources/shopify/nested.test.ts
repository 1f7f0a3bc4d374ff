import { describe, expect, it } from 'vitest'
import { openedShops, order, upTo } from './opened-shops.ts'
import type { Stock } from './shopify-shop.ts'

const { shopAt, open } = openedShops()

const bag = (amount: string) => ({ shopMoney: { amount, currencyCode: 'USD' } })
const AT = '2026-03-02T10:00:00Z'

const refund = (id: number, lines: number) => ({
  id: `gid://shopify/Refund/${id}`,
  createdAt: AT,
  note: null,
  totalRefundedSet: bag(`${lines}.00`),
  refundLineItems: {
    nodes: upTo(lines).map((n) => ({
      id: `gid://shopify/RefundLineItem/${1000 * id + n}`,
      quantity: 1,
      subtotalSet: bag('1.00'),
      lineItem: {
        id: `gid://shopify/LineItem/${n}`,
        taxLines: [],
        variant: { id: 'gid://shopify/ProductVariant/5' },
        product: { id: 'gid://shopify/Product/1' },
      },
    })),
  },
})

const refunded = (id: number, refunds: object[]) => ({
  ...order(id, { financial_status: 'partially_refunded' }),
  refunds,
})

describe('the refunds of an order', () => {
  it.each([
    { refunds: 1, lines: 1 },
    { refunds: 1, lines: 50 },
    { refunds: 1, lines: 51 },
    { refunds: 2, lines: 130 },
    { refunds: 1, lines: 420 },
    { refunds: 19, lines: 1 },
    { refunds: 20, lines: 1 },
    { refunds: 21, lines: 2 },
    { refunds: 60, lines: 1 },
  ])('all come: $refunds of $lines lines', async ({ refunds, lines }) => {
    const stock: Stock = {
      orders: [
        refunded(
          1,
          upTo(refunds).map((id) => refund(id, lines)),
        ),
        refunded(2, [refund(900, 1)]),
      ],
    }
    const { url } = await open(stock)
    const shop = shopAt(url)
    expect(await shop.run('refunds')).toMatchObject([{ error: null }])
    const mine = shop.rows('refunds').filter(({ order_id }) => order_id === '1')
    expect(new Set(mine.map(({ refund_id }) => refund_id)).size).toBe(refunds * lines)
    // all of the money is of lines: nothing is left for the order as a whole
    expect(mine.every(({ product_id, amount }) => product_id === '5' && amount === '1.00')).toBe(true)
    expect(shop.rows('refunds').filter(({ order_id }) => order_id === '2')).toHaveLength(1)
  })
})

describe('the stock of an item', () => {
  it.each([1, 50, 51, 70, 300, 600])('is the sum over %i places', async (places) => {
    const nodes = upTo(places).map((n) => ({
      id: `gid://shopify/InventoryLevel/${n}`,
      quantities: [
        { name: 'on_hand', quantity: 2 },
        { name: 'reserved', quantity: 0 },
        { name: 'committed', quantity: 1 },
        { name: 'incoming', quantity: 0 },
      ],
    }))
    const item = (id: number, levels: object[]) => ({
      id: `gid://shopify/InventoryItem/${id}`,
      updatedAt: AT,
      tracked: true,
      variant: { id: `gid://shopify/ProductVariant/${id}` },
      inventoryLevels: { nodes: levels },
    })
    const { url } = await open({ orders: [], inventoryItems: [item(1, nodes), item(2, nodes.slice(0, 1))] })
    const shop = shopAt(url)
    expect(await shop.run('stock_levels')).toMatchObject([{ error: null }])
    expect(shop.rows('stock_levels')).toMatchObject([
      { product_id: '1', on_hand: String(2 * places) },
      { product_id: '2', on_hand: '2' },
    ])
  })
})
