import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MARTS } from '../../../src/lake/tables/marts.ts'
import { addDays } from '../../../src/lib/days.ts'
import { asEarlier, line, openShop, order, rows, type Shop } from '../shop.ts'

describe('a build', () => {
  let shop: Shop
  beforeEach(async () => {
    shop = await openShop()
  })
  afterEach(() => shop.remove())
  const land = (...batch: Parameters<typeof rows>) => shop.lake.ingest(rows(...batch))
  const all = (sql: string) => shop.lake.query(sql)

  it('shows every view, empty and typed, before anything has landed', async () => {
    for (const mart of MARTS) expect(await all(`select * from ${mart.name}`)).toEqual([])
    expect(
      await all("select sum(line_cents) as s from clean_order_lines where dt > date '2026-01-01'"),
    ).toEqual([{ s: null }])
    expect(await all('select metric, day, "of", "over" from mart_kpi')).toEqual([])
    expect((await shop.lake.build()).days).toEqual([])
  })

  it('takes in many days at once in little memory', { timeout: 180_000 }, async () => {
    const small = await openShop({ memoryLimitMb: 128 })
    try {
      // three times what is written at once: all of them at once do not fit
      const days = Array.from({ length: 190 }, (_, i) => addDays('2025-11-01', i))
      await small.lake.ingest(
        rows(
          'orders',
          days.map((day) => order(`o-${day}`, `${day} 12:00:00`)),
        ),
      )
      await small.lake.ingest(
        rows(
          'order_lines',
          days.map((day) => line(`o-${day}`, '1')),
        ),
      )
      expect((await small.lake.build()).failed).toEqual([])
      expect(
        await small.lake.query('select count(*) as orders, sum(gmv_cents) as gmv from mart_orders'),
      ).toEqual([{ orders: 190, gmv: 190 * 2100 }])
    } finally {
      await small.remove()
    }
  })

  it("takes an order and its lines to the marts, and a line takes its order's day", async () => {
    await land('orders', [order('1', '2026-11-20 23:30:00', { session_id: 's1' })])
    await land('order_lines', [line('1', '1'), line('1', '2', { unit_price: '1', discount: '0.5' })])
    await land('products', [{ product_id: 'SKU-1', category: 'Toys', merchant_id: 'm1', cost: '4' }])
    await land('sessions', [{ session_id: 's1', started_at: '2026-11-20 23:10:00', shopper_id: 'ann' }])
    expect((await shop.lake.build()).failed).toEqual([])
    expect(
      await all(
        'select dt, gmv_cents, units, lines, category, merchant_id, is_sale, order_no from mart_orders',
      ),
    ).toEqual([
      {
        dt: '2026-11-20',
        gmv_cents: 2250,
        units: 4,
        lines: 2,
        category: 'Toys',
        merchant_id: 'm1',
        is_sale: true,
        order_no: 1,
      },
    ])
    expect(await all('select is_purchase, order_cents, prior_orders, weekday from mart_sessions')).toEqual([
      { is_purchase: true, order_cents: 2250, prior_orders: 0, weekday: 5 },
    ])
    expect(
      await all('select orders, gmv_cents, first_ordered_on, second_ordered_on from mart_customers'),
    ).toEqual([{ orders: 1, gmv_cents: 2250, first_ordered_on: '2026-11-20', second_ordered_on: null }])
  })

  it('brings a refund to the order it belongs to', async () => {
    await land('orders', [order('1', '2026-11-18 10:00:00')])
    await land('order_lines', [line('1', '1')])
    await shop.lake.build()
    await land('refunds', [
      { refund_id: 'r', order_id: '1', amount: '5', refunded_at: '2026-11-21 10:00:00' },
    ])
    await shop.lake.build()
    expect(await all('select refunded_cents from mart_orders')).toEqual([{ refunded_cents: 500 }])
    expect(await all('select dt, amount_cents from mart_refunds')).toEqual([
      { dt: '2026-11-21', amount_cents: 500 },
    ])
  })

  it('lands the same batch once, and a second build changes nothing', async () => {
    await land('orders', [order('1', '2026-11-20 10:00:00')], 'once')
    await land('orders', [order('1', '2026-11-20 10:00:00')], 'once')
    await shop.lake.build()
    const before = await shop.manifest.files()
    expect((await shop.lake.build()).days).toEqual([])
    expect(await shop.manifest.files()).toEqual(before)
    expect((await shop.lake.accounts())[0]?.rowsIn).toBe(1)
  })

  it('publishes nothing when a check fails, and catches up when it holds again', async () => {
    await land('orders', [order('1', '2026-11-20 10:00:00')])
    await shop.lake.build()
    const broken = MARTS.map((mart) =>
      mart.name === 'mart_orders' ? { ...mart, checks: [{ name: 'never', sql: 'select 7 as found' }] } : mart,
    )
    shop = await shop.reopen({ marts: broken })
    await land('orders', [order('2', '2026-11-21 10:00:00')])
    expect((await shop.lake.build()).failed).toEqual([{ table: 'mart_orders', check: 'never', found: 7 }])
    expect(await all('select order_id from mart_orders')).toEqual([{ order_id: '1' }])
    shop = await shop.reopen({ marts: MARTS })
    expect((await shop.lake.build()).failed).toEqual([])
    expect(await all('select order_id from mart_orders order by 1')).toEqual([
      { order_id: '1' },
      { order_id: '2' },
    ])
  })

  it('replaces the given days of the KPI series and keeps the others', async () => {
    const kpi = (day: string, value: number) =>
      `select 'gmv' as metric, date '${day}' as day, 'all' as dimension, 'all' as member, ${value} as "of", 1 as "over"`
    const both = `${kpi('2026-11-20', 1)} union all ${kpi('2026-11-21', 2)}`
    await shop.lake.writeMart('mart_kpi', [{ sql: both, replaces: 'all' }])
    const days = ['2026-11-21']
    await shop.lake.writeMart('mart_kpi', [{ sql: kpi('2026-11-21', 9), replaces: { days } }])
    expect(await all('select day, "of" from mart_kpi order by day')).toEqual([
      { day: '2026-11-20', of: 1 },
      { day: '2026-11-21', of: 9 },
    ])
  })

  it('reads files of an earlier version: what has been added since is null in them', async () => {
    await land('products', [{ product_id: 'SKU-1', category: 'Toys', cost: '4', least_price: '5' }])
    await shop.lake.build()
    await asEarlier(shop, 'clean_products', 'least_price_cents')
    expect(await all('select product_id, cost_cents, least_price_cents from clean_products')).toEqual([
      { product_id: 'SKU-1', cost_cents: 400, least_price_cents: null },
    ])
  })

  it('hides who the shopper is, and cannot read outside its folder', async () => {
    await land('orders', [order('1', '2026-11-20 10:00:00')])
    const [found] = await all('select customer_id from raw_orders')
    expect(found?.customer_id).toMatch(/^[0-9a-f]{24}$/)
    await expect(all("select * from read_text('/etc/hostname')")).rejects.toThrow(/disabled by configuration/)
  })
})
