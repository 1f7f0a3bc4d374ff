-- grain: a session, with the shopper's past as it stood when the session began
with session as (
  select
    dt,
    platform,
    session_id,
    session_id as whole_session_id,
    cast(null as string) as day_session_id,
    shopper_id,
    merchant_id,
    product_id,
    category,
    channel,
    region,
    device,
    started_at,
    page_views,
    product_views,
    searches,
    cart_adds,
    duration_s,
    is_returning,
    price_seen_cents,
    discount_seen,
    in_stock_share,
    variant,
    coalesce(purchases, 0) as purchases,
    bought_cents,
    _k
  from clean_sessions
  union all
  select
    dt,
    platform,
    session_id,
    null,
    incoming_session_id,
    shopper_id,
    merchant_id,
    product_id,
    category,
    channel,
    region,
    device,
    started_at,
    page_views,
    product_views,
    searches,
    cart_adds,
    duration_s,
    null,
    price_seen_cents,
    null,
    null,
    variant,
    purchases,
    bought_cents,
    key_hash(platform || chr(31) || session_id)
  from event_sessions
),
bought as (
  select
    platform,
    session_id,
    cast(sum(gmv_cents) as bigint) as order_cents
  from mart_orders
  where session_id is not null and units > 0
  group by platform, session_id
),
-- a visit that was cut at midnight has what was ordered on its own day
bought_on as (
  select
    dt,
    platform,
    session_id,
    cast(sum(gmv_cents) as bigint) as order_cents
  from mart_orders
  where session_id is not null and units > 0
  group by dt, platform, session_id
),
-- by _k, the hash of the session's key: one number is grouped and joined faster than two texts
past as (
  select
    s._k,
    cast(count(*) as int) as prior_orders,
    max(o.ordered_at) as last_ordered_at
  from session s
  join shopper_orders o on o.platform = s.platform and o.shopper_id = s.shopper_id
  where o.ordered_at < s.started_at
  group by s._k
),
promoted as (
  select distinct s._k
  from session s
  join clean_campaigns c on c.platform = s.platform
  where s.started_at >= c.starts_at
    and (c.ends_at is null or s.started_at < c.ends_at)
    and (c.category is null or c.category = s.category)
)
select
  s.dt,
  s.platform,
  s.session_id,
  s.shopper_id,
  coalesce(s.merchant_id, 'unknown') as merchant_id,
  s.product_id,
  coalesce(s.category, 'unknown') as category,
  coalesce(s.channel, 'unknown') as channel,
  coalesce(s.region, 'unknown') as region,
  s.device,
  s.started_at,
  s.page_views,
  s.product_views,
  s.searches,
  s.cart_adds,
  s.duration_s,
  s.is_returning,
  s.price_seen_cents,
  s.discount_seen,
  s.in_stock_share,
  s.variant,
  coalesce(p.prior_orders, 0) as prior_orders,
  cast(datediff(s.dt, shop_day(p.last_ordered_at)) as int) as days_since_order,
  c._k is not null as is_promo,
  cast(weekday_of(s.dt) as int) as weekday,
  b.session_id is not null or d.session_id is not null or s.purchases > 0 as is_purchase,
  coalesce(b.order_cents, d.order_cents, s.bought_cents, 0) as order_cents
from session s
left join bought b on b.platform = s.platform and b.session_id = s.whole_session_id
left join bought_on d on d.dt = s.dt and d.platform = s.platform and d.session_id = s.day_session_id
left join past p on p._k = s._k
left join promoted c on c._k = s._k
