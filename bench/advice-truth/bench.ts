import type { PriceLimits } from '../../src/advice/price/price-limits.ts'
import type { PriceTable } from '../../src/advice/price/price-task.ts'
import { priceTask } from '../../src/advice/price/price-task.ts'
import { restockTask } from '../../src/advice/restock/restock-task.ts'
import { demoTrade } from './demo.ts'
import { type Policy, profitOf, type Reviews } from './future.ts'
import { madeTrade } from './shops.ts'
import { pricesNow, priceTableOf, stockTableOf, type Trade } from './trade.ts'

/**
 * Whether what the advice promises comes true, in shops whose truth is known: the demo's, and six of another generator,
 * whose buyers answer by choosing, along a line or by a power. A suggestion is true to its word where the expected profit
 * of the whole shop rises; a range, where it holds what profit rises by. And what the shop earns in 45 days when everything
 * that is suggested is done at once: beside nothing, beside a price and an order that do not know of each other (stock
 * is taken to be all there is, as a price rise of what sells out would have it), and beside cost plus the usual margin. Done at
 * once is what is likelier than not to pay; beside it what is sure by 90 %, one by one.
 */
const BARS = { told: [0.85, 0.95], gained: [0.85, 0.95], covered: [0.75, 0.85] } as const
const MONTH = 30
const LOW = { minConfidence: 0.8 }
/** what is more likely than not to pay, however little and however young its price */
const LIKELY = { minConfidence: 0.5, leastGainCents: 0, restDays: 0 }

interface Kept {
  told: number
  gained: number
  covered: number
  below: number
  above: number
  cents: number
  chance: number
}

const none = (): Kept => ({ told: 0, gained: 0, covered: 0, below: 0, above: 0, cents: 0, chance: 0 })
const [about, all] = [none(), none()]
const NAMES = ['nothing', 'joint', 'jointSure', 'separate', 'separateSure', 'costPlus'] as const
const sums = { nothing: 0, joint: 0, jointSure: 0, separate: 0, separateSure: 0, costPlus: 0 }
const ahead: boolean[] = []
const shops = [
  () => demoTrade(),
  ...(['choice', 'line', 'power'] as const).flatMap((answer, i) => [
    () => madeTrade(answer, i + 1),
    () => madeTrade(answer, i + 4),
  ]),
]
for (const made of shops) {
  const trade = made()
  const table = priceTableOf(trade)
  const answer = priceTask({ table, model: null, limits: LOW, most: trade.products.length })
  const one = none()
  const rise = risesOf(trade)
  for (const { index, suggestion } of answer.changes) {
    const { action, gain } = suggestion
    const true30 = rise(index, action.toCents)
    for (const kept of [one, all]) keep(kept, true30, gain, action.chanceOfGain)
    if (action.chanceOfGain >= BARS.told[0] && action.chanceOfGain < BARS.told[1])
      keep(about, true30, gain, action.chanceOfGain)
  }
  console.log(`${trade.name}: ${say(one)}`)
  const profits = together(trade, table, answer.model)
  for (const name of NAMES) sums[name] += profits[name]
  ahead.push(profits.joint > Math.max(...NAMES.flatMap((name) => (name === 'joint' ? [] : profits[name]))))
  console.log(`  ${sayProfits(profits)}`)
}
console.log(`all: ${say(all)}`)
console.log(`told 85 to 95 %: ${say(about)}`)
console.log(`all shops: ${sayProfits(sums)}`)
const isIn = (value: number, [low, high]: readonly [number, number]) => value >= low && value <= high
const isCalibrated =
  isIn(about.gained / about.told, BARS.gained) && isIn(all.covered / all.told, BARS.covered)
const isAhead = ahead.every(Boolean)
console.log(
  `bars: of those told 85 to 95 % as many gain, 75 to 85 % of the 80 % ranges hold: ${isCalibrated ? 'met' : 'missed'}; joint ahead of all others in every shop: ${isAhead ? 'met' : 'missed'} (${ahead.filter(Boolean).length} of ${ahead.length})`,
)
process.exitCode = isCalibrated && isAhead ? 0 : 1

/** What the whole shop's profit of a month rises by, by one price alone, were there enough of everything. */
function risesOf(trade: Trade): (index: number, cents: number) => number {
  const now = pricesNow(trade)
  const profit = (at: Int32Array) =>
    trade
      .perDay(at)
      .reduce((sum, rate, p) => sum + rate * ((at[p] ?? 0) - (trade.products[p]?.costCents ?? 0)), 0)
  const before = profit(now)
  return (index, cents) => MONTH * (profit(now.with(index, cents)) - before)
}

function keep(kept: Kept, rise: number, range: { low: number; high: number }, chance: number): void {
  kept.told++
  kept.gained += Number(rise > 0)
  kept.below += Number(rise < range.low)
  kept.above += Number(rise > range.high)
  kept.covered += Number(rise >= range.low && rise <= range.high)
  kept.cents += rise
  kept.chance += chance
}

function say({ told, gained, covered, below, above, cents, chance }: Kept): string {
  const share = (part: number) => `${((100 * part) / told).toFixed(1)} %`
  return `${told} price changes, told ${share(chance)}, ${share(gained)} gain, ${share(covered)} of the ranges hold (${below} below, ${above} above), €${Math.round(cents / 100)} a month`
}

/** Profit of 45 days under each policy. */
function together(trade: Trade, table: PriceTable, model: ReturnType<typeof priceTask>['model']) {
  const now = pricesNow(trade)
  const stock = restockTask({ table: stockTableOf(trade), only: null, most: null })
  const orders = new Map<number, number>()
  const reviews = new Map<number, { point: number; upTo: number }>()
  for (const { index, advice } of stock.advised) {
    const state = advice.kind === 'order' ? advice.suggestion.action : 'state' in advice ? advice.state : null
    if (state) reviews.set(index, { point: state.reorderPoint, upTo: state.orderUpTo })
    if (advice.kind === 'order') orders.set(index, advice.suggestion.action.order)
  }
  const advised = (by: PriceTable, limits: Partial<PriceLimits>) => {
    const { changes } = priceTask({ table: by, model, limits, most: trade.products.length })
    const cents = Int32Array.from(now)
    for (const { index, suggestion } of changes) cents[index] = suggestion.action.toCents
    return cents
  }
  const apart = { ...table, numbers: { ...table.numbers, lead: table.numbers.lead.map(() => Number.NaN) } }
  const of = (policy: Policy) => profitOf(trade, policy, reviews as Reviews)
  return {
    nothing: of({ cents: now, orders: new Map() }),
    joint: of({ cents: advised(table, LIKELY), orders }),
    jointSure: of({ cents: advised(table, {}), orders }),
    separate: of({ cents: advised(apart, LIKELY), orders }),
    separateSure: of({ cents: advised(apart, {}), orders }),
    costPlus: of({ cents: costPlus(trade, now), orders }),
  }
}

/** The margin that is usual in its category on top of each cost, no further than prices are moved otherwise. */
function costPlus({ products }: Trade, now: Int32Array): Int32Array {
  const marks = new Map<string, number[]>()
  for (const [p, { category, costCents }] of products.entries())
    marks.set(category, [...(marks.get(category) ?? []), (now[p] ?? 0) / costCents])
  return now.map((cents, p) => {
    const { category = '', costCents = 0 } = products[p] ?? {}
    const sorted = (marks.get(category) ?? []).toSorted((a, b) => a - b)
    const wanted = costCents * (sorted[Math.floor(sorted.length / 2)] ?? 1)
    return Math.round(Math.min(1.15 * cents, Math.max(0.85 * cents, wanted)))
  })
}

function sayProfits({ nothing, joint, jointSure, separate, separateSure, costPlus }: typeof sums): string {
  const against = (value: number) => `€${Math.round((value - nothing) / 100)}`
  return `45 days: nothing €${Math.round(nothing / 100)}; more than that: joint ${against(joint)} (sure by 90 %: ${against(jointSure)}), price and order apart ${against(separate)} (${against(separateSure)}), orders and cost plus ${against(costPlus)}`
}
