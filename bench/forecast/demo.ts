import { simulate } from '../../src/demo/market/simulate.ts'
import { addDays, type Day } from '../../src/lib/days.ts'
import type { BenchSeries } from './series.ts'

const TODAY = '2026-11-24'
const DAYS = 180
const SEED = 7

/** The demo shop's sessions, orders and GMV a day, as its simulator makes them, with the campaigns it tells of. */
export function demoSeries(): BenchSeries[] {
  const { time, sessions, orders, lines } = simulate({ today: TODAY, seed: SEED, days: DAYS })
  const [count, placed, gmv] = [new Float64Array(DAYS), new Float64Array(DAYS), new Float64Array(DAYS)]
  const dayAt = (seconds: number) => {
    let [lo, hi] = [0, DAYS]
    while (hi - lo > 1) {
      const middle = (lo + hi) >> 1
      if ((time.starts[middle] ?? 0) <= seconds) lo = middle
      else hi = middle
    }
    return lo
  }
  const add = (to: Float64Array, day: number, value: number) => {
    to[day] = (to[day] ?? 0) + value
  }
  for (let i = 0; i < sessions.count; i++) add(count, dayAt(sessions.at[i] ?? 0), 1)
  const dayOf = new Map(orders.map(({ id, at }) => [id, dayAt(at)]))
  for (const day of dayOf.values()) add(placed, day, 1)
  for (const { order, quantity, unitCents, discountCents } of lines)
    add(gmv, dayOf.get(order) ?? 0, quantity * unitCents - discountCents)
  const campaigns = new Map<Day, string>()
  for (const { name, category, from, to } of time.campaigns)
    if (category === null) for (let i = from; i < to; i++) campaigns.set(addDays(time.first, i), name)
  return Object.entries({ sessions: count, orders: placed, GMV: gmv }).map(([name, values]) => ({
    name: `demo shop ${name}`,
    days: Array.from(values, (value, i) => ({ day: addDays(time.first, i), value })),
    campaigns,
  }))
}
