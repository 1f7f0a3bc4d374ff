import { afterEach, describe, expect, it } from 'vitest'
import { openMarket } from '../../support/market.ts'
import { BAD_ANSWERS } from '../bad-answers.ts'
import { type Answer, json, NOW } from '../platform.ts'
import { openedShops } from './opened-shops.ts'
import { order } from './woo-shop.ts'

const { shopAt, open, closeAfter, closeAll } = openedShops()
afterEach(closeAll)

const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000)
const refund = { id: 900, date_created_gmt: '2026-03-02T10:00:00', amount: '9.90', line_items: [] }
const withRefund = (id: number) => order(id, { refunds: [{ id: 900 }] })

describe('an order whose refunds cannot be read', () => {
  it.each(BAD_ANSWERS)(
    'for %s keeps no other, is rejected with its reason, and comes when they do',
    async (_, answer, because) => {
      const broken: Record<string, Answer> = { 'orders/2/refunds': answer }
      const refunds = { 2: [refund], 4: [{ ...refund, id: 901 }] }
      const orders = [order(1), withRefund(2), order(3), withRefund(4), order(5)]
      const { url, seen } = await open({ orders, refunds, broken })
      const shop = shopAt(url)
      expect(await shop.run('orders')).toMatchObject([
        { error: null, refused: 1, notes: [{ kind: 'left-out', part: 'refunds', count: 1 }] },
      ])
      expect(shop.ids('orders', 'order_id')).toEqual(['1', '2', '3', '4', '5'])
      expect(shop.ids('refunds', 'refund_id')).toEqual(['901'])
      expect(shop.rejected()).toEqual([
        { line: 1, reason: `refunds of the order ${because}`, text: '{"order_id":"2"}', table: 'refunds' },
      ])
      // not before a while, and told no second time
      seen.length = 0
      await shop.run('orders', { at: later(0.1) })
      expect(seen.some(({ at }) => at.includes('orders/2/refunds'))).toBe(false)
      const [again] = await shop.run('orders', { at: later(1) })
      expect(again).toMatchObject({ error: null, notes: [{ count: 1 }] })
      expect(shop.rejected()).toHaveLength(1)
      delete broken['orders/2/refunds']
      expect((await shop.run('orders', { at: later(5) }))[0]?.notes).toEqual([])
      expect([...new Set(shop.ids('refunds', 'refund_id'))]).toEqual(['901', '900'])
      seen.length = 0
      await shop.run('orders', { at: later(9) })
      expect(seen.some(({ at }) => at.includes('include='))).toBe(false)
    },
  )

  it('is owed no more when the shop has it no more', async () => {
    const orders = [order(1), withRefund(2)]
    const { url } = await open({ orders, broken: { 'orders/2/refunds': json({}, 404) } })
    const shop = shopAt(url)
    await shop.run('orders')
    orders.pop()
    expect((await shop.run('orders', { at: later(1) }))[0]).toMatchObject({ error: null, notes: [] })
  })
})

describe('a product whose variations cannot be read', () => {
  const product = (id: number, type = 'simple') => ({
    id,
    name: `P${id}`,
    type,
    regular_price: '5.00',
    date_modified_gmt: '2026-03-01T10:00:00',
  })

  it.each(BAD_ANSWERS)(
    'for %s keeps no other, is rejected with its reason, and comes when they do',
    async (_, answer, because) => {
      const broken: Record<string, Answer> = { 'products/2/variations': answer }
      const products = [product(1), product(2, 'variable'), product(3), product(4, 'variable-subscription')]
      const variations = { 2: [product(21)], 4: [product(41), product(42)] }
      const { url } = await open({ orders: [], products, variations, broken })
      const shop = shopAt(url)
      expect(await shop.run('products')).toMatchObject([
        { error: null, refused: 1, notes: [{ kind: 'left-out', part: 'variations', count: 1 }] },
      ])
      expect(shop.ids('products', 'product_id')).toEqual(['1', '3', '41', '42'])
      expect(shop.rejected()).toMatchObject([
        { reason: `variations of the product ${because}`, table: 'products' },
      ])
      delete broken['products/2/variations']
      expect((await shop.run('products', { at: later(1) }))[0]?.notes).toEqual([])
      expect(shop.ids('products', 'product_id')).toContain('21')
    },
  )
})

describe('what is no matter of one element', () => {
  const many = [2, 3, 4, 5, 6].map(withRefund)
  const all = (answer: Answer) => Object.fromEntries(many.map(({ id }) => [`orders/${id}/refunds`, answer]))

  it('many bad elements keep no other either', async () => {
    for (const answer of [json({}, 404), json({}, 500)]) {
      const { url } = await open({ orders: [order(1), ...many, order(7)], broken: all(answer) })
      const shop = shopAt(url)
      expect(await shop.run('orders')).toMatchObject([{ error: null, refused: 5, notes: [{ count: 5 }] }])
      expect(shop.ids('orders', 'order_id')).toHaveLength(7)
    }
  })

  it('a wrong key, too many requests and a shop that is cut off are faults of the source, which keeps its place', async () => {
    for (const [answer, says] of [
      [json({}, 401), 'answered 401'],
      [json({}, 429), 'answered 429'],
    ] as const) {
      const broken: Record<string, Answer> = all(answer)
      const { url } = await open({ orders: [order(1), ...many], broken })
      const shop = shopAt(url)
      expect((await shop.run('orders'))[0]?.error).toContain(says)
      for (const path of Object.keys(broken)) delete broken[path]
      await shop.run('orders')
      expect(new Set(shop.ids('orders', 'order_id')).size).toBe(6)
    }
  })
})

it('a rejected element is in the lake with its reason, and every row is accounted for', async () => {
  const orders = [order(1), withRefund(2), order(3)].map((one) => ({ ...one, currency: 'EUR' }))
  const { url } = await open({ orders, broken: { 'orders/2/refunds': json({}, 404) } })
  const market = await openMarket({ isEmpty: true })
  closeAfter(market.remove)
  const { lake } = market.ctx
  await shopAt(url).run('orders', { lake })
  expect((await lake.build()).failed).toEqual([])
  expect(await lake.query('select table_name, reason, raw from quarantine')).toEqual([
    {
      table_name: 'refunds',
      reason: 'unreadable: refunds of the order answered 404',
      raw: '{"order_id":"2"}',
    },
  ])
  expect(await lake.query('select count(*) as n from clean_orders')).toEqual([{ n: 3 }])
})
