import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { line, openShop, order, rows, type Shop } from '../shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
afterEach(() => shop.remove())

type Given = Readonly<Record<string, string | null>>
let events = 0
const event = (at: string, type: string, more: Given = {}) => {
  events += 1
  return { event_id: `e${events}`, happened_at: `2026-11-20 ${at}`, type, shopper_id: 'ann', ...more }
}
const build = async (given: readonly Given[]) => {
  await shop.lake.ingest(rows('events', given))
  const report = await shop.lake.build()
  expect(report.failed).toEqual([])
  return report
}
const visits = (columns: string) =>
  shop.lake.query(`select ${columns} from mart_sessions order by started_at, platform`)

describe('behaviour logs become visits', () => {
  it('a pause of more than 30 minutes ends one', async () => {
    await build([
      event('10:00:00', 'view', { product_id: 'A' }),
      event('10:30:00', 'view', { product_id: 'B' }),
      event('11:00:01', 'view', { product_id: 'B' }),
      event('10:10:00', 'view', { product_id: 'A', shopper_id: 'bob' }),
    ])
    expect(await visits('page_views, duration_s')).toEqual([
      { page_views: 2, duration_s: 1800 },
      { page_views: 1, duration_s: 0 },
      { page_views: 1, duration_s: 0 },
    ])
  })

  it('events of one session id are one, however long the pause', async () => {
    await build(
      ['10:00:00', '12:00:00'].map((at) => event(at, 'view', { session_id: 's1', shopper_id: null })),
    )
    expect(await visits('page_views')).toEqual([{ page_views: 2 }])
  })

  it("the shop's midnight cuts one in two, each on its day", async () => {
    await build([
      event('23:50:00', 'view'),
      { ...event('00:05:00', 'view'), happened_at: '2026-11-21 00:05:00' },
    ])
    expect(await visits('dt, page_views')).toEqual([
      { dt: '2026-11-20', page_views: 1 },
      { dt: '2026-11-21', page_views: 1 },
    ])
  })

  it('one is about the product looked at most, of several the one looked at first', async () => {
    await shop.lake.ingest(
      rows('products', [
        { product_id: 'A', merchant_id: 'M1', category: 'Toys' },
        { product_id: 'B', merchant_id: 'M2', category: 'Books' },
      ]),
    )
    await build([
      event('10:00:00', 'view', { product_id: 'A', price: '5.00' }),
      event('10:01:00', 'view', { product_id: 'B', price: '7.00' }),
      event('10:02:00', 'view', { product_id: 'B', price: '6.00' }),
      event('10:03:00', 'cart', { product_id: 'A' }),
      event('10:00:30', 'view', { product_id: 'B', shopper_id: 'bob' }),
      event('10:09:00', 'view', { product_id: 'A', shopper_id: 'bob' }),
    ])
    const about = 'product_id, merchant_id, category, price_seen_cents, cart_adds'
    expect(await visits(`shopper_id is not null as is_known, ${about}`)).toEqual([
      {
        is_known: true,
        product_id: 'B',
        merchant_id: 'M2',
        category: 'Books',
        price_seen_cents: 600,
        cart_adds: 1,
      },
      {
        is_known: true,
        product_id: 'B',
        merchant_id: 'M2',
        category: 'Books',
        price_seen_cents: null,
        cart_adds: 0,
      },
    ])
  })

  it('one that bought says for how much', async () => {
    await build([
      event('10:00:00', 'view', { product_id: 'A' }),
      event('10:05:00', 'purchase', { product_id: 'A', price: '9.90', quantity: '2' }),
      event('10:05:00', 'view', { shopper_id: 'bob' }),
    ])
    expect(await visits('is_purchase, order_cents')).toEqual([
      { is_purchase: true, order_cents: 1980 },
      { is_purchase: false, order_cents: 0 },
    ])
  })

  it('an order is of the visit that its session id names, on its own day', async () => {
    await shop.lake.ingest(rows('orders', [order('1', '2026-11-20 10:05:00', { session_id: 's1' })]))
    await shop.lake.ingest(rows('order_lines', [line('1', '1')]))
    await build(['10:00:00', '10:04:00'].map((at) => event(at, 'view', { session_id: 's1' })))
    expect(await visits('is_purchase, order_cents')).toEqual([{ is_purchase: true, order_cents: 2100 }])
  })
})

describe('behaviour logs', () => {
  it('count an event once, and its latest delivery', async () => {
    const one = event('10:00:00', 'view', { product_id: 'A', price: '5.00' })
    await build([one, { ...one, price: '6.00' }])
    await build([{ ...one, price: '7.00' }])
    expect(await visits('page_views, price_seen_cents')).toEqual([{ page_views: 1, price_seen_cents: 700 }])
    const account = (await shop.lake.accounts()).find(({ table }) => table === 'events')
    expect(account).toMatchObject({ rowsIn: 3, clean: 1, merged: 2, quarantined: 0 })
  })

  it('without ids merge exact copies only', async () => {
    const one = { ...event('10:00:00', 'view', { product_id: 'A' }), event_id: null }
    await build([one, one, { ...one, product_id: 'B' }])
    expect(await visits('page_views')).toEqual([{ page_views: 2 }])
  })

  it('have what is wrong put aside with its reason', async () => {
    await build([
      event('10:00:00', 'view'),
      event('10:00:00', 'teleport'),
      event('10:00:00', 'view', { shopper_id: null }),
      event('10:00:00', 'view', { price: '-1' }),
      { ...event('10:00:00', 'view'), happened_at: 'yesterday' },
      event('10:00:00', 'purchase', { quantity: '1.5' }),
    ])
    const refused = await shop.lake.query<{ reason: string }>('select reason from quarantine order by reason')
    expect(refused.map(({ reason }) => reason)).toEqual([
      'happened_at is not a time',
      'neither session_id nor shopper_id',
      'price is negative',
      'quantity is not a whole number',
      'type is unknown',
    ])
  })

  it('that come late re-open their day and no other', async () => {
    await build([
      event('10:00:00', 'view'),
      { ...event('10:00:00', 'view'), happened_at: '2026-11-22 10:00:00' },
    ])
    const { days } = await build([event('10:01:00', 'view')])
    expect(days).toEqual(['2026-11-20'])
    expect(await visits('dt, page_views')).toEqual([
      { dt: '2026-11-20', page_views: 2 },
      { dt: '2026-11-22', page_views: 1 },
    ])
  })

  it('keep their visits when a shopper is erased', async () => {
    await build([
      event('10:00:00', 'view'),
      event('10:01:00', 'view'),
      event('10:00:00', 'view', { shopper_id: 'bob' }),
    ])
    expect(await shop.lake.erase('nordmarkt', 'ann')).not.toBeNull()
    expect(await visits('page_views, shopper_id is not null as is_known')).toEqual(
      expect.arrayContaining([
        { page_views: 2, is_known: false },
        { page_views: 1, is_known: true },
      ]),
    )
    await build([event('11:59:00', 'view', { shopper_id: 'eve' })])
    expect((await visits('page_views')).length).toBe(3)
  })
})
