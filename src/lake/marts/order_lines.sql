-- grain: a clean order line, with what its order, product and customer add to it
-- kind: a sale of an order that is none is what the order counts as: pending, test or not_sale
select
  l.dt,
  l.platform,
  l.order_id,
  l.line_id,
  coalesce(c.shopper_id, o.customer_id, l.customer_id) as shopper_id,
  coalesce(l.merchant_id, p.merchant_id, 'unknown') as merchant_id,
  l.product_id,
  coalesce(l.title, p.title) as title,
  coalesce(p.category, 'unknown') as category,
  coalesce(o.channel, 'unknown') as channel,
  coalesce(o.region, l.region, c.region, 'unknown') as region,
  case
    when l.kind = 'sale' and o.counts_as in ('pending', 'test', 'not_sale') then o.counts_as
    else l.kind
  end as kind,
  l.quantity,
  l.unit_price_cents,
  l.line_cents,
  p.cost_cents,
  l.kind = 'cancel' or coalesce(o.is_cancelled, false) as is_cancelled
from clean_order_lines l
left join clean_orders o on o.platform = l.platform and o.order_id = l.order_id
left join clean_customers c on c.platform = l.platform and c.customer_id = coalesce(o.customer_id, l.customer_id)
left join clean_products p on p.platform = l.platform and p.product_id = l.product_id
where l.dt > date '1970-01-01'
