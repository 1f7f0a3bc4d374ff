-- grain: a visit as behaviour logs show it: the events of one session id, or of one shopper with no pause of 30 minutes;
-- cut at the shop's midnight, so that a day is made of its own events alone
-- what it is about: the product looked at most, of several the one looked at first
with event as (
  select
    *,
    unix_millis(happened_at) as ms,
    lag(unix_millis(happened_at)) over (partition by visitor order by happened_at) as ms_before
  from clean_events
),
-- events of one instant belong together, in whatever order they lie
visit as (
  select
    *,
    sum(case when session_id is null and ms - ms_before > 1800000 then 1 else 0 end)
      over (partition by visitor order by ms range unbounded preceding) as place
  from event
),
whole as (
  select
    visitor,
    place,
    min(dt) as dt,
    max(platform) as platform,
    max(session_id) as told_session_id,
    max(shopper_id) as shopper_id,
    min(ms) as first_ms,
    max(ms) as last_ms,
    min(channel) as channel,
    min(device) as device,
    min(region) as region,
    min(variant) as variant,
    count(*) as events,
    count(case when type in ('page_view', 'product_view') then 1 end) as page_views,
    count(case when type = 'product_view' then 1 end) as product_views,
    count(case when type = 'search' then 1 end) as searches,
    count(case when type = 'cart_add' then 1 end) as cart_adds,
    count(case when type = 'purchase' then 1 end) as purchases,
    sum(case when type = 'purchase' then price_cents * coalesce(quantity, 1) end) as bought_cents
  from visit
  group by visitor, place
),
seen as (
  select
    visitor,
    place,
    product_id,
    count(*) * 100000000 - min(ms) % 86400000 as weight,
    min(merchant_id) as merchant_id,
    min(category) as category,
    max_by(price_cents, ms) as price_cents
  from visit
  where type = 'product_view' and product_id is not null
  group by visitor, place, product_id
),
about as (
  select
    visitor,
    place,
    max_by(product_id, weight) as product_id,
    max_by(coalesce(merchant_id, ''), weight) as merchant_id,
    max_by(coalesce(category, ''), weight) as category,
    max_by(coalesce(price_cents, -1), weight) as price_cents
  from seen
  group by visitor, place
)
select
  v.dt,
  v.platform,
  cast(v.visitor as string) || '-' || cast(v.place as string) as session_id,
  v.told_session_id,
  v.shopper_id,
  timestamp_millis(v.first_ms) as started_at,
  v.channel,
  v.device,
  v.region,
  cast(v.events as int) as events,
  coalesce(nullif(a.merchant_id, ''), p.merchant_id) as merchant_id,
  a.product_id,
  coalesce(nullif(a.category, ''), p.category) as category,
  cast(v.page_views as int) as page_views,
  cast(v.product_views as int) as product_views,
  cast(v.searches as int) as searches,
  cast(v.cart_adds as int) as cart_adds,
  cast(round((v.last_ms - v.first_ms) / 1000.0) as int) as duration_s,
  cast(nullif(a.price_cents, -1) as bigint) as price_seen_cents,
  v.variant,
  cast(v.purchases as int) as purchases,
  cast(v.bought_cents as bigint) as bought_cents
from whole v
left join about a on a.visitor = v.visitor and a.place = v.place
left join clean_products p on p.platform = v.platform and p.product_id = a.product_id
