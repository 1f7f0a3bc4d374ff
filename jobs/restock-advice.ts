import { dailyDemand, leadTime } from '../src/advice/demand.ts'
import { adviseRestock, type RestockAdvice, type StockFacts } from '../src/advice/restock.ts'
import type { Lake } from '../src/lake/lake.ts'
import { addDays, type Day } from '../src/lib/days.ts'
import { promos } from '../src/metrics/promos.ts'
import { type Advised, type Assortment, keyOf, type ProductRow } from './assortment.ts'

/** What is known of the weeks to come. */
interface Ahead {
  readonly promo: (product: ProductRow) => { readonly days: readonly Day[]; readonly lift: number } | null
}

const AHEAD_DAYS = 120
const LEARNED_DAYS = 365
/** product days of each kind before a lift is believed; below, the whole shop's stands in */
const LEAST_DAYS = 50
const MOST_LIFT = 5

/** What a product sells on a promotion day against an ordinary one, in stock, by category and over the whole shop. */
const LIFTS = `
  select
    category,
    cast(sum(case when is_promo then 1 else 0 end) as double) as promo_days,
    cast(sum(case when is_promo then 0 else 1 end) as double) as days,
    cast(sum(case when is_promo then units else 0 end) as double) as promo_units,
    cast(sum(case when is_promo then 0 else units end) as double) as units
  from mart_product_days
  where dt > cast($since as date) and not (coalesce(is_stocked_out, false) and units = 0)
  group by category
  order by category`

interface LiftRow {
  readonly [column: string]: string | number
  readonly category: string
  readonly promo_days: number
  readonly days: number
  readonly promo_units: number
  readonly units: number
}

/** Promotions the platforms have announced, with what earlier ones did. */
export async function aheadOf(lake: Pick<Lake, 'query' | 'zone'>, asOf: Day): Promise<Ahead> {
  const calendar = await promos(lake)
  const rows = await lake.query<LiftRow>(LIFTS, { since: addDays(asOf, -LEARNED_DAYS) })
  const whole = liftOf(rows) ?? 1
  const known = new Map<string, { readonly days: readonly Day[]; readonly lift: number } | null>()
  const until = addDays(asOf, AHEAD_DAYS)
  const look = (category: string) => {
    const days = [...calendar.forCategory(category).keys()].filter((day) => day > asOf && day <= until)
    if (days.length === 0) return null
    return { days: days.toSorted(), lift: liftOf(rows.filter((row) => row.category === category)) ?? whole }
  }
  return {
    promo: ({ category }) => {
      const found = known.get(category)
      if (found !== undefined) return found
      const looked = look(category)
      known.set(category, looked)
      return looked
    },
  }
}

function liftOf(rows: readonly LiftRow[]): number | null {
  const sum = (key: 'promo_days' | 'days' | 'promo_units' | 'units') =>
    rows.reduce((total, row) => total + row[key], 0)
  if (sum('promo_days') < LEAST_DAYS || sum('days') < LEAST_DAYS || sum('units') === 0) return null
  const lift = sum('promo_units') / sum('promo_days') / (sum('units') / sum('days'))
  return Math.min(MOST_LIFT, Math.max(1, lift))
}

export function restockAdvice(
  read: Assortment,
  ahead: Ahead,
  products = read.products,
): Advised<RestockAdvice>[] {
  return products.map((product) => {
    const key = keyOf(product)
    const promo = ahead.promo(product)
    const facts: StockFacts = {
      productId: product.product_id,
      asOf: product.stock_on ?? read.asOf,
      demand: dailyDemand(read.sales.get(key) ?? { units: [] }, read.drift),
      leadTime: leadTime(read.leads.get(key) ?? [], product.lead_time_days, read.habit),
      onHand: product.on_hand,
      reserved: product.reserved ?? 0,
      inbound: product.inbound ?? 0,
      moq: product.moq ?? 1,
      packSize: Math.max(1, product.pack_size ?? 1),
      priceCents: product.price_cents,
      costCents: product.cost_cents,
      ...(promo && { promo }),
      abc: product.abc,
    }
    return { product, advice: adviseRestock(facts), facts }
  })
}
