-- grain: a shopper who bought; its category, channel, region and merchant are those of the first order
with sale as (
  select platform, shopper_id, order_id, ordered_at, dt, gmv_cents, category, channel, region, merchant_id
  from mart_orders
  where is_sale and shopper_id is not null
),
earliest as (
  select platform, shopper_id, min(ordered_at) as ordered_at
  from sale
  group by platform, shopper_id
),
opening as (
  select s.platform, s.shopper_id, min(s.order_id) as order_id
  from sale s
  join earliest e on e.platform = s.platform and e.shopper_id = s.shopper_id and e.ordered_at = s.ordered_at
  group by s.platform, s.shopper_id
)
select
  s.platform,
  s.shopper_id,
  min(s.dt) as first_ordered_on,
  min(case when s.order_id <> o.order_id then s.dt end) as second_ordered_on,
  max(s.dt) as last_ordered_on,
  cast(count(*) as int) as orders,
  cast(sum(s.gmv_cents) as bigint) as gmv_cents,
  max(case when s.order_id = o.order_id then s.category end) as category,
  max(case when s.order_id = o.order_id then s.channel end) as channel,
  max(case when s.order_id = o.order_id then s.region end) as region,
  max(case when s.order_id = o.order_id then s.merchant_id end) as merchant_id
from sale s
join opening o on o.platform = s.platform and o.shopper_id = s.shopper_id
group by s.platform, s.shopper_id
