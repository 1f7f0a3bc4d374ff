-- grain: a refund; a cancelled or returned line with a negative quantity is one where the platform sends no refunds
with refund as (
  select
    dt,
    platform,
    refund_id,
    order_id,
    product_id,
    merchant_id,
    cast(null as string) as channel,
    cast(null as string) as region,
    quantity,
    amount_cents
  from clean_refunds
  union all
  select
    dt,
    platform,
    order_id || '-' || line_id,
    order_id,
    product_id,
    merchant_id,
    channel,
    region,
    -quantity,
    -line_cents
  from mart_order_lines
  where kind in ('cancel', 'return') and quantity < 0
)
select
  r.dt,
  r.platform,
  r.refund_id,
  r.order_id,
  r.product_id,
  coalesce(r.merchant_id, p.merchant_id, o.merchant_id, 'unknown') as merchant_id,
  coalesce(p.category, o.category, 'unknown') as category,
  coalesce(r.channel, o.channel, 'unknown') as channel,
  coalesce(r.region, o.region, 'unknown') as region,
  r.quantity,
  r.amount_cents
from refund r
left join clean_products p on p.platform = r.platform and p.product_id = r.product_id
left join mart_orders o on o.platform = r.platform and o.order_id = r.order_id
