import { expect, it } from 'vitest'
import { openMarket } from '../../src/demo/market/simulate.ts'
import { TABLES } from '../../src/demo/serving/columns.ts'
import { feeds } from '../../src/demo/serving/feed.ts'
import { instantOf } from '../../src/lib/days.ts'
import { seeded } from '../../src/lib/random.ts'

const OF = { today: '2026-11-24', seed: 7, days: 22 }
const at = (minute: number) => instantOf(OF.today, minute, 'Europe/Berlin').getTime() / 1000
const TIMES: Readonly<Record<string, string>> = {
  ...{ sessions: 'started_at', orders: 'ordered_at', order_lines: 'ordered_at' },
  ...{ refunds: 'refunded_at', deliveries: 'ordered_at' },
}

it('a day that goes on hands out what has happened by its clock, below all that was there', () => {
  const market = openMarket({ ...OF, ahead: 2, breaks: true })
  const first = market.world()
  const served = feeds(first, seeded(7))
  const totals = () => TABLES.map((table) => served.tables.get(table)?.total ?? 0)
  const before = totals()
  for (const minute of [8 * 60, 11 * 60, 15 * 60, 26 * 60]) {
    const earlier = totals()
    market.liveUntil(at(minute))
    served.grow(market.world())
    for (const [i, table] of TABLES.entries()) {
      const feed = served.tables.get(table)
      expect(feed?.total, table).toBeGreaterThanOrEqual(earlier[i] ?? 0)
      const column = TIMES[table]
      for (let row = earlier[i] ?? 0; column && row < (feed?.total ?? 0); row++)
        expect(Date.parse(String(feed?.row(row)[column])) / 1000, table).toBeLessThanOrEqual(at(minute))
    }
  }
  expect(totals()[TABLES.indexOf('stock_levels')]).toBeGreaterThan(
    before[TABLES.indexOf('stock_levels')] ?? 0,
  )
})

it('nobody can pay from ten to half past twelve, and customers come as ever', () => {
  const [broken, whole] = [true, false].map((breaks) => {
    const market = openMarket({ ...OF, ahead: 1, breaks })
    market.liveUntil(at(24 * 60 - 1))
    const { orders, sessions } = market.world()
    const within = (from: number, to: number, time: number) => time >= at(from) && time < at(to)
    const ordered = (from: number, to: number) => orders.filter((one) => within(from, to, one.at)).length
    const came = Array.from(sessions.at.subarray(0, sessions.count)).filter((one) => within(600, 750, one))
    return { down: ordered(602, 750), after: ordered(760, 1380), came: came.length }
  })
  expect(whole?.down).toBeGreaterThan(20)
  expect(broken?.down).toBeLessThan(0.1 * (whole?.down ?? 0))
  expect(broken?.after).toBeGreaterThan(60)
  expect(broken?.came).toBeGreaterThan(0.8 * (whole?.came ?? 0))
})
