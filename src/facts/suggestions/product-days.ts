import type { Watched } from '../../advice/suggestions/matched.ts'
import { BEFORE_DAYS, type ProductDay } from '../../advice/suggestions/outcome.ts'
import type { Lake } from '../../lake/contract/lake.ts'
import { addDays, type Day } from '../../lib/days.ts'

/** A product whose accepted suggestion is to be looked at. */
export interface Subject {
  readonly platform: string
  readonly productId: string
}

interface DayRow {
  readonly [column: string]: string | number | boolean | null
  readonly day: Day
  readonly units: number
  readonly gmv: number
  readonly price: number | null
  readonly is_promo: boolean
  readonly is_short: boolean
  readonly on_hand: number | null
}

/** Its days from eight weeks before the decision on, and what it is. */
export async function productDays(
  lake: Pick<Lake, 'query'>,
  { platform, productId }: Subject,
  decidedOn: Day,
): Promise<ProductDay[]> {
  const rows = await lake.query<DayRow>(
    `select
       cast(dt as string) as day,
       cast(units as double) as units,
       cast(gmv_cents as double) as gmv,
       cast(price_cents as double) as price,
       is_promo,
       coalesce(is_stocked_out, false) and units = 0 as is_short,
       on_hand
     from mart_product_days
     where dt >= cast($since as date) and platform = $platform and product_id = $product
     order by dt`,
    { since: addDays(decidedOn, -BEFORE_DAYS), platform, product: productId },
  )
  return rows.map((row) => ({
    day: row.day,
    units: row.units,
    gmvCents: row.gmv,
    priceCents: row.price,
    isPromo: row.is_promo,
    isShort: row.is_short,
    onHand: row.on_hand,
  }))
}

export interface ProductIs {
  readonly category: string
  readonly costCents: number | null
}

export async function productIs(
  lake: Pick<Lake, 'query'>,
  { platform, productId }: Subject,
): Promise<ProductIs | null> {
  const [row] = await lake.query<{ category: string; cost: number | null }>(
    `select category, cast(cost_cents as double) as cost from mart_products
     where platform = $platform and product_id = $product`,
    { platform, product: productId },
  )
  return row ? { category: row.category, costCents: row.cost } : null
}

/** a price that moved by more than this was touched */
const UNTOUCHED = 0.02
/** of the ordinary days a shop had: a product seen on fewer is not told by its days */
const MIN_SEEN = 0.8

/**
 * Products of a category by their ordinary days in stock before and after, those whose price moved left out. `windows`
 * are those of the product that was touched.
 */
export async function untouched(
  lake: Pick<Lake, 'query'>,
  category: string,
  windows: { readonly decidedOn: Day; readonly seenOn: Day; readonly until: Day },
): Promise<Watched[]> {
  const rows = await lake.query<{
    id: string
    before_units: number
    before_days: number
    after_units: number
    after_days: number
  }>(
    `with told as (
       select
         platform || '/' || product_id as id,
         dt,
         dt < cast($decided as date) as is_before,
         units,
         price_cents
       from mart_product_days
       where category = $category
         and ((dt >= cast($since as date) and dt < cast($decided as date))
           or (dt >= cast($seen as date) and dt < cast($until as date)))
         and not is_promo
         and not (coalesce(is_stocked_out, false) and units = 0)
     ),
     whole as (select count(distinct dt) as days from told),
     product as (
       select
         id,
         cast(sum(case when is_before then units else 0 end) as double) as before_units,
         cast(sum(case when is_before then 1 else 0 end) as double) as before_days,
         cast(sum(case when is_before then 0 else units end) as double) as after_units,
         cast(sum(case when is_before then 0 else 1 end) as double) as after_days,
         avg(case when is_before then ln(price_cents) end) as price_before,
         avg(case when is_before then null else ln(price_cents) end) as price_after
       from told
       where price_cents is null or price_cents > 0
       group by id
     )
     select p.id, p.before_units, p.before_days, p.after_units, p.after_days
     from product p
     cross join whole w
     where p.before_days + p.after_days >= ${MIN_SEEN} * w.days
       and abs(coalesce(p.price_after - p.price_before, 0)) <= ${UNTOUCHED}
     order by p.id`,
    {
      category,
      since: addDays(windows.decidedOn, -BEFORE_DAYS),
      decided: windows.decidedOn,
      seen: windows.seenOn,
      until: windows.until,
    },
  )
  return rows.map((row) => ({
    id: row.id,
    before: { units: row.before_units, days: row.before_days },
    after: { units: row.after_units, days: row.after_days },
  }))
}
