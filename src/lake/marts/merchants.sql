-- grain: a merchant, known from its record or from what it sold
with sold as (
  select
    platform,
    merchant_id,
    min(dt) as first_sale_on,
    max(dt) as last_sale_on
  from mart_merchant_days
  where is_active
  group by platform, merchant_id
),
offered as (
  select platform, merchant_id, count(*) as products
  from clean_products
  where merchant_id is not null
  group by platform, merchant_id
),
merchant as (
  select platform, merchant_id from clean_merchants
  union
  select platform, merchant_id from sold
  union
  select platform, merchant_id from offered
)
select
  d.platform,
  d.merchant_id,
  coalesce(m.name, d.merchant_id) as name,
  coalesce(m.region, 'unknown') as region,
  shop_day(m.signed_up_at) as signed_up_on,
  sold.first_sale_on,
  sold.last_sale_on,
  cast(coalesce(offered.products, 0) as int) as products
from merchant d
left join clean_merchants m on m.platform = d.platform and m.merchant_id = d.merchant_id
left join sold on sold.platform = d.platform and sold.merchant_id = d.merchant_id
left join offered on offered.platform = d.platform and offered.merchant_id = d.merchant_id
