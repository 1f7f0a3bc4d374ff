import { sumOf } from '../../lib/sum.ts'

/** steps the budget is cut into: rounding an order's cost up to one loses at most 1/1000 of the budget an order */
const STEPS = 1000
const MOST = 300

interface Priced {
  readonly cost: { readonly cents: number }
}

/**
 * The orders that save most within a budget: a 0/1 knapsack by dynamic programming over a thousandth of the budget, of
 * the 300 that save most for their money. An order is placed whole or not at all. `saved` is the money an order is worth; one worth `leastSaved` or less fills no budget.
 */
export function withinBudget<T extends Priced>(
  orders: readonly T[],
  budgetCents: number,
  saved: (order: T) => number,
  leastSaved = 0,
): T[] {
  const worthIt = orders.filter((order) => saved(order) > leastSaved)
  if (sumOf(worthIt, (order) => order.cost.cents) <= budgetCents) return worthIt
  const perCent = (order: T) => saved(order) / Math.max(1, order.cost.cents)
  const candidates = worthIt
    .filter((order) => order.cost.cents <= budgetCents)
    .toSorted((a, b) => perCent(b) - perCent(a))
    .slice(0, MOST)
  const step = budgetCents / STEPS
  const sizes = candidates.map((order) => Math.ceil(order.cost.cents / step - 1e-9))
  const best = new Float64Array(STEPS + 1)
  const taken = candidates.map((order, i) => {
    const size = sizes[i] ?? 0
    const takes = new Uint8Array(STEPS + 1)
    for (let room = STEPS; room >= size; room--) {
      const value = (best[room - size] ?? 0) + saved(order)
      if (value <= (best[room] ?? 0)) continue
      best[room] = value
      takes[room] = 1
    }
    return takes
  })
  const chosen = new Set<T>()
  let room = STEPS
  for (let i = candidates.length - 1; i >= 0; i--) {
    const order = candidates[i]
    if (!order || taken[i]?.[room] !== 1) continue
    chosen.add(order)
    room -= sizes[i] ?? 0
  }
  return orders.filter((order) => chosen.has(order))
}
