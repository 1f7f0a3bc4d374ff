-- grain: a quarter of an hour at one place: the whole shop, a member of one dimension, or of two that are looked at together;
--   a dimension that is not asked for is null, and what has no row had nothing
-- a session counts where it began, an order where it was placed; orders are sales that were not cancelled
with counted as (
  select
    dt,
    cast(floor(unix_millis(started_at) / 900000) as bigint) as quarter,
    platform,
    category,
    channel,
    region,
    merchant_id,
    1 as sessions,
    coalesce(product_views, 0) as product_views,
    case when cart_adds > 0 then 1 else 0 end as carts,
    case when is_purchase then 1 else 0 end as purchases,
    0 as orders,
    0 as cancelled,
    cast(0 as bigint) as gmv_cents
  from mart_sessions
  union all
  select
    dt,
    cast(floor(unix_millis(ordered_at) / 900000) as bigint) as quarter,
    platform,
    category,
    channel,
    region,
    merchant_id,
    0,
    0,
    0,
    0,
    case when is_sale then 1 else 0 end,
    case when is_cancelled then 1 else 0 end,
    case when is_sale then gmv_cents else 0 end
  from mart_orders
  where ordered_at is not null
)
select
  dt,
  timestamp_millis(quarter * 900000) as starts_at,
  platform,
  category,
  channel,
  region,
  merchant_id,
  cast(sum(sessions) as bigint) as sessions,
  cast(sum(product_views) as bigint) as product_views,
  cast(sum(carts) as bigint) as carts,
  cast(sum(purchases) as bigint) as purchases,
  cast(sum(orders) as bigint) as orders,
  cast(sum(cancelled) as bigint) as cancelled,
  cast(sum(gmv_cents) as bigint) as gmv_cents
from counted
group by grouping sets (
  (dt, quarter),
  (dt, quarter, platform),
  (dt, quarter, category),
  (dt, quarter, channel),
  (dt, quarter, region),
  (dt, quarter, merchant_id),
  (dt, quarter, platform, category),
  (dt, quarter, platform, channel)
)
