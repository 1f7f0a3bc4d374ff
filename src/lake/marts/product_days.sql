-- grain: a product on a day on which it was listed, seen, sold or counted
with seen as (
  select dt, platform, product_id, max(merchant_id) as merchant_id, max(category) as category, count(*) as sessions
  from mart_sessions
  where product_id is not null
  group by dt, platform, product_id
),
sold as (
  select
    dt,
    platform,
    product_id,
    max(merchant_id) as merchant_id,
    max(category) as category,
    sum(case when kind = 'sale' and not is_cancelled then quantity else 0 end) as units,
    sum(case when kind = 'sale' and not is_cancelled then line_cents else 0 end) as gmv_cents
  from mart_order_lines
  where kind <> 'fee'
  group by dt, platform, product_id
),
listed as (
  select d.dt, p.platform, p.product_id
  from built_days d
  join clean_products p on shop_day(p.listed_at) <= d.dt
),
product_day as (
  select dt, platform, product_id from seen
  union
  select dt, platform, product_id from sold
  union
  select dt, platform, product_id from clean_stock_levels
  union
  select dt, platform, product_id from listed
),
day_price as (
  select
    platform,
    product_id,
    dt as from_on,
    price_cents,
    row_number() over (partition by platform, product_id, dt order by valid_from desc) as place
  from clean_prices
),
price as (
  select
    platform,
    product_id,
    from_on,
    price_cents,
    coalesce(lead(from_on) over (partition by platform, product_id order by from_on), date '9999-12-31') as to_on
  from day_price
  where place = 1
),
promo as (
  select distinct d.dt, c.platform, c.category
  from built_days d
  join clean_campaigns c on shop_day(c.starts_at) <= d.dt and (c.ends_at is null or shop_day(c.ends_at) >= d.dt)
)
select
  d.dt,
  d.platform,
  d.product_id,
  coalesce(p.merchant_id, sold.merchant_id, seen.merchant_id, 'unknown') as merchant_id,
  coalesce(p.category, sold.category, seen.category, 'unknown') as category,
  cast(coalesce(seen.sessions, 0) as int) as sessions,
  cast(coalesce(sold.units, 0) as int) as units,
  cast(coalesce(sold.gmv_cents, 0) as bigint) as gmv_cents,
  cast(
    case when sold.units > 0 then round(sold.gmv_cents / sold.units)
    else coalesce(price.price_cents, p.list_price_cents) end as bigint
  ) as price_cents,
  p.list_price_cents,
  p.cost_cents,
  everywhere.platform is not null or there.platform is not null as is_promo,
  k.on_hand,
  k.inbound,
  k.on_hand - coalesce(k.reserved, 0) <= 0 as is_stocked_out
from product_day d
left join seen on seen.dt = d.dt and seen.platform = d.platform and seen.product_id = d.product_id
left join sold on sold.dt = d.dt and sold.platform = d.platform and sold.product_id = d.product_id
left join clean_stock_levels k on k.dt = d.dt and k.platform = d.platform and k.product_id = d.product_id
left join clean_products p on p.platform = d.platform and p.product_id = d.product_id
left join price
  on price.platform = d.platform
  and price.product_id = d.product_id
  and price.from_on <= d.dt
  and d.dt < price.to_on
left join promo everywhere on everywhere.dt = d.dt and everywhere.platform = d.platform and everywhere.category is null
left join promo there on there.dt = d.dt and there.platform = d.platform and there.category = p.category
