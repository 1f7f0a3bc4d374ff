import { cp } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CLEAN_TABLES } from '../../../src/lake/tables/clean-tables.ts'
import { MARTS } from '../../../src/lake/tables/marts.ts'
import { addDays, type Day, daysIn } from '../../../src/lib/days.ts'
import { measure } from '../../../src/metrics/measure/measure.ts'
import { metrics } from '../../../src/metrics/registry.ts'
import { type Delivered, dayOf, deliver } from '../healthy-shop.ts'
import { openShop, type Shop, shopIn } from '../shop.ts'

const DAYS = daysIn({ from: '2026-11-01', to: '2026-11-11' })
const LATE: Day = '2026-11-04'
const PER_DAY = 3
const at = `${LATE} 15:00:00`

/** what is kept by day: of a table without days every build that touches it writes a file */
const BY_DAY = [...CLEAN_TABLES, ...MARTS]
  .filter(({ partition }) => partition === 'day')
  .map(({ name }) => name)

/** What comes late, and the days of each table that are written anew for it. */
const CASES: Readonly<Record<string, readonly [Delivered, Readonly<Record<string, readonly Day[]>>]>> = {
  'an order and its line': [
    {
      orders: [{ order_id: 'late', ordered_at: at, customer_id: 'S-late' }],
      order_lines: [{ order_id: 'late', line_id: '1', product_id: 'P1', quantity: '1', unit_price: '5' }],
    },
    {
      clean_orders: [LATE],
      clean_order_lines: [LATE],
      mart_order_lines: [LATE],
      mart_orders: [LATE],
      mart_refunds: [LATE],
      mart_sessions: [LATE],
      mart_product_days: [LATE],
      mart_intervals: [LATE],
      mart_merchant_days: [LATE],
    },
  ],
  'a line of an order that is long there': [
    {
      order_lines: [
        { order_id: `${LATE}-1`, line_id: '2', product_id: 'P2', quantity: '1', unit_price: '5' },
      ],
    },
    {
      clean_order_lines: [LATE],
      mart_order_lines: [LATE],
      mart_orders: [LATE],
      mart_refunds: [LATE],
      mart_sessions: [LATE],
      mart_product_days: [LATE],
      mart_intervals: [LATE],
      mart_merchant_days: [LATE],
    },
  ],
  'a session': [
    { sessions: [{ session_id: 'late', started_at: at, shopper_id: 'S-late', product_id: 'P1' }] },
    {
      clean_sessions: [LATE],
      mart_sessions: [LATE],
      mart_product_days: [LATE],
      mart_intervals: [LATE],
      mart_merchant_days: [LATE],
    },
  ],
  'a refund of the day of an order of another': [
    { refunds: [{ refund_id: 'late', order_id: '2026-11-02-1', amount: '2', refunded_at: at }] },
    { clean_refunds: [LATE], mart_refunds: [LATE], mart_orders: ['2026-11-02'] },
  ],
  'a payment': [
    { payments: [{ order_id: `${LATE}-1`, payment_id: '2', amount: '1', paid_at: at }] },
    { clean_payments: [LATE] },
  ],
  'a payment that names no day': [
    { payments: [{ order_id: `${LATE}-1`, payment_id: '3', amount: '1' }] },
    { clean_payments: [LATE] },
  ],
  'a review': [
    { reviews: [{ review_id: 'late', order_id: `${LATE}-1`, score: '4', created_at: at }] },
    { clean_reviews: [LATE] },
  ],
  'a stock count': [
    { stock_levels: [{ product_id: 'P1', on: LATE, on_hand: '7' }] },
    { clean_stock_levels: [LATE], mart_product_days: [LATE] },
  ],
  'an event of a behaviour log': [
    { events: [{ event_id: 'late', happened_at: at, type: 'view', session_id: 'log', product_id: 'P1' }] },
    {
      clean_events: [LATE],
      event_sessions: [LATE],
      mart_sessions: [LATE],
      mart_product_days: [LATE],
      mart_intervals: [LATE],
      mart_merchant_days: [LATE],
    },
  ],
  'the word that an order was cancelled': [
    {
      orders: [
        {
          order_id: `${LATE}-1`,
          session_id: `${LATE}-1`,
          ordered_at: `${LATE} 12:00:00`,
          customer_id: `S${LATE}-1`,
          status: 'cancelled',
          updated_at: '2026-11-12 10:00:00',
        },
      ],
    },
    {
      clean_orders: [LATE],
      mart_order_lines: [LATE],
      mart_orders: [LATE],
      mart_refunds: [LATE],
      mart_sessions: [LATE],
      mart_product_days: [LATE],
      mart_intervals: [LATE],
      mart_merchant_days: [LATE],
    },
  ],
}

describe('what comes late', () => {
  let history: Shop
  let shop: Shop
  let copies = 0
  beforeAll(async () => {
    history = await openShop()
    await deliver(history, {
      merchants: [{ merchant_id: 'M1', name: 'One' }],
      products: [{ product_id: 'P1', merchant_id: 'M1', category: 'Toys' }],
    })
    const days = DAYS.map((day) => dayOf(day, PER_DAY))
    for (const table of ['sessions', 'orders', 'order_lines', 'payments', 'refunds'] as const)
      await deliver(history, { [table]: days.flatMap((one) => one[table]) })
    const more = DAYS.map((day) => ({ order_id: `${day}-0`, score: '5', created_at: `${day} 10:00:00` }))
    await deliver(history, { reviews: more })
    await deliver(history, { stock_levels: DAYS.map((on) => ({ product_id: 'P1', on, on_hand: '9' })) })
    const events = DAYS.map((day) => ({
      event_id: day,
      happened_at: `${day} 10:00:00`,
      type: 'view',
      session_id: `log-${day}`,
    }))
    await deliver(history, { events })
    expect((await history.lake.build()).failed).toEqual([])
    await measure(history.lake, metrics, 'all')
    history = await history.reopen()
  })
  afterAll(() => history.remove())
  beforeEach(async () => {
    copies += 1
    await cp(history.dir, `${history.dir}-${copies}`, { recursive: true })
    shop = await shopIn(`${history.dir}-${copies}`)
  })
  afterEach(() => shop.remove())

  /** the files of each table that is kept by day */
  async function files() {
    const found = (await shop.manifest.files()).filter(({ table }) => BY_DAY.some((name) => name === table))
    return new Map(found.map(({ path, table, dt }) => [path, { table, dt: dt ?? '' }]))
  }
  const kpis = () =>
    shop.lake.query<{ day: Day; row: string }>(
      "select day, concat_ws(' ', metric, dimension, member, of, over) as row from mart_kpi",
    )

  it.each(Object.entries(CASES))('%s re-opens its day and only its day', async (_, [delivered, expected]) => {
    const before = await files()
    const told = new Set((await kpis()).map(({ day, row }) => `${day} ${row}`))
    await deliver(shop, delivered)
    const { days, failed } = await shop.lake.build()
    expect([failed, days]).toEqual([[], [LATE]])
    const after = await files()
    const rewritten: Record<string, Day[]> = {}
    for (const [one, other] of [
      [before, after],
      [after, before],
    ] as const)
      for (const [path, { table, dt }] of one)
        if (!other.has(path) && !rewritten[table]?.includes(dt))
          rewritten[table] = [...(rewritten[table] ?? []), dt].sort()
    expect(rewritten).toEqual(expected)
    await measure(shop.lake, metrics, days)
    const moved = (await kpis()).filter(({ day, row }) => !told.has(`${day} ${row}`)).map(({ day }) => day)
    const allowed: readonly Day[] = Object.values(expected).flat()
    expect(moved.filter((day) => !allowed.includes(day))).toEqual([])
    expect(moved.length > 0).toBe('mart_orders' in expected || 'mart_sessions' in expected)
    expect(
      (await shop.lake.query(`select count(*) as days from (select distinct dt from clean_orders)`))[0],
    ).toEqual({ days: DAYS.length })
  })

  it('an order after midnight re-opens the day before as well, for its visit began there', async () => {
    const before = await files()
    await deliver(shop, {
      orders: [
        {
          order_id: 'night',
          session_id: `${addDays(LATE, -1)}-2`,
          ordered_at: `${LATE} 00:10:00`,
          customer_id: 'S',
        },
      ],
      order_lines: [{ order_id: 'night', line_id: '1', product_id: 'P1', quantity: '1', unit_price: '5' }],
    })
    await shop.lake.build()
    const after = await files()
    const days = (table: string) =>
      [...after].filter(([path, file]) => file.table === table && !before.has(path)).map(([, { dt }]) => dt)
    expect(days('mart_orders')).toEqual([LATE])
    expect(days('mart_sessions').sort()).toEqual([addDays(LATE, -1), LATE])
    expect(days('clean_sessions')).toEqual([])
  })
})
