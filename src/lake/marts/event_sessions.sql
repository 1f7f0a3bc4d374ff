-- grain: a visit as behaviour logs show it: the events of one session id, or of one shopper with no pause of 30 minutes;
-- cut at the shop's midnight, so that a day is made of its own events alone
-- what it is about: the product looked at most, of several the one looked at first
-- most shoppers come once a day: only those who may have paused are put in order
with long as (
  select visitor
  from clean_events
  where session_id is null
  group by visitor
  having max(unix_millis(happened_at)) - min(unix_millis(happened_at)) > 1800000
),
timed as (
  select
    e._k,
    e.visitor,
    unix_millis(e.happened_at) as ms,
    lag(unix_millis(e.happened_at)) over (partition by e.visitor order by e.happened_at) as ms_before
  from clean_events e
  join long l on l.visitor = e.visitor
  where e.session_id is null
),
-- events of one instant belong together, in whatever order they lie
placed as (
  select
    _k,
    sum(case when ms - ms_before > 1800000 then 1 else 0 end)
      over (partition by visitor order by ms range unbounded preceding) as place
  from timed
),
whole as (
  select
    e.visitor,
    coalesce(p.place, 0) as place,
    min(e.dt) as dt,
    max(e.platform) as platform,
    max(e.session_id) as incoming_session_id,
    max(e.shopper_id) as shopper_id,
    min(unix_millis(e.happened_at)) as first_ms,
    max(unix_millis(e.happened_at)) as last_ms,
    min(e.channel) as channel,
    min(e.device) as device,
    min(e.region) as region,
    min(e.variant) as variant,
    count(*) as events,
    count(case when e.type in ('page_view', 'product_view') then 1 end) as page_views,
    count(case when e.type = 'product_view' then 1 end) as product_views,
    count(case when e.type = 'search' then 1 end) as searches,
    count(case when e.type = 'cart_add' then 1 end) as cart_adds,
    count(case when e.type = 'purchase' then 1 end) as purchases,
    sum(case when e.type = 'purchase' then e.price_cents * coalesce(e.quantity, 1) end) as bought_cents
  from clean_events e
  left join placed p on p._k = e._k
  group by e.visitor, coalesce(p.place, 0)
),
seen as (
  select
    e.visitor,
    coalesce(p.place, 0) as place,
    e.product_id,
    count(*) * 100000000 - min(unix_millis(e.happened_at)) % 86400000 as weight,
    min(e.merchant_id) as merchant_id,
    min(e.category) as category,
    max_by(e.price_cents, unix_millis(e.happened_at)) as price_cents
  from clean_events e
  left join placed p on p._k = e._k
  where e.type = 'product_view' and e.product_id is not null
  group by e.visitor, coalesce(p.place, 0), e.product_id
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
  v.incoming_session_id,
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
