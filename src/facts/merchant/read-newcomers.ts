import type { Lake } from '../../lake/contract/lake.ts'
import { addDays, type Day } from '../../lib/days.ts'
import { beganOn, type Newcomer } from '../../models/merchant/onboarding.ts'

export interface Newcomers {
  /** that began on the first day of the data or later, as far as their rows say when */
  readonly merchants: readonly Newcomer[]
  /** began before the data does, so that nobody knows how long they took */
  readonly before: number
}

type Row = {
  readonly id: string
  readonly name: string
  readonly applied: Day | null
  readonly approved: Day | null
  readonly signed: Day | null
  readonly listed: Day | null
  readonly first: Day | null
  readonly tenth: Day | null
  readonly products: number
  readonly sessions: number
  readonly orders: number
  readonly stock_of: number | null
  readonly stock_over: number | null
}

const STOCK_DAYS = 14

/** Everybody's way from applying to the tenth sale, up to a day; of a platform or a region where they are named. */
export async function readNewcomers(
  lake: Pick<Lake, 'query'>,
  {
    first,
    day,
    platform,
    region,
  }: {
    readonly first: Day
    readonly day: Day
    readonly platform: string | null
    readonly region: string | null
  },
): Promise<Newcomers> {
  const rows = await lake.query<Row>(NEWCOMERS, {
    ...{ first, to: addDays(day, 1), stock: addDays(day, 1 - STOCK_DAYS) },
    ...{ platform: platform ?? '', region: region ?? '' },
  })
  const all = rows.map(newcomerOf)
  const isWithin = (one: Newcomer) => (beganOn(one) ?? '') >= first
  return {
    merchants: all.filter(isWithin),
    before: all.filter((one) => !isWithin(one)).length,
  }
}

function newcomerOf(row: Row): Newcomer {
  const { stock_of: out, stock_over: watched } = row
  return {
    ...{ id: row.id, name: row.name, products: row.products, sessions: row.sessions, orders: row.orders },
    on: {
      ...{ applied: row.applied, approved: row.approved, signed_up: row.signed },
      ...{ listed: row.listed, first_sale: row.first, tenth_sale: row.tenth },
    },
    stockOut: out === null || watched === null || watched === 0 ? null : out / watched,
  }
}

/** A merchant of several platforms is one: its first day of each. Orders are counted by the day. */
const NEWCOMERS = `
  with merchant as (
    select platform, merchant_id, name, region
    from mart_merchants
    where ($platform = '' or platform = $platform) and ($region = '' or region = $region)
      and merchant_id is not null and merchant_id <> 'unknown'
  ),
  told as (
    select
      m.merchant_id,
      max(m.name) as name,
      min(shop_day(c.applied_at)) as applied_on,
      min(shop_day(c.approved_at)) as approved_on,
      min(shop_day(c.signed_up_at)) as signed_on
    from merchant m
    left join clean_merchants c on c.platform = m.platform and c.merchant_id = m.merchant_id
    group by m.merchant_id
  ),
  offered as (
    select p.merchant_id, min(shop_day(p.listed_at)) as listed_on, count(*) as products
    from clean_products p
    join merchant m on m.platform = p.platform and m.merchant_id = p.merchant_id
    group by p.merchant_id
  ),
  day as (
    select d.merchant_id, d.dt, sum(d.orders) as orders, sum(d.sessions) as sessions
    from mart_merchant_days d
    join merchant m on m.platform = d.platform and m.merchant_id = d.merchant_id
    where d.dt >= cast($first as date) and d.dt < cast($to as date)
    group by d.merchant_id, d.dt
  ),
  counted as (
    select
      merchant_id,
      dt,
      sessions,
      orders,
      sum(orders) over (partition by merchant_id order by dt rows between unbounded preceding and current row) as so_far
    from day
  ),
  sold as (
    select
      merchant_id,
      min(case when so_far >= 1 then dt end) as first_on,
      min(case when so_far >= 10 then dt end) as tenth_on,
      sum(orders) as orders,
      sum(sessions) as sessions
    from counted
    group by merchant_id
  ),
  stock as (
    select member as merchant_id, sum(of) as out_of, sum(over) as watched
    from mart_kpi
    where dimension = 'merchant' and metric = 'stock_out'
      and day >= cast($stock as date) and day < cast($to as date)
    group by member
  )
  select
    t.merchant_id as id,
    t.name,
    cast(t.applied_on as string) as applied,
    cast(t.approved_on as string) as approved,
    cast(t.signed_on as string) as signed,
    cast(o.listed_on as string) as listed,
    cast(s.first_on as string) as first,
    cast(s.tenth_on as string) as tenth,
    cast(coalesce(o.products, 0) as int) as products,
    cast(coalesce(s.sessions, 0) as int) as sessions,
    cast(coalesce(s.orders, 0) as int) as orders,
    cast(k.out_of as double) as stock_of,
    cast(k.watched as double) as stock_over
  from told t
  left join offered o on o.merchant_id = t.merchant_id
  left join sold s on s.merchant_id = t.merchant_id
  left join stock k on k.merchant_id = t.merchant_id
  order by t.merchant_id`
