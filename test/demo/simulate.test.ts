import { describe, expect, it } from 'vitest'
import { CATEGORIES } from '../../src/demo/market/catalogue.ts'
import { simulate } from '../../src/demo/market/simulate.ts'
import { COLUMNS, TABLES } from '../../src/demo/serving/columns.ts'
import { feeds } from '../../src/demo/serving/feed.ts'
import { groundTruth } from '../../src/demo/serving/truth.ts'
import { RAW_TABLES } from '../../src/lake/contract/schema.ts'
import { seeded } from '../../src/lib/random.ts'
import { sum } from '../../src/lib/sum.ts'

const world = simulate({ today: '2026-11-24', seed: 7, days: 180 })
const served = feeds(world, seeded(7007))
const { starts, days } = world.time
const dayOf = (at: number) => starts.findLastIndex((start) => start <= at)

const sessionsOn = new Array<number>(days).fill(0)
for (const at of world.sessions.at.subarray(0, world.sessions.count)) {
  const day = Math.min(days - 1, Math.floor((at - (starts[0] ?? 0)) / 86_400))
  sessionsOn[day] = (sessionsOn[day] ?? 0) + 1
}
const ordersOn = new Array<number>(days).fill(0)
for (const { at } of world.orders) {
  const day = dayOf(at)
  ordersOn[day] = (ordersOn[day] ?? 0) + 1
}

describe('the simulated marketplace', () => {
  it('has the size of the brief: 120 merchants, 2,000 products, about 3,000 sessions and 180 orders a day', () => {
    expect(world.catalogue.merchants).toHaveLength(120)
    expect(world.catalogue.products).toHaveLength(2000)
    expect(new Set(world.catalogue.products.map(({ category }) => category)).size).toBe(CATEGORIES.length)
    expect(world.sessions.count / days).toBeGreaterThan(2800)
    expect(world.sessions.count / days).toBeLessThan(3200)
    expect(world.orders.length / days).toBeGreaterThan(160)
    expect(world.orders.length / days).toBeLessThan(205)
  })

  it('converts about one session in sixteen', () => {
    const conversion = world.orders.length / world.sessions.count
    expect(conversion).toBeGreaterThan(0.05)
    expect(conversion).toBeLessThan(0.07)
  })

  it('is busiest on Sundays and quietest on Fridays, outside festivals', () => {
    // the window begins on Thursday 28 May; four plain weeks of August
    const weeks = sessionsOn.slice(67, 95)
    const on = (offset: number) => sum(weeks.filter((_, i) => i % 7 === offset))
    // day 67 is Monday 3 August
    expect(on(6)).toBeGreaterThan(1.1 * on(4))
  })

  it('sells at least twice as much on Double 11 as on the same weekday before', () => {
    const day = days - 13 // 11 November
    expect(ordersOn[day]).toBeGreaterThan(2 * (ordersOn[day - 7] ?? Infinity))
  })

  it('brings 20 to 30 % of its buyers back within 90 days', () => {
    const buys = new Map<number, number[]>()
    for (const { customer, at } of world.orders) buys.set(customer, [...(buys.get(customer) ?? []), at])
    const mature = [...buys.values()].filter(([first]) => (first ?? 0) < (starts[days - 90] ?? 0))
    const back = mature.filter(([first = 0, second = Infinity]) => second - first < 90 * 86_400)
    expect(back.length / mature.length).toBeGreaterThan(0.2)
    expect(back.length / mature.length).toBeLessThan(0.3)
  })

  it('delivers about 8 % of its parcels late', () => {
    const delivered = world.orders.filter(({ deliveredAt }) => deliveredAt)
    const late = delivered.filter(({ deliveredAt, promisedAt }) => (deliveredAt ?? 0) > promisedAt)
    expect(late.length / delivered.length).toBeGreaterThan(0.07)
    expect(late.length / delivered.length).toBeLessThan(0.09)
  })

  it('runs out of 2 to 8 % of its product-days, so that sales understate demand', () => {
    const out = world.stock.onHand.filter((units) => units === 0).length / world.stock.onHand.length
    expect(out).toBeGreaterThan(0.02)
    expect(out).toBeLessThan(0.08)
  })

  it('loses its Electronics orders on bazario yesterday, but not its sessions', () => {
    const isCell = (product: number) => {
      const { platform, category } = world.catalogue.products[product] ?? {}
      return platform === 1 && category === 0
    }
    const cellOrders = (day: number) =>
      world.orders.filter((o) => dayOf(o.at) === day && isCell(world.sessions.product[o.session] ?? 0)).length
    const usual = sum([1, 2, 3, 4].map((week) => cellOrders(days - 1 - 7 * week))) / 4
    expect(usual).toBeGreaterThan(11)
    expect(cellOrders(days - 1)).toBeLessThan(usual / 3)
    expect(sessionsOn[days - 1]).toBeGreaterThan(0.9 * (sessionsOn[days - 8] ?? 0))
  })

  it('has elasticities close to the ones it was made with', () => {
    const gaps = world.elasticities.flatMap((true_, p) =>
      true_ === null ? [] : [true_ - (world.catalogue.products[p]?.elasticity ?? 0)],
    )
    expect(gaps.length).toBeGreaterThan(1900)
    expect(Math.abs(sum(gaps) / gaps.length)).toBeLessThan(0.15)
  })
})

describe('the feeds of the shop', () => {
  it('hold every real row, plus exactly what the ground truth says was added', () => {
    const truth = groundTruth(world, served)
    const added = (table: string) => {
      const { late: _, ...kinds } = truth.injected[table] ?? {}
      return sum(Object.values(kinds))
    }
    for (const [table, real] of Object.entries(truth.real))
      expect(served.tables.get(table)?.total, table).toBe(real + added(table))
  })

  it('repeat exactly as many rows, byte for byte, as they say', () => {
    const orders = served.tables.get('refunds')
    const seen = new Set<string>()
    for (let i = 0; i < (orders?.total ?? 0); i++) seen.add(JSON.stringify(orders?.row(i)))
    expect((orders?.total ?? 0) - seen.size).toBe(served.injected.refunds?.['exact duplicate'])
  })

  it('tell an updated order first as it was placed and later as it stands', () => {
    const orders = served.tables.get('orders')
    const told = new Map<unknown, unknown[]>()
    for (let i = 0; i < (orders?.total ?? 0); i++) {
      const { order_id, status } = orders?.row(i) ?? {}
      if (order_id !== '') told.set(order_id, [...(told.get(order_id) ?? []), status])
    }
    const updated = [...told.values()].filter((states) => new Set(states).size > 1)
    expect(updated.length).toBe(served.injected.orders?.['updated version'])
    for (const states of updated) {
      expect(states[0]).toBe('placed')
      expect(states.at(-1)).not.toBe('placed')
    }
  })

  it('have the declared fields in every row, and each is a column of the raw table', () => {
    for (const table of TABLES) {
      expect(RAW_TABLES[table].columns, table).toEqual(expect.arrayContaining([...COLUMNS[table]]))
      const feed = served.tables.get(table)
      for (let i = 0; i < (feed?.total ?? 0); i += 997)
        expect(Object.keys(feed?.row(i) ?? {}), table).toEqual([...COLUMNS[table]])
    }
  })

  it('are the same bytes for the same seed, and others for another', () => {
    const bytes = (seed: number) => {
      const small = feeds(simulate({ today: '2026-11-24', seed, days: 20 }), seeded(seed))
      return TABLES.map((table) => {
        const feed = small.tables.get(table)
        return Array.from({ length: feed?.total ?? 0 }, (_, i) => JSON.stringify(feed?.row(i))).join('\n')
      })
    }
    const once = bytes(3)
    expect(bytes(3)).toEqual(once)
    expect(bytes(4)).not.toEqual(once)
  })
})
