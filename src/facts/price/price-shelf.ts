import type { Shelf } from '../../advice/recommend/neighbours.ts'
import type { Lake } from '../../lake/contract/lake.ts'
import { addDays, type Day } from '../../lib/days.ts'
import { IS_INFORMATIVE } from '../columns.ts'
import { IS_SUBJECT, RECENT_DAYS } from './price-table.ts'

/** What sells in the categories of the products a person names: those a lower price may draw buyers from. */
export async function readShelf(lake: Pick<Lake, 'query'>, subject: string, asOf: Day): Promise<Shelf> {
  const rows = await lake.query<{
    category: string
    price: number | null
    cost: number | null
    units: number
    days: number
  }>(SHELF, { recent: addDays(asOf, -RECENT_DAYS), subject: subject.toLowerCase() })
  const column = (of: (row: (typeof rows)[number]) => number | null) =>
    Float64Array.from(rows, (row) => of(row) ?? Number.NaN)
  return {
    categories: rows.map(({ category }) => category),
    numbers: {
      price: column(({ price }) => price),
      cost: column(({ cost }) => cost),
      units: column(({ units }) => units),
      days: column(({ days }) => days),
    },
  }
}

const SHELF = `
  with near as (
    select distinct p.category
    from mart_products p
    left join mart_merchants m on m.platform = p.platform and m.merchant_id = p.merchant_id
    where ${IS_SUBJECT}
  ),
  sold as (
    select d.platform, d.product_id, cast(sum(d.units) as double) as units, cast(count(*) as double) as days
    from mart_product_days d
    join near n on n.category = d.category
    where d.dt > cast($recent as date) and not d.is_promo and d.price_cents > 0 and ${IS_INFORMATIVE}
    group by d.platform, d.product_id
  )
  select
    p.category,
    cast(p.price_cents as double) as price,
    cast(p.cost_cents as double) as cost,
    s.units,
    s.days
  from mart_products p
  join sold s on s.platform = p.platform and s.product_id = p.product_id
  where s.units > 0`
