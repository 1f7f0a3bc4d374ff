import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RawTableName } from '../../../src/lake/contract/schema.ts'
import { toMerge } from '../../../src/lake/store/files.ts'
import { measure } from '../../../src/metrics/measure/measure.ts'
import { metrics } from '../../../src/metrics/registry.ts'
import { openShop, rows, type Shop } from '../shop.ts'

type Given = Record<string, string | null>
type Landing = readonly [RawTableName, readonly Given[]]

const order = (id: string, on: string, customer: string, more: Given = {}): Given => ({
  order_id: id,
  ordered_at: `${on} 12:00:00`,
  customer_id: customer,
  channel: 'app',
  region: 'north',
  promised_at: '2026-08-20 12:00:00',
  updated_at: `${on} 12:00:00`,
  ...more,
})
const line = (id: string, product: string, more: Given = {}): Given => ({
  order_id: id,
  line_id: '1',
  product_id: product,
  quantity: '1',
  unit_price: '10',
  ...more,
})
const session = (id: string, on: string, shopper: string): Given => ({
  session_id: id,
  started_at: `${on} 11:00:00`,
  shopper_id: shopper,
  product_id: 'toy',
  merchant_id: 'm1',
})

/** What a shop lives through, a build after each: new days, and everything that reaches back into old ones. */
const HISTORY: Readonly<Record<string, readonly Landing[]>> = {
  'the first days': [
    [
      'products',
      [
        { product_id: 'toy', category: 'Toys', merchant_id: 'm1', cost: '4' },
        { product_id: 'book', category: 'Books', merchant_id: 'm2', cost: '3' },
      ],
    ],
    ['merchants', [{ merchant_id: 'm1', region: 'north', signed_up_at: '2026-08-02 10:00:00' }]],
    [
      'orders',
      [
        order('1', '2026-08-10', 'ann'),
        order('2', '2026-08-10', 'bob'),
        order('3', '2026-08-12', 'ann', { session_id: 's3' }),
        order('4', '2026-08-12', 'eve'),
        order('4b', '2026-08-11', 'bob'),
      ],
    ],
    ['order_lines', [line('1', 'toy'), line('2', 'book'), line('3', 'book'), line('4', 'toy')]],
    ['sessions', [session('s3', '2026-08-12', 'ann'), session('s4', '2026-08-11', 'bob')]],
  ],
  'a new day, and a line before its order': [
    ['orders', [order('5', '2026-08-13', 'cy'), order('6', '2026-08-13', 'ann')]],
    ['order_lines', [line('5', 'toy'), line('6', 'toy'), line('7', 'book')]],
    ['sessions', [session('s5', '2026-08-13', 'cy')]],
  ],
  'an order after midnight of a session before it': [
    ['orders', [order('13', '2026-08-14', 'bob', { session_id: 's5' })]],
    ['order_lines', [line('13', 'toy')]],
  ],
  'its line costs less, and an order of that day leaves the day before alone': [
    ['orders', [order('14', '2026-08-14', 'bob')]],
    ['order_lines', [line('13', 'toy', { unit_price: '7', updated_at: '2026-08-14 13:00:00' })]],
  ],
  'the order of the line, and a line of an order taken in before': [
    ['orders', [order('7', '2026-08-13', 'cy')]],
    ['order_lines', [line('4b', 'book', { line_id: '2' })]],
  ],
  'a late order opens a day before all others': [
    ['orders', [order('0', '2026-08-09', 'bob', { region: 'south' })]],
    ['order_lines', [line('0', 'toy', { unit_price: '99' })]],
  ],
  'an order is cancelled, one moves to another day, one to another shopper, one is delivered': [
    [
      'orders',
      [
        order('1', '2026-08-10', 'ann', { status: 'cancelled', updated_at: '2026-08-14 12:00:00' }),
        order('3', '2026-08-13', 'ann', { updated_at: '2026-08-14 12:00:00' }),
        order('4', '2026-08-12', 'dan', { updated_at: '2026-08-14 12:00:00' }),
        order('2', '2026-08-10', 'bob', {
          delivered_at: '2026-08-22 09:00:00',
          updated_at: '2026-08-22 12:00:00',
        }),
      ],
    ],
  ],
  'a refund': [
    ['refunds', [{ refund_id: 'r', order_id: '6', amount: '2', refunded_at: '2026-08-14 10:00:00' }]],
  ],
  'a quarter later, when the first cohorts close': [
    ['orders', [order('8', '2026-11-15', 'ann'), order('9', '2026-11-15', 'cy')]],
    ['order_lines', [line('8', 'toy'), line('9', 'book')]],
  ],
  'a late second order in a cohort that has closed': [
    ['orders', [order('10', '2026-09-01', 'dan')]],
    ['order_lines', [line('10', 'toy')]],
  ],
}

// what a shopper had bought before is as it stood when the row's day was built: see docs/decisions/0010
const TABLES = {
  clean_orders: '* exclude (_k, _landed_at, _batch)',
  clean_order_lines: '* exclude (_k, _landed_at, _batch)',
  shopper_orders: '*',
  mart_orders: '* exclude (order_no)',
  mart_order_lines: '*',
  mart_refunds: '*',
  mart_sessions: '* exclude (prior_orders, days_since_order)',
  mart_product_days: '*',
  mart_merchant_days: '*',
  mart_customers: '*',
  mart_merchants: '*',
  mart_products: '*',
  mart_kpi: '*',
}

describe('building day by day', () => {
  let daily: Shop
  let once: Shop
  beforeEach(async () => {
    daily = await openShop()
    once = await openShop()
  })
  afterEach(async () => {
    await daily.remove()
    await once.remove()
  })

  const take = async (shop: Shop, landings: readonly Landing[]) => {
    for (const [table, given] of landings) await shop.lake.ingest(rows(table, given))
  }
  const table = (shop: Shop, name: string, shown: string) =>
    shop.lake.query(`select ${shown} from ${name} order by all`)

  it('gives the tables and the KPIs of one build over all of it', { timeout: 120_000 }, async () => {
    for (const [what, landings] of Object.entries(HISTORY)) {
      await take(daily, landings)
      const { failed, days } = await daily.lake.build()
      expect({ what, failed }).toEqual({ what, failed: [] })
      await measure(daily.lake, metrics, days)
    }
    await take(once, Object.values(HISTORY).flat())
    expect((await once.lake.build()).failed).toEqual([])
    await measure(once.lake, metrics, 'all')

    for (const [name, shown] of Object.entries(TABLES)) {
      const whole = await table(once, name, shown)
      expect(whole.length, name).toBeGreaterThan(0)
      expect({ name, rows: await table(daily, name, shown) }).toEqual({ name, rows: whole })
    }
  })

  it('writes no KPI when none has moved', async () => {
    await take(daily, HISTORY['the first days'] ?? [])
    await measure(daily.lake, metrics, (await daily.lake.build()).days)
    const version = await daily.manifest.version()
    expect(await measure(daily.lake, metrics, ['2026-08-10'])).toEqual([])
    expect(await measure(daily.lake, metrics, [])).toEqual([])
    expect(await daily.manifest.version()).toBe(version)
  })

  it('adds a new day to the orders of shoppers as a file of its own', async () => {
    const files = async () =>
      (await daily.manifest.files()).filter((file) => file.table === 'shopper_orders').map(({ path }) => path)
    await take(daily, HISTORY['the first days'] ?? [])
    await daily.lake.build()
    const [first = ''] = await files()
    await take(daily, HISTORY['a new day, and a line before its order'] ?? [])
    await daily.lake.build()
    expect(await files()).toContain(first)
    expect(await files()).toHaveLength(2)
    await take(daily, HISTORY['a late order opens a day before all others'] ?? [])
    await take(daily, [['orders', [order('11', '2026-08-13', 'cy'), order('12', '2026-08-10', 'cy')]]])
    await daily.lake.build()
    expect(await files()).toHaveLength(1)
  })
})

describe('the day before an order', () => {
  it('is built anew only when the order is of a session of that day', async () => {
    const shop = await openShop()
    const take = async (...landings: readonly Landing[]) => {
      for (const [table, given] of landings) await shop.lake.ingest(rows(table, given))
      return (await shop.lake.build()).days
    }
    try {
      await take(['sessions', [session('a', '2026-08-10', 'ann')]])
      expect(await take(['orders', [order('1', '2026-08-11', 'bob')]])).toEqual(['2026-08-11'])
      const lines: Landing = ['order_lines', [line('2', 'toy')]]
      expect(await take(['orders', [order('2', '2026-08-11', 'ann', { session_id: 'a' })]], lines)).toEqual([
        '2026-08-10',
        '2026-08-11',
      ])
      expect(await take(['orders', [order('3', '2026-08-11', 'bob')]])).toEqual(['2026-08-11'])
      expect(await shop.lake.query('select is_purchase from mart_sessions')).toEqual([{ is_purchase: true }])
    } finally {
      await shop.remove()
    }
  })
})

describe('small files beside each other', () => {
  const file = (rows: number) => ({ table: 'keys_orders', dt: null, path: String(rows), rows, bytes: 1 })

  it('are left alone while they are few', () => {
    expect(toMerge(Array.from({ length: 23 }, () => file(1)))).toEqual([])
  })

  it('are merged without the one that outweighs them', () => {
    const small = Array.from({ length: 23 }, () => file(1))
    expect(toMerge([file(24), ...small])).toEqual(small)
    expect(toMerge([file(23), ...small])).toHaveLength(24)
  })
})
