import { type RfmFacts, rfm, SEGMENTS } from '../../advice/campaign/rfm.ts'
import { NOBODY, type RecommendTask } from '../../advice/recommend/recommend.ts'
import type { Lake } from '../../lake/contract/lake.ts'
import { addDays, type Day, daysBetween } from '../../lib/days.ts'
import { sumOf } from '../../lib/sum.ts'
import { listOf } from '../columns.ts'
import { runsOfDays } from '../day-runs.ts'

/** A product that is modelled, with what a recommendation must know of it. */
export interface Item {
  readonly [column: string]: string | number | null
  readonly platform: string
  readonly product_id: string
  readonly merchant_id: string
  readonly merchant: string
  readonly title: string
  readonly category: string
  readonly price_cents: number | null
  readonly cost_cents: number | null
  readonly available: number | null
}

export interface BasketLines {
  readonly items: readonly Item[]
  readonly task: RecommendTask
}

type Reads = Pick<Lake, 'query'>

/** the most frequent so many are modelled: beyond them there is too little to learn from, and the solve grows by n^3 */
const MAX_ITEMS = 1500
/** days of orders that are learned from */
export const WINDOW_DAYS = 365
const SEED = 20_261_111

/** Order lines of the last year that were not cancelled, as columns of codes. */
export async function basketLines(
  lake: Reads,
  asOf: Day,
  onLines: (done: number, of: number) => void,
): Promise<BasketLines> {
  const from = addDays(asOf, -WINDOW_DAYS)
  const items = await lake.query<Item>(ITEMS, { from, most: MAX_ITEMS })
  const itemOf = new Map(items.map((item, id) => [`${item.platform}/${item.product_id}`, id]))
  const customers = await lake.query<Customer>(CUSTOMERS)
  const shopperOf = new Map(customers.map(({ shopper }, i) => [shopper, i]))
  const columns = {
    orders: [] as number[],
    shoppers: [] as number[],
    items: [] as number[],
    daysAgo: [] as number[],
  }
  const orderOf = new Map<string, number>()
  let done = 0
  const days = await lake.query<LineDay>(DAYS, { from })
  const all = sumOf(days, ({ rows }) => rows)
  for (const run of runsOfDays(days)) {
    const [read] = await lake.query(LINES, { from: run.from, to: run.to })
    const [orders, products, shoppers, dates] = ['orders', 'products', 'shoppers', 'days'].map((name) =>
      listOf(read?.[name]),
    )
    products?.forEach((product, i) => {
      const item = itemOf.get(String(product))
      if (item === undefined) return
      const order = String(orders?.[i])
      const code = orderOf.get(order) ?? orderOf.size
      orderOf.set(order, code)
      columns.orders.push(code)
      columns.items.push(item)
      columns.shoppers.push(shopperOf.get(String(shoppers?.[i])) ?? NOBODY)
      columns.daysAgo.push(daysBetween(String(dates?.[i]), asOf))
    })
    done += run.rows
    onLines(done, all)
  }
  const labels = rfm(customers.map((customer) => factsOf(customer, asOf)))
  return {
    items,
    task: {
      items: items.map(({ merchant_id, category, price_cents, cost_cents, available }) => ({
        merchant: merchant_id,
        category,
        priceCents: price_cents,
        costCents: cost_cents,
        available,
      })),
      orders: Uint32Array.from(columns.orders),
      shoppers: Uint32Array.from(columns.shoppers),
      lineItems: Uint32Array.from(columns.items),
      daysAgo: Float64Array.from(columns.daysAgo),
      segments: Uint8Array.from(labels, ({ segment }) => SEGMENTS.indexOf(segment)),
      segmentNames: SEGMENTS,
      seed: SEED,
    },
  }
}

interface LineDay {
  readonly [column: string]: string | number
  readonly day: Day
  readonly rows: number
}

interface Customer {
  readonly [column: string]: string | number | null
  readonly shopper: string
  readonly orders: number
  readonly cents: number
  readonly last_on: Day
}

function factsOf({ orders, cents, last_on }: Customer, asOf: Day): RfmFacts {
  return { recencyDays: daysBetween(last_on, asOf), orders, cents }
}

const SOLD =
  "kind = 'sale' and not is_cancelled and quantity > 0 and product_id is not null and product_id not like 'line:%'"

const ITEMS = `
  with sold as (
    select platform, product_id, count(distinct order_id) as orders
    from mart_order_lines
    where ${SOLD} and dt >= cast($from as date)
    group by platform, product_id
  )
  select
    s.platform, s.product_id, p.merchant_id, coalesce(m.name, p.merchant_id) as merchant, p.title, p.category,
    p.price_cents, p.cost_cents, cast(p.on_hand - coalesce(p.reserved, 0) as double) as available
  from sold s
  join mart_products p on p.platform = s.platform and p.product_id = s.product_id
  left join mart_merchants m on m.platform = p.platform and m.merchant_id = p.merchant_id
  order by s.orders desc, s.platform, s.product_id
  limit cast($most as int)`

const DAYS = `
  select cast(dt as string) as day, cast(count(*) as bigint) as rows
  from mart_order_lines
  where ${SOLD} and dt >= cast($from as date)
  group by dt
  order by dt`

const CUSTOMERS = `
  select
    platform || '/' || shopper_id as shopper,
    orders,
    cast(gmv_cents as double) as cents,
    cast(last_ordered_on as string) as last_on
  from mart_customers
  order by platform, shopper_id`

const LINES = `
  select
    array_agg(platform || '/' || order_id) as orders,
    array_agg(platform || '/' || product_id) as products,
    array_agg(platform || '/' || coalesce(shopper_id, '')) as shoppers,
    array_agg(cast(dt as string)) as days
  from mart_order_lines
  where ${SOLD} and dt >= cast($from as date) and dt < cast($to as date)`
