import { PRICE_DAYS } from '../../advice/price/elasticity.ts'
import { PRICE_NUMBERS, type PriceTable, WEEK_NUMBERS } from '../../advice/price/price-task.ts'
import type { Lake } from '../../lake/contract/lake.ts'
import type { Cell } from '../../lake/engine/engine.ts'
import { addDays } from '../../lib/days.ts'
import { columnsOf, growing, IS_INFORMATIVE, numberOf, rangesOf, textOf } from '../columns.ts'
import { lastProductDay } from '../suggestions/last-day.ts'

/** What is said of a product beside its numbers. */
interface PricedName {
  readonly platform: string
  readonly product_id: string
  readonly merchant_id: string
  readonly title: string
}

export interface PriceRead {
  readonly table: PriceTable
  /** in the order of the table */
  readonly names: readonly PricedName[]
}

/** All products, or those a person names: by product, merchant (id or name) or category. */
export type Chosen = { readonly kind: 'all' } | { readonly kind: 'subject'; readonly subject: string }

export const RECENT_DAYS = 90
/** what a competitor asked longer ago is no limit any more */
export const RIVAL_DAYS = 7
/**
 * Weeks of prices and units of each product, summed by the engine, one row of lists a product and a few thousand
 * products a read, so that a hundred thousand products are never there as objects. Null when nothing was ever collected.
 */
export async function readPrices(
  lake: Pick<Lake, 'query'>,
  currency: string,
  chosen: Chosen,
  onRead: (done: number, total: number) => void = () => {},
): Promise<PriceRead | null> {
  const asOf = await lastProductDay(lake)
  if (!asOf) return null
  const rows = gathered()
  const subject = chosen.kind === 'subject' ? chosen.subject.toLowerCase() : ''
  const ranges = chosen.kind === 'all' ? await rangesOf(lake) : [{ first: '', last: '' }]
  for (const [i, { first, last }] of ranges.entries()) {
    onRead(i, ranges.length)
    const read = await lake.query(chosen.kind === 'all' ? IN_RANGE : OF_SUBJECT, {
      since: addDays(asOf, -PRICE_DAYS),
      recent: addDays(asOf, -RECENT_DAYS),
      rivals: addDays(asOf, -RIVAL_DAYS),
      as_of: asOf,
      ...(chosen.kind === 'all' ? { first, last } : { subject }),
    })
    for (const row of read) rows.add(row)
  }
  return rows.done(asOf, currency)
}

const selected = (condition: string, days = 'true') => `
  with rival as (
    select platform, product_id, min(price_cents) as cents
    from mart_competitor_prices
    where is_available and seen_on > cast($rivals as date)
    group by platform, product_id
  ),
  wanted as (
    select
      p.platform, p.product_id, p.merchant_id, p.title, p.category, p.cost_cents, p.price_cents,
      coalesce(r.cents, p.competitor_cents) as competitor_cents, p.least_price_cents,
      p.on_hand - coalesce(p.reserved, 0) + coalesce(p.inbound, 0) as stock,
      p.lead_time_days as lead_days
    from mart_products p
    left join mart_merchants m on m.platform = p.platform and m.merchant_id = p.merchant_id
    left join rival r on r.platform = p.platform and r.product_id = p.product_id
    where ${condition}
  ),
  shop as (
    select dt, greatest(sum(sessions), sum(units), 1) as traffic
    from mart_product_days
    where dt > cast($since as date)
    group by dt
  ),
  week as (
    select
      d.platform,
      d.product_id,
      d.is_promo,
      floor(datediff(d.dt, date '1970-01-05') / 7) as week,
      sum(d.units) as units,
      avg(ln(d.price_cents)) as log_price,
      sum(s.traffic) as exposure,
      min(d.price_cents) as low,
      max(d.price_cents) as high,
      sum(case when d.dt > cast($recent as date) and not d.is_promo then d.units else 0 end) as recent_units,
      sum(case when d.dt > cast($recent as date) and not d.is_promo then 1 else 0 end) as recent_days
    from mart_product_days d
    join wanted w on w.platform = d.platform and w.product_id = d.product_id
    join shop s on s.dt = d.dt
    where d.dt > cast($since as date) and d.price_cents > 0 and ${IS_INFORMATIVE} and ${days}
    group by d.platform, d.product_id, d.is_promo, floor(datediff(d.dt, date '1970-01-05') / 7)
  ),
  weeks as (
    select
      platform,
      product_id,
      collect_list(cast(week as double)) as week,
      collect_list(cast(units as double)) as week_units,
      collect_list(log_price) as log_price,
      collect_list(case when is_promo then cast(1 as double) else cast(0 as double) end) as is_promo,
      collect_list(cast(exposure as double)) as exposure,
      min(low) as low,
      max(high) as high,
      cast(sum(recent_units) as double) as units,
      cast(sum(recent_days) as double) as days
    from week
    group by platform, product_id
  ),
  changed as (
    select c.platform, c.product_id, max(c.dt) as on_day, count(*) as prices
    from clean_prices c
    join wanted w on w.platform = c.platform and w.product_id = c.product_id
    where c.dt <= cast($as_of as date) and c.campaign_id is null and coalesce(c.reason, '') not like 'campaign%'
    group by c.platform, c.product_id
  )
  select
    w.*,
    x.week, x.week_units, x.log_price, x.is_promo, x.exposure, x.low, x.high, x.units, x.days,
    case when c.prices > 1 then datediff(cast($as_of as date), c.on_day) end as since_change
  from wanted w
  left join weeks x on x.platform = w.platform and x.product_id = w.product_id
  left join changed c on c.platform = w.platform and c.product_id = w.product_id
  order by w.platform, w.product_id`

const IN_RANGE = selected(
  'p.product_id >= $first and p.product_id <= $last',
  'd.product_id >= $first and d.product_id <= $last',
)
/** what is chosen by a name: of products `p` with their merchants `m` */
export const IS_SUBJECT =
  "$subject in (lower(p.product_id), lower(p.platform || '/' || p.product_id), lower(p.title), lower(p.merchant_id), lower(m.name), lower(p.category))"
const OF_SUBJECT = selected(IS_SUBJECT)

/** table column -> column of the read */
const COLUMNS = {
  price: 'price_cents',
  cost: 'cost_cents',
  low: 'low',
  high: 'high',
  competitor: 'competitor_cents',
  leastAdvertised: 'least_price_cents',
  sinceChange: 'since_change',
  stock: 'stock',
  lead: 'lead_days',
  units: 'units',
  days: 'days',
} as const
const LISTS = {
  week: 'week',
  units: 'week_units',
  logPrice: 'log_price',
  isPromo: 'is_promo',
  exposure: 'exposure',
} as const

function gathered() {
  const names: PricedName[] = []
  const categories: string[] = []
  const starts = [0]
  const numbers = new Map(PRICE_NUMBERS.map((name) => [name, growing()]))
  const weeks = new Map(WEEK_NUMBERS.map((name) => [name, growing()]))
  return {
    add(row: Readonly<Record<string, Cell>>): void {
      names.push({
        platform: textOf(row.platform),
        product_id: textOf(row.product_id),
        merchant_id: textOf(row.merchant_id),
        title: textOf(row.title),
      })
      categories.push(textOf(row.category))
      for (const [name, values] of numbers) values.push(numberOf(row[COLUMNS[name]]))
      for (const [name, values] of weeks) {
        const list = row[LISTS[name]]
        if (Array.isArray(list)) for (const cell of list) values.push(numberOf(cell))
      }
      starts.push(weeks.get('week')?.size() ?? 0)
    },
    done(asOf: string, currency: string): PriceRead {
      return {
        names,
        table: {
          asOf,
          currency,
          ids: names.map(({ product_id }) => product_id),
          categories,
          numbers: columnsOf(numbers),
          starts: Int32Array.from(starts),
          weeks: columnsOf(weeks),
        },
      }
    },
  }
}

export function buffersOf({ numbers, weeks, starts }: PriceTable): ArrayBufferView[] {
  return [starts, ...Object.values(numbers), ...Object.values(weeks)]
}
