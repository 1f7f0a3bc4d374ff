import { PRICE_DAYS, type PricedProduct, type PriceWeek } from '../../advice/price/elasticity.ts'
import { numbersOf, type Table, textsOf } from '../../lake/ingest/read-table.ts'
import { weekNumber } from '../files/week-number.ts'
import type { DemandColumns, DemandTable } from './demand-table.ts'

export interface PricedColumns extends DemandColumns {
  readonly category: string | null
  /** sessions of the shop, or of the store, in the period of the row */
  readonly traffic: string | null
}

/** A product (in a store, where there are stores) as the bot reads it every night. */
export interface FilePriced extends PricedProduct {
  readonly product: string
  readonly truth: number | null
}

export interface PricedWeeks {
  readonly products: readonly FilePriced[]
  readonly promo: string | null
  readonly weeks: number
}

const PROMO = /promo|feat|display|deal|discount|campaign|offer|sale/i

/**
 * The file as the nightly job reads the shop: the last half year, a row a product, week and promotion, the price as the
 * mean of its logarithm, the shop's traffic as exposure. A product sold in several stores has a price of its own in each,
 * so each is a priced product, and the product is their category. Null where the rows are not of days or weeks.
 */
export function pricedWeeks(
  table: Table,
  { demand, products: names, rows, truth }: DemandTable,
  columns: PricedColumns,
): PricedWeeks | null {
  const weekOf = columns.time === null ? null : weekNumber(table, columns.time)
  if (!weekOf) return null
  const last = rows.reduce((most, row) => Math.max(most, weekOf[row] ?? Number.NaN), Number.NEGATIVE_INFINITY)
  const first = last - PRICE_DAYS / 7 + 1
  const promo = demand.controls.find(({ name }) => PROMO.test(name)) ?? demand.controls.find(isSwitch) ?? null
  const category = columns.category === null ? null : textsOf(table, columns.category)
  const traffic = trafficOf(table, { demand, rows }, columns)
  const found = new Map<string, FilePriced & { readonly sums: Map<string, Sum> }>()
  for (const [i, row] of rows.entries()) {
    const week = weekOf[row] ?? Number.NaN
    if (!(week >= first)) continue
    const level = demand.product.group[i] ?? 0
    const product = names[level] ?? ''
    const id = demand.store ? `${level} in ${demand.store.group[i]}` : `${level}`
    const mine = found.get(id) ?? {
      id,
      product,
      category: category?.[row] ?? (demand.store ? product : 'all'),
      truth: truth?.[level] ?? null,
      weeks: [],
      sums: new Map<string, Sum>(),
    }
    found.set(id, mine)
    const isPromo = promo !== null && (promo.values[i] ?? 0) > 0
    const key = `${week} ${isPromo}`
    const sum = mine.sums.get(key) ?? { week, isPromo, units: 0, logPrice: 0, exposure: 0, rows: 0 }
    sum.units += demand.quantity[i] ?? 0
    sum.logPrice += Math.log(100 * (demand.price[i] ?? Number.NaN))
    sum.exposure += traffic[i] ?? 0
    sum.rows++
    mine.sums.set(key, sum)
  }
  const products = [...found.values()].map(({ sums, ...one }) => ({
    ...one,
    weeks: [...sums.values()].map(asWeek),
  }))
  return {
    products,
    promo: promo?.name ?? null,
    weeks: new Set(products.flatMap(({ weeks }) => weeks.map(({ week }) => week))).size,
  }
}

interface Sum {
  readonly week: number
  readonly isPromo: boolean
  units: number
  logPrice: number
  exposure: number
  rows: number
}

function asWeek({ week, isPromo, units, logPrice, exposure, rows }: Sum): PriceWeek {
  return { week, isPromo, units, logPrice: logPrice / rows, exposure }
}

function isSwitch({ values }: { readonly values: Float64Array }): boolean {
  return values.every((value) => value === 0 || value === 1)
}

/** As told, else the same for every row: what the whole shop sold is not in a file of some of its products. */
function trafficOf(
  table: Table,
  { rows }: Pick<DemandTable, 'demand' | 'rows'>,
  { traffic }: PricedColumns,
): Float64Array {
  if (traffic === null) return new Float64Array(rows.length).fill(1)
  const told = numbersOf(table, traffic)
  return Float64Array.from(rows, (row) => told[row] ?? 0)
}
