import type { PriceTable } from '../../src/advice/price/price-task.ts'
import type { StockFacts } from '../../src/advice/restock/restock-facts.ts'
import { HISTORY_DAYS, PACKED, type StockTable } from '../../src/advice/restock/restock-task.ts'
import type { Day } from '../../src/lib/days.ts'

/** A shop whose truth is known: what was seen of it to its last day, and what it would sell at any prices. */
export interface Trade {
  readonly name: string
  readonly asOf: Day
  readonly days: number
  readonly products: readonly TradedProduct[]
  /** everybody who came, by day */
  readonly traffic: Float64Array
  /** [product * days + day] */
  readonly cents: Int32Array
  readonly units: Int32Array
  readonly isPromo: Uint8Array
  /** nothing was left at the day's end */
  readonly isOut: Uint8Array
  /** what all products would sell an ordinary day from here on, at these prices and were there enough of them */
  perDay(cents: Int32Array): Float64Array
}

export interface TradedProduct {
  readonly id: string
  readonly category: string
  readonly costCents: number
  readonly leadDays: number
  readonly leadSd: number
  readonly moq: number
  readonly packSize: number
  readonly onHand: number
  /** what is on its way: in how many days, how many */
  readonly arriving: readonly { readonly inDays: number; readonly quantity: number }[]
}

/** days of the past that the nightly advice counts a product's sales over */
const RECENT = 90

/** The last day's prices. */
export function pricesNow({ products, days, cents }: Trade): Int32Array {
  return Int32Array.from(products, (_, p) => cents[p * days + days - 1] ?? 0)
}

/** What the price advice is handed of it, as the lake's SQL makes it: see `facts/price/price-table`. */
export function priceTableOf(trade: Trade): PriceTable {
  const { products, days, traffic } = trade
  const weeks: Record<'week' | 'units' | 'logPrice' | 'isPromo' | 'exposure', number[]> = {
    week: [],
    units: [],
    logPrice: [],
    isPromo: [],
    exposure: [],
  }
  const starts = [0]
  const column = () => new Float64Array(products.length)
  const names = ['price', 'cost', 'low', 'high', 'competitor', 'leastAdvertised', 'sinceChange'] as const
  const more = ['stock', 'lead', 'units', 'days'] as const
  const numbers = Object.fromEntries([...names, ...more].map((name) => [name, column()])) as Record<
    (typeof names)[number] | (typeof more)[number],
    Float64Array
  >
  for (const [p, product] of products.entries()) {
    const at = (day: number) => p * days + day
    let [low, high, units, ordinary, last] = [Number.POSITIVE_INFINITY, 0, 0, 0, -1]
    const sums = new Map<
      string,
      { w: number; promo: number; n: number; units: number; log: number; seen: number }
    >()
    for (let day = 0; day < days; day++) {
      const [sold, cents] = [trade.units[at(day)] ?? 0, trade.cents[at(day)] ?? 0]
      const promo = trade.isPromo[at(day)] ?? 0
      if (day > 0 && cents !== trade.cents[at(day - 1)] && promo === 0 && trade.isPromo[at(day - 1)] === 0)
        last = day
      if (trade.isOut[at(day)] === 1 && sold === 0) continue
      low = Math.min(low, cents)
      high = Math.max(high, cents)
      if (day >= days - RECENT && promo === 0) {
        units += sold
        ordinary++
      }
      const week = Math.floor(day / 7)
      const key = `${week}/${promo}`
      const sum = sums.get(key) ?? { w: week, promo, n: 0, units: 0, log: 0, seen: 0 }
      sums.set(key, {
        ...sum,
        n: sum.n + 1,
        units: sum.units + sold,
        log: sum.log + Math.log(cents),
        seen: sum.seen + (traffic[day] ?? 0),
      })
    }
    for (const sum of sums.values()) {
      weeks.week.push(sum.w)
      weeks.units.push(sum.units)
      weeks.logPrice.push(sum.log / sum.n)
      weeks.isPromo.push(sum.promo)
      weeks.exposure.push(sum.seen)
    }
    starts.push(weeks.week.length)
    const coming = product.arriving.reduce((sum, { quantity }) => sum + quantity, 0)
    const row: Record<keyof typeof numbers, number> = {
      price: trade.cents[at(days - 1)] ?? 0,
      cost: product.costCents,
      low: low === Number.POSITIVE_INFINITY ? Number.NaN : low,
      high: high === 0 ? Number.NaN : high,
      competitor: Number.NaN,
      leastAdvertised: Number.NaN,
      sinceChange: last < 0 ? Number.NaN : days - 1 - last,
      stock: product.onHand + coming,
      lead: product.leadDays,
      units,
      days: ordinary,
    }
    for (const [name, values] of Object.entries(numbers)) values[p] = row[name as keyof typeof numbers]
  }
  return {
    asOf: trade.asOf,
    currency: 'EUR',
    ids: products.map(({ id }) => id),
    categories: products.map(({ category }) => category),
    numbers,
    starts: Int32Array.from(starts),
    weeks: {
      week: Float64Array.from(weeks.week),
      units: Float64Array.from(weeks.units),
      logPrice: Float64Array.from(weeks.logPrice),
      isPromo: Float64Array.from(weeks.isPromo),
      exposure: Float64Array.from(weeks.exposure),
    },
  }
}

/** What the restock advice is handed of it. */
export function stockTableOf(trade: Trade): StockTable {
  const { products, days } = trade
  const packed: number[] = []
  const starts = [0]
  const sales = new Float64Array(products.length)
  for (const p of products.keys()) {
    for (let day = Math.max(0, days - HISTORY_DAYS); day < days; day++) {
      const at = p * days + day
      const [sold, isOut] = [trade.units[at] ?? 0, trade.isOut[at] === 1]
      if (day >= days - RECENT) sales[p] = (sales[p] ?? 0) + sold * (trade.cents[at] ?? 0)
      if (trade.isPromo[at] === 1 || (isOut && sold === 0)) continue
      packed.push(day * PACKED.place + 2 * sold + Number(isOut))
    }
    starts.push(packed.length)
  }
  const now = pricesNow(trade)
  const column = (of: (product: TradedProduct, p: number) => number) => Float64Array.from(products, of)
  return {
    asOf: trade.asOf,
    ids: products.map(({ id }) => id),
    categories: products.map(({ category }) => category),
    stockOn: products.map(() => trade.asOf),
    numbers: {
      price: column((_, p) => now[p] ?? 0),
      cost: column(({ costCents }) => costCents),
      lead: column(({ leadDays }) => leadDays),
      moq: column(({ moq }) => moq),
      pack: column(({ packSize }) => packSize),
      onHand: column(({ onHand }) => onHand),
      reserved: column(() => 0),
      inbound: column(({ arriving }) => arriving.reduce((sum, { quantity }) => sum + quantity, 0)),
      sales,
    },
    days: { starts: Int32Array.from(starts), values: Float64Array.from(packed) },
    leads: { starts: new Int32Array(products.length + 1), values: new Float64Array() },
    habit: { ratio: 1, ratioSd: 0.2 },
    promos: new Map<string, NonNullable<StockFacts['promo']>>(),
  }
}
