import type { Day } from '../../lib/days.ts'
import { sumOf } from '../../lib/sum.ts'
import { ranked, type Suggestion, type Trust } from '../suggestions/suggestion.ts'
import { dailyDemand, type LeadTimeHabit, leadTime, type SalesDays } from './demand.ts'
import { blocksOf, levelDrift } from './level-drift.ts'
import { adviseRestock, type RestockAdvice } from './restock.ts'
import type { RestockAction, StockFacts } from './restock-facts.ts'

/** Lists of numbers, one after the other: that of product i is from starts[i] to starts[i + 1]. */
interface Lists {
  readonly starts: Int32Array
  readonly values: Float64Array
}

/** Products by column: what a thread is handed. Unknown numbers are NaN. */
export interface StockTable {
  readonly asOf: Day
  readonly ids: readonly string[]
  readonly categories: readonly string[]
  /** the day a product's stock was told; empty when it never was */
  readonly stockOn: readonly string[]
  readonly numbers: Readonly<Record<StockNumber, Float64Array>>
  /** ordinary days on which there was something to sell, in any order, packed: see `PACKED` */
  readonly days: Lists
  /** days from order to delivery */
  readonly leads: Lists
  readonly habit: LeadTimeHabit
  /** announced promotions and what they do, by category */
  readonly promos: ReadonlyMap<string, NonNullable<StockFacts['promo']>>
}

export const STOCK_NUMBERS = [
  'price',
  'cost',
  'lead',
  'moq',
  'pack',
  'onHand',
  'reserved',
  'inbound',
  'sales',
] as const
type StockNumber = (typeof STOCK_NUMBERS)[number]

/** A day of sales in one number: day x place + 2 x units + whether the last unit went. */
export const PACKED = { place: 10_000_000, mostUnits: 4_999_999 } as const

export interface RestockTask {
  readonly table: StockTable
  /** these products only; null: all of them */
  readonly only: readonly number[] | null
  /** so many of the best orders are handed back, and no other advice; null: all advice */
  readonly most: number | null
  readonly trust?: Trust
  /** orders less sure to be sold are not advised */
  readonly minConfidence?: number
}

/** What is advised of the product at an index, and what it was reckoned from. */
interface AdvisedStock {
  readonly index: number
  readonly facts: StockFacts
  readonly advice: RestockAdvice
}

export interface RestockAnswer {
  /** the best orders first when only some were asked for, else in the order of the table */
  readonly advised: readonly AdvisedStock[]
  /** how many orders there are, handed back or not */
  readonly orderCount: number
}

/** days of sales that demand is told from */
export const DEMAND_DAYS = 90
/** levels are taken to wander from one block of so many days to the next */
export const BLOCK_DAYS = 14

/** Restock advice for many products, in one go and without waiting: for a thread. */
export function restockTask({ table, only, most, trust, minConfidence = 0 }: RestockTask): RestockAnswer {
  const shop = {
    drift: levelDrift(table.ids.map((_, i) => blocksOf(salesOf(table, i).units, BLOCK_DAYS))),
    abc: classesBySales(table.numbers.sales),
  }
  const advised: AdvisedStock[] = []
  const orders = new Map<Suggestion<RestockAction>, AdvisedStock>()
  for (const index of only ?? table.ids.keys()) {
    const facts = factsOf(table, index, shop)
    const advice = adviseRestock(facts, { minConfidence })
    const one = { index, facts, advice }
    if (advice.kind === 'order') orders.set(advice.suggestion, one)
    if (most === null) advised.push(one)
  }
  const best = most === null ? [] : ranked([...orders.keys()], trust).slice(0, most)
  return {
    advised: most === null ? advised : best.flatMap((suggestion) => orders.get(suggestion) ?? []),
    orderCount: orders.size,
  }
}

function factsOf(
  table: StockTable,
  index: number,
  { drift, abc }: { readonly drift: number; readonly abc: readonly StockFacts['abc'][] },
): StockFacts {
  const known = (name: StockNumber) => {
    const value = table.numbers[name][index] ?? Number.NaN
    return Number.isNaN(value) ? null : value
  }
  const promo = table.promos.get(table.categories[index] ?? '')
  return {
    productId: table.ids[index] ?? '',
    asOf: table.stockOn[index] || table.asOf,
    demand: dailyDemand(salesOf(table, index), drift),
    leadTime: leadTime([...listOf(table.leads, index)], known('lead'), table.habit),
    onHand: known('onHand'),
    reserved: known('reserved'),
    inbound: known('inbound'),
    moq: known('moq') ?? 1,
    packSize: Math.max(1, known('pack') ?? 1),
    priceCents: known('price'),
    costCents: known('cost'),
    ...(promo && { promo }),
    abc: abc[index] ?? 'C',
  }
}

function listOf({ starts, values }: Lists, index: number): Float64Array {
  return values.subarray(starts[index] ?? 0, starts[index + 1] ?? 0)
}

function salesOf({ days }: StockTable, index: number): SalesDays {
  const packed = [...listOf(days, index)].sort((a, b) => a - b).map((day) => day % PACKED.place)
  return { units: packed.map((day) => Math.floor(day / 2)), isShort: packed.map((day) => day % 2 === 1) }
}

/** A: products that make the first 80 % of the sales, B: to 95 %, C: the rest, and what sold nothing. */
function classesBySales(sales: Float64Array): StockFacts['abc'][] {
  const classes = new Array<StockFacts['abc']>(sales.length).fill('C')
  const bySales = [...sales.keys()]
    .filter((i) => (sales[i] ?? 0) > 0)
    .sort((a, b) => (sales[b] ?? 0) - (sales[a] ?? 0))
  const total = sumOf(bySales, (i) => sales[i] ?? 0)
  let before = 0
  for (const i of bySales) {
    classes[i] = before < 0.8 * total ? 'A' : before < 0.95 * total ? 'B' : 'C'
    before += sales[i] ?? 0
  }
  return classes
}
