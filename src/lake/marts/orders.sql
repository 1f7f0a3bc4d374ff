-- grain: an order; where a platform delivers lines only, the order is made of them
with line_rank as (
  select
    *,
    row_number() over (
      partition by platform, order_id
      order by case when kind = 'sale' then 0 else 1 end, abs(line_cents) desc, line_id
    ) as place
  from mart_order_lines
),
lines as (
  select
    platform,
    order_id,
    min(dt) as dt,
    max(shopper_id) as shopper_id,
    max(case when place = 1 then merchant_id end) as merchant_id,
    max(case when place = 1 then category end) as category,
    max(case when place = 1 then region end) as region,
    cast(coalesce(sum(case when kind = 'sale' then line_cents end), 0) as bigint) as gmv_cents,
    cast(coalesce(sum(case when kind = 'sale' then quantity end), 0) as bigint) as units,
    cast(count(*) as int) as lines,
    cast(coalesce(sum(case when kind in ('cancel', 'return') then -line_cents end), 0) as bigint) as returned_cents,
    bool_or(kind = 'sale') as has_sale,
    bool_and(kind = 'cancel') as is_cancel
  from line_rank
  group by platform, order_id
),
line_times as (
  select
    platform,
    order_id,
    min(ordered_at) as ordered_at
  from clean_order_lines
  where dt > date '1970-01-01'
  group by platform, order_id
),
refunded as (
  select
    platform,
    order_id,
    cast(sum(amount_cents) as bigint) as refunded_cents
  from clean_refunds
  group by platform, order_id
),
joined as (
  select
    coalesce(o.dt, l.dt) as dt,
    coalesce(o.platform, l.platform) as platform,
    coalesce(o.order_id, l.order_id) as order_id,
    coalesce(c.shopper_id, o.customer_id, l.shopper_id) as shopper_id,
    o.session_id,
    coalesce(l.merchant_id, 'unknown') as merchant_id,
    coalesce(l.category, 'unknown') as category,
    coalesce(o.channel, 'unknown') as channel,
    coalesce(o.region, l.region, c.region, 'unknown') as region,
    coalesce(o.ordered_at, t.ordered_at) as ordered_at,
    coalesce(l.gmv_cents, 0) as gmv_cents,
    coalesce(l.units, 0) as units,
    coalesce(l.lines, 0) as lines,
    coalesce(l.returned_cents, 0) as returned_cents,
    coalesce(o.is_cancelled, false) or coalesce(l.is_cancel, false) as is_cancelled,
    coalesce(l.has_sale, false) as has_sale,
    shop_day(o.delivered_at) as delivered_on,
    shop_day(o.promised_at) as promised_on,
    o.delivered_at,
    o.status
  from clean_orders o
  full join lines l on l.platform = o.platform and l.order_id = o.order_id
  left join line_times t on t.platform = l.platform and t.order_id = l.order_id
  left join clean_customers c on c.platform = o.platform and c.customer_id = o.customer_id
),
earlier as (
  select
    j.platform,
    j.order_id,
    cast(count(*) as int) as orders
  from joined j
  join shopper_orders s on s.platform = j.platform and s.shopper_id = j.shopper_id
  where s.ordered_at < j.ordered_at or (s.ordered_at = j.ordered_at and s.order_id < j.order_id)
  group by j.platform, j.order_id
)
select
  j.dt,
  j.platform,
  j.order_id,
  j.shopper_id,
  j.session_id,
  j.merchant_id,
  j.category,
  j.channel,
  j.region,
  j.ordered_at,
  j.gmv_cents,
  j.units,
  j.lines,
  cast(j.returned_cents + coalesce(r.refunded_cents, 0) as bigint) as refunded_cents,
  j.is_cancelled,
  j.has_sale and not j.is_cancelled as is_sale,
  j.delivered_on,
  j.promised_on,
  j.delivered_at is not null or coalesce(j.status, '') = 'delivered' as is_delivered,
  coalesce(j.delivered_on > j.promised_on, false) as is_late,
  coalesce(e.orders, 0) + 1 as order_no
from joined j
left join earlier e on e.platform = j.platform and e.order_id = j.order_id
left join refunded r on r.platform = j.platform and r.order_id = j.order_id
where j.dt > date '1970-01-01'
