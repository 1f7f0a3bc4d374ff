import { addDays, type Day } from '../../lib/days.ts'
import { seeded } from '../../lib/random.ts'
import { aisles } from './aisles.ts'
import { SESSIONS_A_DAY, type Timeline, timeline } from './calendar.ts'
import { type Catalogue, catalogue } from './catalogue.ts'
import { customers } from './customers.ts'
import type { Order, OrderLine, Refund } from './orders.ts'
import { type Prices, prices } from './prices.ts'
import type { Incident, Run } from './run.ts'
import { type Sessions, sessions } from './sessions.ts'
import { type StockBook, stockRoom } from './stock.ts'
import { liveThrough } from './trade.ts'

export interface World {
  readonly time: Timeline
  readonly catalogue: Catalogue
  readonly prices: Prices
  readonly sessions: Sessions
  readonly orders: readonly Order[]
  readonly lines: readonly OrderLine[]
  readonly refunds: readonly Refund[]
  readonly stock: StockBook
  /** local elasticity of each product's expected orders, over all its visits */
  readonly elasticities: readonly (number | null)[]
  readonly incident: Incident
}

/** Day by day; the same seed gives the same shop on every machine. */
export function simulate({ today, seed, days }: { today: Day; seed: number; days: number }): World {
  const stream = (n: number) => seeded(seed * 1000 + n)
  const time = timeline(stream(1), today, days)
  const shop = catalogue(stream(2), days)
  const priced = prices(stream(3), shop, time)
  const run: Run = {
    random: stream(4),
    time,
    shop,
    priced,
    incident: {
      day: addDays(today, -1),
      from: (time.starts[days - 1] ?? 0) + 10 * 3600,
      platform: 1,
      category: 0,
      getsThrough: 0.04,
    },
    now: time.starts[days] ?? 0,
    people: customers(stream(5)),
    room: stockRoom(stream(6), shop, days),
    aisles: aisles(shop, priced, time),
    seen: sessions(Math.ceil(SESSIONS_A_DAY * days * 1.35) + 4000),
    orders: [],
    lines: [],
    refunds: [],
    expected: new Float64Array(shop.products.length),
    slope: new Float64Array(shop.products.length),
  }
  for (let day = 0; day < days; day++) liveThrough(run, day)
  const { orders, lines, refunds } = run
  return {
    time,
    catalogue: shop,
    prices: priced,
    sessions: run.seen,
    orders,
    lines,
    refunds,
    stock: run.room.book(),
    elasticities: shop.products.map((_, p) =>
      run.expected[p] ? (run.slope[p] ?? 0) / (run.expected[p] ?? 1) : null,
    ),
    incident: run.incident,
  }
}
