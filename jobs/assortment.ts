import type { LeadTimeHabit, SalesDays } from '../src/advice/demand.ts'
import { blocksOf, levelDrift } from '../src/advice/level-drift.ts'
import type { Cell } from '../src/lake/engine.ts'
import type { Lake } from '../src/lake/lake.ts'
import { addDays, type Day } from '../src/lib/days.ts'

/** Reads what restock advice is reckoned from, already summed by the engine: a few rows a product. */
export interface Assortment {
  readonly asOf: Day
  readonly products: readonly ProductRow[]
  /** ordinary days on which there was something to sell */
  readonly sales: ReadonlyMap<string, SalesDays>
  /** how far levels of demand wander from fortnight to fortnight, over all products */
  readonly drift: number
  readonly leads: ReadonlyMap<string, readonly number[]>
  readonly habit: LeadTimeHabit
}

export interface ProductRow {
  readonly [column: string]: string | number | null
  readonly platform: string
  readonly product_id: string
  readonly merchant_id: string
  readonly merchant: string
  readonly title: string
  readonly category: string
  readonly cost_cents: number | null
  readonly price_cents: number | null
  readonly lead_time_days: number | null
  readonly moq: number | null
  readonly pack_size: number | null
  readonly on_hand: number | null
  readonly reserved: number | null
  readonly inbound: number | null
  readonly stock_on: string | null
  readonly abc: 'A' | 'B' | 'C'
}

const DEMAND_DAYS = 90
const FORTNIGHT = 14
const MOST_UNITS = 4_999_999
const DAY_PLACE = 2 * (MOST_UNITS + 1)

export const keyOf = (row: { readonly platform: string; readonly product_id: string }) =>
  `${row.platform}/${row.product_id}`

export async function readAssortment(lake: Pick<Lake, 'query'>): Promise<Assortment | null> {
  const [last] = await lake.query<{ day: string | null }>(
    'select cast(max(dt) as varchar) as day from mart_product_days',
  )
  const asOf = last?.day
  if (!asOf) return null
  const since = (days: number) => ({ since: addDays(asOf, -days) })
  const sales = await lake.query<Keyed & SalesRow>(SALES, since(DEMAND_DAYS))
  const leads = await lake.query<Keyed & { days: number; stated: number | null }>(LEADS)
  const products = await lake.query<ProductRow>(PRODUCTS, since(DEMAND_DAYS))
  const histories = new Map(sales.map((row) => [keyOf(row), daysOf(row.days)]))
  return {
    asOf,
    products,
    sales: histories,
    drift: levelDrift([...histories.values()].map(({ units }) => blocksOf(units, FORTNIGHT))),
    leads: grouped(leads, ({ days }) => days),
    habit: habitOf(leads),
  }
}

interface Keyed {
  readonly [column: string]: Cell
  readonly platform: string
  readonly product_id: string
}

interface SalesRow {
  /** a number a day, see `daysOf` */
  readonly days: readonly number[]
}

/** a day without stock and without a sale tells nothing; a day with its last unit sold does */
const TELLS = 'not (coalesce(d.is_stocked_out, false) and d.units = 0)'

/** one list a product, not one row a day: half a million days are read in a moment */
const SALES = `
  select
    d.platform,
    d.product_id,
    collect_list(
      datediff(d.dt, cast($since as date)) * ${DAY_PLACE}
      + 2 * least(cast(d.units as bigint), ${MOST_UNITS})
      + case when coalesce(d.is_stocked_out, false) then 1 else 0 end
    ) as days
  from mart_product_days d
  where d.dt > cast($since as date) and not d.is_promo and ${TELLS}
  group by d.platform, d.product_id
  order by d.platform, d.product_id`

/** Days come packed as day, units and whether the last unit went, in any order. */
function daysOf(packed: readonly number[]): SalesDays {
  const days = packed.toSorted((a, b) => a - b).map((day) => day % DAY_PLACE)
  return { units: days.map((day) => Math.floor(day / 2)), isShort: days.map((day) => day % 2 === 1) }
}

const LEADS = `
  select
    r.platform,
    r.product_id,
    datediff(cast(r.received_at as date), cast(r.ordered_at as date)) as days,
    p.lead_time_days as stated
  from clean_deliveries r
  left join mart_products p on p.platform = r.platform and p.product_id = r.product_id
  where r.received_at is not null and r.ordered_at is not null
  order by r.platform, r.product_id, r.ordered_at`

/** A: products that make the first 80 % of the sales of the last quarter, B: to 95 %, C: the rest. */
const PRODUCTS = `
  with sales as (
    select platform, product_id, sum(gmv_cents) as gmv
    from mart_product_days
    where dt > cast($since as date)
    group by platform, product_id
  ),
  share as (
    select
      platform,
      product_id,
      (sum(gmv) over (order by gmv desc, platform, product_id) - gmv) / nullif(sum(gmv) over (), 0) as before
    from sales
  )
  select
    p.platform, p.product_id, p.merchant_id, coalesce(m.name, p.merchant_id) as merchant, p.title, p.category,
    p.cost_cents, p.price_cents, p.lead_time_days, p.moq, p.pack_size, p.on_hand, p.reserved, p.inbound,
    cast(p.stock_on as varchar) as stock_on,
    case when s.before < 0.8 then 'A' when s.before < 0.95 then 'B' else 'C' end as abc
  from mart_products p
  left join share s on s.platform = p.platform and s.product_id = p.product_id
  left join mart_merchants m on m.platform = p.platform and m.merchant_id = p.merchant_id
  order by p.platform, p.product_id`

function grouped<R extends Keyed, T>(rows: readonly R[], pick: (row: R) => T): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(pick(row))
    else groups.set(keyOf(row), [pick(row)])
  }
  return groups
}

function habitOf(leads: readonly { readonly days: number; readonly stated: number | null }[]): LeadTimeHabit {
  const ratios = leads.flatMap(({ days, stated }) => (stated && stated > 0 ? [days / stated] : []))
  if (ratios.length < 5) return { ratio: 1, ratioSd: 0.3 }
  const ratio = ratios.reduce((sum, value) => sum + value, 0) / ratios.length
  const squares = ratios.reduce((sum, value) => sum + (value - ratio) ** 2, 0)
  return { ratio, ratioSd: Math.sqrt(squares / (ratios.length - 1)) }
}

export interface Advised<A> {
  readonly product: ProductRow
  readonly advice: A
  /** what it was reckoned from: the same facts give the same advice */
  readonly facts: unknown
}
