-- grain: a delivery of a product by its supplier; received_at is null while it is under way
select
  given(platform) as platform,
  given(delivery_id) as delivery_id,
  given(product_id) as product_id,
  given(merchant_id) as merchant_id,
  to_count(given(quantity)) as quantity,
  to_utc(given(ordered_at), _zone) as ordered_at,
  to_utc(given(expected_at), _zone) as expected_at,
  to_utc(given(received_at), _zone) as received_at,
  to_utc(given(updated_at), _zone) as updated_at,
  shop_day(to_utc(given(ordered_at), _zone)) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', given(platform)),
    absent('delivery_id', given(delivery_id)),
    absent('product_id', given(product_id)),
    not_count('quantity', given(quantity), to_whole(given(quantity))),
    not_past('ordered_at', given(ordered_at), to_utc(given(ordered_at), _zone), _landed_at),
    not_time('expected_at', given(expected_at), to_utc(given(expected_at), _zone)),
    not_past('received_at', given(received_at), to_utc(given(received_at), _zone), _landed_at),
    not_past('updated_at', given(updated_at), to_utc(given(updated_at), _zone), _landed_at)
  ) as _reason
from raw_deliveries
