-- grain: an order of a known shopper and when it was placed; kept in one file, so that a shopper's past is one read
with headers as (
  select dt, platform, order_id, customer_id, ordered_at
  from clean_orders
  where customer_id is not null and coalesce(counts_as, 'sale') in ('sale', 'cancelled')
),
from_lines as (
  select
    min(l.dt) as dt,
    l.platform,
    l.order_id,
    max(l.customer_id) as customer_id,
    min(l.ordered_at) as ordered_at
  from clean_order_lines l
  left join clean_orders o on o.platform = l.platform and o.order_id = l.order_id
  where o.order_id is null and l.customer_id is not null and l.ordered_at is not null
  group by l.platform, l.order_id
),
either as (
  select * from headers
  union all
  select * from from_lines
)
select
  e.dt,
  e.platform,
  e.order_id,
  coalesce(c.shopper_id, e.customer_id) as shopper_id,
  e.ordered_at
from either e
left join clean_customers c on c.platform = e.platform and c.customer_id = e.customer_id
