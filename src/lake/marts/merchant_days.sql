-- grain: a merchant on a day on which it was signed up, seen or sold
with seen as (
  select dt, platform, merchant_id, count(*) as sessions
  from mart_sessions
  group by dt, platform, merchant_id
),
sold as (
  select
    dt,
    platform,
    merchant_id,
    count(distinct order_id) as orders,
    sum(quantity) as units,
    sum(line_cents) as gmv_cents
  from mart_order_lines
  where kind = 'sale' and not is_cancelled
  group by dt, platform, merchant_id
),
signed as (
  select d.dt, m.platform, m.merchant_id
  from built_days d
  join clean_merchants m on shop_day(m.signed_up_at) <= d.dt
),
merchant_day as (
  select dt, platform, merchant_id from seen
  union
  select dt, platform, merchant_id from sold
  union
  select dt, platform, merchant_id from signed
)
select
  d.dt,
  d.platform,
  d.merchant_id,
  coalesce(m.region, 'unknown') as region,
  cast(coalesce(seen.sessions, 0) as int) as sessions,
  cast(coalesce(sold.orders, 0) as int) as orders,
  cast(coalesce(sold.units, 0) as int) as units,
  cast(coalesce(sold.gmv_cents, 0) as bigint) as gmv_cents,
  sold.merchant_id is not null as is_active
from merchant_day d
left join seen on seen.dt = d.dt and seen.platform = d.platform and seen.merchant_id = d.merchant_id
left join sold on sold.dt = d.dt and sold.platform = d.platform and sold.merchant_id = d.merchant_id
left join clean_merchants m on m.platform = d.platform and m.merchant_id = d.merchant_id
