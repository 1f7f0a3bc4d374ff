import { cp, rm } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { idOf, type Verdict } from '../../../src/lake/contract/rule.ts'
import { addDays } from '../../../src/lib/days.ts'
import { type Delivered, dayOf, deliver, deliverHistory, LAST } from '../healthy-shop.ts'
import { openShop, rows, type Shop, shopIn } from '../shop.ts'

const NEXT = addDays(LAST, 1)
const broken = (verdicts: readonly Verdict[]) => verdicts.filter(({ holds }) => !holds).map(idOf)
type Day = ReturnType<typeof dayOf>

/** every n-th of them otherwise than it should be */
const some = <Row>(all: readonly Row[], n: number, spoil: (row: Row) => Row) =>
  all.map((row, i) => (i % n === 0 ? spoil(row) : row))

describe('a shop of four weeks', () => {
  let history: Shop
  let shop: Shop
  beforeAll(async () => {
    history = await openShop()
    await deliverHistory(history)
    const report = await history.lake.build()
    expect(report.failed).toEqual([])
    expect(broken(report.verdicts)).toEqual([])
    expect(new Set(report.verdicts.map(({ table }) => table)).size).toBe(7)
    history = await history.reopen()
  })
  afterAll(() => history.remove())
  beforeEach(async () => {
    const dir = `${history.dir}-copy`
    await rm(dir, { recursive: true, force: true })
    await cp(history.dir, dir, { recursive: true })
    shop = await shopIn(dir)
  })
  afterEach(() => shop.remove())

  const FAULTS: Readonly<Record<string, (day: Day) => [Delivered, readonly string[]]>> = {
    'nothing in a day like all others': (day) => [day, []],
    'what only warns, each where it is': (day) => [
      {
        orders: some(day.orders, 10, (row) => ({ ...row, delivered_at: '2026-09-01 10:00:00' })),
        sessions: some(
          day.sessions.map((row) => ({ ...row, duration_s: '240000' })),
          5,
          (row) => ({ ...row, session_id: '' }),
        ),
        order_lines: some(
          some(day.order_lines, 5, (row) => ({ ...row, product_id: 'lost' })),
          7,
          (row) => ({ ...row, merchant_id: 'lost' }),
        ),
        payments: some(day.payments, 5, (row) => ({ ...row, amount: '32' })),
        refunds: some(day.refunds, 10, (row) => ({ ...row, order_id: `lost-${row.order_id}` })),
      },
      [
        'orders/delivered-after-ordered',
        'sessions/duration',
        'sessions/refused',
        'order_lines/known-products',
        'order_lines/known-merchants',
        'payments/paid-as-owed',
        'refunds/of-order',
      ],
    ],
    'prices in cents, and lines whose orders do not come': ({ order_lines, ...day }) => [
      {
        ...day,
        order_lines: order_lines.map((row, i) => ({
          ...row,
          unit_price: '950',
          ...(i % 10 === 0 && { order_id: `not-yet-${row.order_id}` }),
        })),
      },
      ['order_lines/price-scale', 'order_lines/waiting', 'payments/paid-as-owed', 'payments/paid-scale'],
    ],
    'payments in cents, and sessions without an id': ({ payments, sessions, ...day }) => [
      {
        ...day,
        payments: payments.map((row) => ({ ...row, amount: '2200' })),
        sessions: sessions.map((row, i) => (i % 3 ? { ...row, session_id: '' } : row)),
      },
      ['sessions/refused', 'sessions/mostly-refused', 'payments/paid-as-owed', 'payments/paid-scale'],
    ],
  }

  it.each(Object.entries(FAULTS))('finds %s, and nothing else', async (_, fault) => {
    const [delivered, expected] = fault(dayOf(NEXT))
    await deliver(shop, delivered)
    const { verdicts, failed } = await shop.lake.build()
    expect(broken(verdicts)).toEqual(expected)
    const blocking = verdicts.filter(({ holds, blocks }) => blocks && !holds)
    expect(failed).toEqual(
      blocking.map(({ table, rule, found, says, seen }) => ({ table, check: rule, found, says, seen })),
    )
    for (const { holds, says, seen } of verdicts) {
      expect(says === '').toBe(holds)
      expect(seen === undefined).toBe(holds)
    }
  })

  it('finds a thin day when the next one has begun, and not before', async () => {
    const { sessions } = dayOf(NEXT)
    const thin = dayOf(NEXT, 30)
    await deliver(shop, { sessions, orders: thin.orders, order_lines: thin.order_lines })
    expect(broken((await shop.lake.build()).verdicts)).toEqual([])
    await deliver(shop, { ...dayOf(addDays(NEXT, 1)), payments: [] })
    const { verdicts } = await shop.lake.build()
    expect(broken(verdicts)).toEqual(['orders/volume', 'order_lines/volume'])
    expect(verdicts.find(({ rule }) => rule === 'volume')?.says).toBe(
      `${NEXT} has 30 orders where about 150 are usual on that weekday: part of the day may be missing or may have come twice.`,
    )
  })

  it('finds a feed that stays behind the others', async () => {
    for (const day of [NEXT, addDays(NEXT, 1)]) await deliver(shop, { ...dayOf(day), sessions: [] })
    const { verdicts } = await shop.lake.build()
    expect(broken(verdicts)).toEqual(['sessions/behind-orders'])
  })

  it('publishes nothing while a rule that blocks is broken, and all of it once the source sends it right', async () => {
    const wrong = dayOf(NEXT)
    await deliver(shop, {
      ...wrong,
      order_lines: wrong.order_lines.map((row) => ({ ...row, unit_price: '950' })),
    })
    const days = async () =>
      (await shop.lake.query<{ last: string }>('select max(dt) as last from mart_orders'))[0]?.last
    expect((await shop.lake.build()).failed.map(({ check }) => check)).toEqual(['price-scale', 'paid-scale'])
    expect((await shop.lake.build()).failed).toHaveLength(2)
    expect(await days()).toBe(LAST)
    await deliver(shop, { order_lines: wrong.order_lines })
    const { failed, verdicts } = await shop.lake.build()
    expect([failed, broken(verdicts)]).toEqual([[], []])
    expect(await days()).toBe(NEXT)
    expect(
      await shop.lake.query(`select sum(gmv_cents) as gmv from mart_orders where dt = date '${NEXT}'`),
    ).toEqual([{ gmv: 150 * 1900 }])
  })

  it('publishes what a person has accepted, and goes on warning of it', async () => {
    const day = dayOf(NEXT)
    await deliver(shop, { ...day, payments: day.payments.map((row) => ({ ...row, amount: '2200' })) })
    const { failed, verdicts } = await shop.lake.build(undefined, new Set(['payments/paid-scale']))
    expect([failed, broken(verdicts)]).toEqual([[], ['payments/paid-as-owed', 'payments/paid-scale']])
  })
})

describe('columns that a source fills', () => {
  let shop: Shop
  let now = new Date('2026-11-20T09:00:00Z')
  beforeEach(async () => {
    shop = await openShop({ clock: { now: () => now } })
  })
  afterEach(() => shop.remove())

  const build = async (day: string, more: Record<string, string | null>, count = 60) => {
    now = new Date(`${day}T09:00:00Z`)
    const orders = Array.from({ length: count }, (_, i) => ({
      order_id: `${day}-${i}`,
      ordered_at: `${day} 08:00:00`,
      customer_id: 'ann',
      ...more,
    }))
    await shop.lake.ingest(rows('orders', orders))
    const verdict = (await shop.lake.build()).verdicts.find(({ rule }) => rule === 'columns')
    return verdict && { holds: verdict.holds, says: verdict.says }
  }

  it('are told when they stop being filled or begin to be, once there are three days to compare with', async () => {
    const usual = { region: 'north' }
    for (const day of ['2026-11-20', '2026-11-21', '2026-11-22'])
      expect(await build(day, usual)).toBeUndefined()
    expect(await build('2026-11-23', usual)).toEqual({ holds: true, says: '' })
    expect(await build('2026-11-24', { channel: 'app' })).toEqual({
      holds: false,
      says: 'nordmarkt-orders has begun to fill channel (100 % of its rows); nordmarkt-orders fills region in 0 % of its rows, at least 100 % before: the export or the API has probably changed.',
    })
  })

  it('are not judged by the first rows of a day', async () => {
    for (const day of ['2026-11-20', '2026-11-21', '2026-11-22']) await build(day, { region: 'north' }, 400)
    expect(await build('2026-11-23', {}, 60)).toEqual({ holds: true, says: '' })
    expect(await build('2026-11-23', { region: 'north' }, 400)).toMatchObject({ holds: true })
    expect(await build('2026-11-23', {}, 1500)).toMatchObject({ holds: false })
  })
})
