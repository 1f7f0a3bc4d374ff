-- grain: a product of a platform and the item it is, for products that carry no GTIN of their own
select
  given(platform) as platform,
  given(product_id) as product_id,
  coalesce(to_gtin(given(item)), given(item)) as item_id,
  to_utc(cast(null as string), 'UTC') as updated_at,
  cast(null as date) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', given(platform)),
    absent('product_id', given(product_id)),
    absent('item', given(item))
  ) as _reason
from raw_product_links
