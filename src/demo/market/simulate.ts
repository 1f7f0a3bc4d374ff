import { addDays, type Day } from '../../lib/days.ts'
import { seeded } from '../../lib/random.ts'
import { aisles } from './aisles.ts'
import { SESSIONS_A_DAY, timeline } from './calendar.ts'
import { catalogue } from './catalogue.ts'
import { customers } from './customers.ts'
import { knownBy } from './known-by.ts'
import { knownAt, type Refund } from './orders.ts'
import { prices } from './prices.ts'
import type { Run } from './run.ts'
import { sessions } from './sessions.ts'
import { stockRoom } from './stock.ts'
import { liveThrough } from './trade.ts'
import type { World } from './world.ts'

/** A shop that goes on living: customers meet the prices that somebody sets meanwhile. */
export interface Market {
  world(): World
  /** in force from the day that has just begun; the days before keep theirs */
  setPrice(product: number, cents: number): void
  priceOf(product: number): number
  /** lives through so many more days; fewer where there is no room left, and says how many */
  live(days: number): number
  /** lives on to an instant of a day (epoch seconds): from then on the world is what is known by it, hour by hour */
  liveUntil(at: number): void
}

/** Day by day; the same seed gives the same shop on every machine. @internal for tests and benches: the demo opens a market */
export function simulate(of: { today: Day; seed: number; days: number }): World {
  return openMarket(of).world()
}

/** `ahead`: so many days may follow. What was before them is the same with and without. */
export function openMarket({
  today,
  seed,
  days,
  ahead = 0,
  breaks = false,
}: {
  today: Day
  seed: number
  days: number
  ahead?: number
  /** on the first day that follows nobody can pay for a while */
  breaks?: boolean
}): Market {
  const stream = (n: number) => seeded(seed * 1000 + n)
  const time = timeline(stream(1), today, days, ahead)
  const shop = catalogue(stream(2), days)
  const priced = prices(stream(3), shop, time)
  const startOf = (day: number) => time.starts[day] ?? 0
  const run: Run = {
    random: stream(4),
    time,
    shop,
    priced,
    incident: {
      day: addDays(today, -1),
      from: startOf(days - 1) + 10 * 3600,
      to: startOf(days) + 9 * 3600,
      platform: 1,
      category: 0,
      getsThrough: 0.04,
    },
    later: breaks
      ? {
          day: today,
          from: startOf(days) + 10 * 3600,
          to: startOf(days) + 12.5 * 3600,
          platform: null,
          category: null,
          getsThrough: 0.02,
        }
      : null,
    people: customers(stream(5)),
    room: stockRoom(stream(6), shop, time.room),
    aisles: aisles(shop, priced, time),
    seen: sessions(Math.ceil(SESSIONS_A_DAY * time.room * 1.35) + 4000),
    orders: [],
    lines: [],
    refunds: [],
    expected: new Float64Array(shop.products.length),
    slope: new Float64Array(shop.products.length),
  }
  const refunds: Refund[] = []
  let lived = 0
  const goOn = (until: number) => {
    const from = lived === 0 ? 0 : startOf(lived)
    for (; lived < until; lived++) {
      for (const row of priced.ahead)
        if (row.day === lived)
          // somebody may have set another price meanwhile
          priced.rows.push({ ...row, cents: priced.cents[row.product * time.room + lived] ?? row.cents })
      liveThrough(run, lived)
    }
    // money that goes back is known when it does, and stands below all that was known before
    const due = run.refunds.filter((back) => back.at >= from && back.at < startOf(lived))
    refunds.push(...(from === 0 ? due : due.toSorted((a, b) => a.at - b.at)))
  }
  goOn(days)
  let now: number | null = null
  const whole = (): World => ({
    time: { ...time, days: lived, today: addDays(time.first, lived) },
    catalogue: shop,
    prices: priced,
    sessions: run.seen,
    orders: run.orders.map((order) => knownAt(order, now ?? startOf(lived))),
    lines: run.lines,
    refunds,
    stock: run.room.book(),
    elasticities: shop.products.map((_, p) =>
      run.expected[p] ? (run.slope[p] ?? 0) / (run.expected[p] ?? 1) : null,
    ),
    incident: run.incident,
  })
  return {
    world: () => (now === null ? whole() : knownBy(whole(), now)),
    liveUntil(at) {
      now = at
      while (lived < time.room && startOf(lived) <= at) goOn(lived + 1)
    },
    setPrice(product, cents) {
      for (let day = lived; day < time.room; day++) priced.cents[product * time.room + day] = cents
      priced.rows.push({ product, day: lived, cents, reason: 'change', campaign: null })
    },
    // what is asked on the day that has just begun is the price of that day, where there is room for one
    priceOf: (product) => priced.cents[product * time.room + Math.min(lived, time.room - 1)] ?? 0,
    live(more) {
      const before = lived
      goOn(Math.min(time.room, lived + more))
      return lived - before
    },
  }
}
