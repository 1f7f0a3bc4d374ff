import { seeded } from '../../src/lib/random.ts'
import { poissonQuantile } from '../../src/stats/distributions/counts.ts'
import type { Trade } from './trade.ts'

/** What is done on the first day: a price, and an order. */
export interface Policy {
  readonly cents: Int32Array
  /** by product */
  readonly orders: ReadonlyMap<number, number>
}

/** Reorder point and order-up-to of every product that is reviewed: alike in all policies, from the first week's end on. */
export type Reviews = ReadonlyMap<number, { readonly point: number; readonly upTo: number }>

const DAYS = 45
const REPEATS = 12
const REVIEW_DAYS = 7
const ORDER_CENTS = 500
const HOLDING = 0.25

/**
 * Profit of the shop over the days to come, on average over repeats whose luck is the same for every policy: margins less
 * orders and the holding of stock; what is left, or has been ordered, counts at its cost. Sellers review every week.
 */
export function profitOf(trade: Trade, { cents, orders }: Policy, reviews: Reviews): number {
  const rates = trade.perDay(cents)
  let profit = 0
  for (const [p, product] of trade.products.entries()) {
    const [price, rate] = [cents[p] ?? 0, rates[p] ?? 0]
    const { costCents, leadDays, leadSd, packSize, moq } = product
    const rule = reviews.get(p)
    for (let repeat = 0; repeat < REPEATS; repeat++) {
      const luck = seeded(1_000_003 * repeat + p)
      const coming = new Map<number, number>()
      const add = (on: number, units: number) => coming.set(on, (coming.get(on) ?? 0) + units)
      for (const { inDays, quantity } of product.arriving) add(inDays, quantity)
      let [shelf, underway] = [product.onHand, product.arriving.reduce((sum, one) => sum + one.quantity, 0)]
      const order = (day: number, units: number) => {
        const wanted = Math.ceil(Math.max(units, moq, 1) / packSize) * packSize
        // the draw is of the day, not of the order
        const took = Math.max(1, Math.round(leadDays + leadSd * seeded(77 * p + 13 * day + repeat).normal()))
        add(day + took, wanted)
        underway += wanted
        profit -= ORDER_CENTS
      }
      const first = orders.get(p)
      if (first) order(0, first)
      for (let day = 0; day < DAYS; day++) {
        const arrived = day === 0 ? 0 : (coming.get(day) ?? 0)
        shelf += arrived
        underway -= arrived
        const sold = Math.min(shelf, poissonQuantile(luck.next(), rate))
        shelf -= sold
        profit += sold * (price - costCents) - (shelf * costCents * HOLDING) / 365
        const isReview = day > 0 && day % REVIEW_DAYS === 0
        if (rule && isReview && shelf + underway <= rule.point) order(day, rule.upTo - shelf - underway)
      }
    }
  }
  return profit / REPEATS
}
