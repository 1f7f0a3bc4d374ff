import type { Day } from '../../lib/days.ts'
import { sumOf } from '../../lib/sum.ts'
import { ranked, type Suggestion, type Trust } from '../suggestions/suggestion.ts'
import { dailyDemand, type LeadTimeHabit, leadTime, type SalesDays } from './demand.ts'
import { keptService, type PastCycle, pastCycles, type ServiceToAsk } from './kept-service.ts'
import { orderCycle } from './order-levels.ts'
import { leadPeriods } from './replay.ts'
import { adviseRestock, orderCosts, RESTOCK_POLICY, type RestockAdvice } from './restock.ts'
import type { RestockAction, StockFacts } from './restock-facts.ts'
import { type ShopScatter, shopScatter } from './shop-scatter.ts'

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
/** days of sales that are read: those before tell what the advice of then kept of its service */
export const HISTORY_DAYS = 180

/** Restock advice for many products, in one go and without waiting: for a thread. */
export function restockTask({ table, only, most, trust, minConfidence = 0 }: RestockTask): RestockAnswer {
  const since = recentSince(table)
  const demands = table.ids.flatMap((_, i) => dailyDemand(salesOf(table, i, since)) ?? [])
  const shop = { since, abc: classesBySales(table.numbers.sales), scatter: shopScatter(demands) }
  const ask = keptOf(table, shop)
  const advised: AdvisedStock[] = []
  const orders = new Map<Suggestion<RestockAction>, AdvisedStock>()
  for (const index of only ?? table.ids.keys()) {
    const facts = factsOf(table, index, shop)
    const advice = adviseRestock(facts, { minConfidence }, ask)
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

/** products that tell what is kept of a service: more change little */
const ENOUGH_PRODUCTS = 300
/** days known before a past shelf opens: three quarters of those that demand is told from */
const KNOWN_DAYS = 68

/** What to ask for, by what the same advice would have kept of its service on the shop's own half year. */
function keptOf(table: StockTable, shop: Shop): ServiceToAsk {
  const policy = RESTOCK_POLICY
  const every = Math.ceil(table.ids.length / ENOUGH_PRODUCTS)
  const cycles: PastCycle[] = []
  for (let index = 0; index < table.ids.length; index += every) {
    const { units, isShort = [] } = salesOf(table, index, 0)
    const facts = units.length > KNOWN_DAYS ? factsOf(table, index, shop) : null
    const lead = facts?.leadTime
    if (!facts || !lead) continue
    const past = pastCycles({
      demand: units,
      from: 0,
      warmUp: KNOWN_DAYS,
      review: policy.reviewDays,
      lead: (t) => leadPeriods({ lead: { mean: lead.mean, sd: Math.sqrt(lead.variance) }, seed: index }, t),
      advised(t) {
        const since = Math.max(0, t - DEMAND_DAYS)
        const demand = dailyDemand(
          { units: units.slice(since, t), isShort: isShort.slice(since, t) },
          shop.scatter,
        )
        const cycle =
          demand &&
          orderCycle({
            service: policy.service[facts.abc],
            reviewDays: policy.reviewDays,
            lead,
            perDay: demand,
            costs: orderCosts(facts, policy),
            mostCoverDays: policy.mostCoverDays,
          })
        return demand && cycle && { cycle, kind: demand.kind ?? 'lumpy' }
      },
    })
    for (const cycle of past) cycles.push(cycle)
  }
  return keptService(cycles)
}

interface Shop {
  /** place of the first day that demand is told from */
  readonly since: number
  readonly abc: readonly StockFacts['abc'][]
  readonly scatter: ShopScatter | null
}

function factsOf(table: StockTable, index: number, { since, abc, scatter }: Shop): StockFacts {
  const known = (name: StockNumber) => {
    const value = table.numbers[name][index] ?? Number.NaN
    return Number.isNaN(value) ? null : value
  }
  const promo = table.promos.get(table.categories[index] ?? '')
  return {
    productId: table.ids[index] ?? '',
    asOf: table.stockOn[index] || table.asOf,
    demand: dailyDemand(salesOf(table, index, since), scatter),
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

/** Days in their order, from a place on. */
function salesOf({ days }: StockTable, index: number, since: number): SalesDays {
  const packed = [...listOf(days, index)]
    .filter((day) => day >= since * PACKED.place)
    .sort((a, b) => a - b)
    .map((day) => day % PACKED.place)
  return { units: packed.map((day) => Math.floor(day / 2)), isShort: packed.map((day) => day % 2 === 1) }
}

function recentSince({ days }: StockTable): number {
  const latest = days.values.reduce((most, day) => Math.max(most, day), 0)
  return Math.floor(latest / PACKED.place) - DEMAND_DAYS + 1
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
