import type { LeadTimeHabit } from '../../advice/restock/demand.ts'
import {
  DEMAND_DAYS,
  HISTORY_DAYS,
  PACKED,
  STOCK_NUMBERS,
  type StockTable,
} from '../../advice/restock/restock-task.ts'
import type { Lake } from '../../lake/contract/lake.ts'
import type { Cell } from '../../lake/engine/engine.ts'
import { addDays } from '../../lib/days.ts'
import type { ReadsCalendar } from '../calendar/shop-calendar.ts'
import { columnsOf, growing, IS_INFORMATIVE, numberOf, rangesOf, textOf } from '../columns.ts'
import { promosAhead } from './promos-ahead.ts'

/** What restock advice is reckoned from, by column, and what is said of the products, in the same order. */
export interface Assortment {
  readonly products: readonly ProductRow[]
  readonly table: StockTable
}

export interface ProductRow {
  readonly platform: string
  readonly product_id: string
  readonly merchant_id: string
  readonly merchant: string
  readonly title: string
  readonly category: string
  /** empty when no stock was ever told */
  readonly stock_on: string
  /** the day the next delivery on its way is due; empty where none is known */
  readonly arrives_on: string
}

export const keyOf = (row: { readonly platform: string; readonly product_id: string }) =>
  `${row.platform}/${row.product_id}`

/** One row of lists a product, summed by the engine, a few thousand products a read. Null when nothing was ever collected. */
export async function readAssortment(
  reads: ReadsCalendar,
  onRead: (done: number, total: number) => void = () => {},
): Promise<Assortment | null> {
  const { lake } = reads
  const [last] = await lake.query<{ day: string | null }>(
    'select cast(max(dt) as string) as day from mart_product_days',
  )
  const asOf = last?.day
  if (!asOf) return null
  const rows = gathered()
  const ranges = await rangesOf(lake)
  for (const [i, { first, last }] of ranges.entries()) {
    onRead(i, ranges.length)
    const read = await lake.query(IN_RANGE, {
      since: addDays(asOf, -HISTORY_DAYS),
      recent: addDays(asOf, -DEMAND_DAYS),
      first,
      last,
    })
    for (const row of read) rows.add(row)
  }
  const { products, ...columns } = rows.done()
  const table = { asOf, ...columns, habit: await habitOf(lake), promos: await promosAhead(reads, asOf) }
  return { products, table }
}

const IN_RANGE = `
  with sold as (
    select
      d.platform,
      d.product_id,
      cast(sum(case when d.dt > cast($recent as date) then d.gmv_cents end) as double) as sales,
      collect_list(
        case when not d.is_promo and ${IS_INFORMATIVE} then cast(
          datediff(d.dt, cast($since as date)) * ${PACKED.place}
          + 2 * least(cast(d.units as bigint), ${PACKED.mostUnits})
          + case when coalesce(d.is_stocked_out, false) then 1 else 0 end as double)
        end
      ) as days
    from mart_product_days d
    where d.dt > cast($since as date) and d.product_id >= $first and d.product_id <= $last
    group by d.platform, d.product_id
  ),
  delivered as (
    select
      r.platform,
      r.product_id,
      collect_list(cast(datediff(cast(r.received_at as date), cast(r.ordered_at as date)) as double)) as leads
    from clean_deliveries r
    where r.received_at is not null and r.ordered_at is not null and r.product_id >= $first and r.product_id <= $last
    group by r.platform, r.product_id
  ),
  underway as (
    select r.platform, r.product_id, min(cast(r.expected_at as date)) as arrives_on
    from clean_deliveries r
    where r.received_at is null and r.expected_at is not null and r.product_id >= $first and r.product_id <= $last
    group by r.platform, r.product_id
  )
  select
    p.platform, p.product_id, p.merchant_id, coalesce(m.name, p.merchant_id) as merchant, p.title, p.category,
    p.cost_cents, p.price_cents, p.lead_time_days, p.moq, p.pack_size, p.on_hand, p.reserved, p.inbound,
    cast(p.stock_on as string) as stock_on,
    cast(u.arrives_on as string) as arrives_on,
    s.sales,
    s.days,
    l.leads
  from mart_products p
  left join sold s on s.platform = p.platform and s.product_id = p.product_id
  left join delivered l on l.platform = p.platform and l.product_id = p.product_id
  left join underway u on u.platform = p.platform and u.product_id = p.product_id
  left join mart_merchants m on m.platform = p.platform and m.merchant_id = p.merchant_id
  where p.product_id >= $first and p.product_id <= $last
  order by p.platform, p.product_id`

/** How deliveries compare with the stated lead times, over the whole shop. */
async function habitOf(lake: Pick<Lake, 'query'>): Promise<LeadTimeHabit> {
  const [row] = await lake.query<{ count: number; ratio: number | null; sd: number | null }>(`
    select
      cast(count(*) as double) as count,
      avg(datediff(cast(r.received_at as date), cast(r.ordered_at as date)) / p.lead_time_days) as ratio,
      stddev_samp(datediff(cast(r.received_at as date), cast(r.ordered_at as date)) / p.lead_time_days) as sd
    from clean_deliveries r
    join mart_products p on p.platform = r.platform and p.product_id = r.product_id
    where r.received_at is not null and r.ordered_at is not null and p.lead_time_days > 0`)
  if (!row || row.count < 5 || row.ratio === null || row.sd === null) return { ratio: 1, ratioSd: 0.3 }
  return { ratio: row.ratio, ratioSd: row.sd }
}

/** table column -> column of the read */
const COLUMNS = {
  price: 'price_cents',
  cost: 'cost_cents',
  lead: 'lead_time_days',
  moq: 'moq',
  pack: 'pack_size',
  onHand: 'on_hand',
  reserved: 'reserved',
  inbound: 'inbound',
  sales: 'sales',
} as const

function gathered() {
  const products: ProductRow[] = []
  const numbers = new Map(STOCK_NUMBERS.map((name) => [name, growing()]))
  const lists = { days: list(), leads: list() }
  return {
    add(row: Readonly<Record<string, Cell>>): void {
      products.push({
        platform: textOf(row.platform),
        product_id: textOf(row.product_id),
        merchant_id: textOf(row.merchant_id),
        merchant: textOf(row.merchant),
        title: textOf(row.title),
        category: textOf(row.category),
        stock_on: textOf(row.stock_on),
        arrives_on: textOf(row.arrives_on),
      })
      for (const [name, values] of numbers) values.push(numberOf(row[COLUMNS[name]]))
      lists.days.add(row.days)
      lists.leads.add(row.leads)
    },
    done: () => ({
      products,
      ids: products.map(({ product_id }) => product_id),
      categories: products.map(({ category }) => category),
      stockOn: products.map(({ stock_on }) => stock_on),
      numbers: columnsOf(numbers),
      days: lists.days.done(),
      leads: lists.leads.done(),
    }),
  }
}

function list() {
  const values = growing()
  const starts = [0]
  return {
    add(cell: Cell | undefined): void {
      if (Array.isArray(cell)) for (const one of cell) if (typeof one === 'number') values.push(one)
      starts.push(values.size())
    },
    done: () => ({ starts: Int32Array.from(starts), values: values.done() }),
  }
}

export function stockBuffersOf({ numbers, days, leads }: StockTable): ArrayBufferView[] {
  return [days.starts, days.values, leads.starts, leads.values, ...Object.values(numbers)]
}
