-- grain: a product, known from its record or from what was sold, with the price in force and the latest stock count
-- item_id is the same for one thing on several platforms: its GTIN, or what `product_links` says
-- what was paid last: the dearest of its last day, before any coupon or offer
with sold_days as (
  select
    platform,
    product_id,
    dt,
    max(merchant_id) as merchant_id,
    max(title) as title,
    max(unit_price_cents) as paid_cents
  from mart_order_lines
  where kind = 'sale'
  group by platform, product_id, dt
),
sold as (
  select
    platform,
    product_id,
    max(merchant_id) as merchant_id,
    max(title) as title,
    max_by(paid_cents, dt) as paid_cents
  from sold_days
  group by platform, product_id
),
latest_price as (
  select
    platform,
    product_id,
    price_cents,
    row_number() over (partition by platform, product_id order by valid_from desc) as place
  from clean_prices
),
latest_day as (
  select platform, product_id, max(dt) as dt
  from clean_stock_levels
  group by platform, product_id
),
product as (
  select platform, product_id from clean_products
  union
  select platform, product_id from sold
)
select
  d.platform,
  d.product_id,
  coalesce(p.merchant_id, sold.merchant_id, 'unknown') as merchant_id,
  coalesce(p.title, sold.title, d.product_id) as title,
  coalesce(p.category, 'unknown') as category,
  coalesce(i.item_id, p.gtin) as item_id,
  p.cost_cents,
  p.list_price_cents,
  p.competitor_cents,
  p.least_price_cents,
  coalesce(r.price_cents, sold.paid_cents, p.list_price_cents) as price_cents,
  p.lead_time_days,
  p.moq,
  p.pack_size,
  k.on_hand,
  k.reserved,
  k.inbound,
  k.dt as stock_on
from product d
left join clean_products p on p.platform = d.platform and p.product_id = d.product_id
left join clean_product_links i on i.platform = d.platform and i.product_id = d.product_id
left join sold on sold.platform = d.platform and sold.product_id = d.product_id
left join latest_price r on r.platform = d.platform and r.product_id = d.product_id and r.place = 1
left join latest_day t on t.platform = d.platform and t.product_id = d.product_id
left join clean_stock_levels k on k.platform = t.platform and k.product_id = t.product_id and k.dt = t.dt
