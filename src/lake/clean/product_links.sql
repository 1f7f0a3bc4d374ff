-- grain: a product of a platform and the item it is, for products that carry no GTIN of their own
select
  platform,
  product_id,
  coalesce(to_gtin(item), item) as item_id,
  no_time() as updated_at,
  cast(null as date) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', platform),
    no_id('product_id', product_id),
    absent('item', item)
  ) as _reason
from incoming_product_links
