-- grain: a product and a competitor's page of the same item, as it was last seen
with seen as (
  select
    *,
    row_number() over (partition by platform, url order by seen_at desc) as place
  from clean_competitor_prices
)
select
  p.platform,
  p.product_id,
  s.url,
  s.competitor,
  s.title,
  s.price_cents,
  s.is_available,
  s.dt as seen_on
from seen s
join mart_products p
  on (p.platform = s.of_platform and p.product_id = s.of_product_id)
  or (s.of_product_id is null and p.item_id = s.item_id)
where s.place = 1
