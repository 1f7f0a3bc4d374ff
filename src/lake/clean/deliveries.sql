-- grain: a delivery of a product by its supplier; received_at is null while it is under way
select
  platform,
  delivery_id,
  product_id,
  merchant_id,
  to_count(quantity) as quantity,
  to_utc(ordered_at, _zone) as ordered_at,
  to_utc(expected_at, _zone) as expected_at,
  to_utc(received_at, _zone) as received_at,
  to_utc(updated_at, _zone) as updated_at,
  shop_day(to_utc(ordered_at, _zone)) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', platform),
    no_id('delivery_id', delivery_id),
    no_id('product_id', product_id),
    not_count('quantity', quantity, to_whole(quantity)),
    not_past('ordered_at', ordered_at, to_utc(ordered_at, _zone), _landed_at),
    not_time('expected_at', expected_at, to_utc(expected_at, _zone)),
    not_past('received_at', received_at, to_utc(received_at, _zone), _landed_at),
    not_past('updated_at', updated_at, to_utc(updated_at, _zone), _landed_at)
  ) as _reason
from incoming_deliveries
