-- grain: a delivery of a product by its supplier; received_at is null while it is under way
with read as (
  select
    *,
    to_utc(ordered_at, _zone) as ordered_at_utc,
    to_utc(expected_at, _zone) as expected_at_utc,
    to_utc(received_at, _zone) as received_at_utc,
    to_utc(updated_at, _zone) as updated_at_utc
  from incoming_deliveries
)
select
  platform,
  delivery_id,
  product_id,
  merchant_id,
  to_count(quantity) as quantity,
  ordered_at_utc as ordered_at,
  expected_at_utc as expected_at,
  received_at_utc as received_at,
  updated_at_utc as updated_at,
  shop_day(ordered_at_utc) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', platform),
    no_id('delivery_id', delivery_id),
    no_id('product_id', product_id),
    not_count('quantity', quantity, to_whole(quantity)),
    not_past('ordered_at', ordered_at, ordered_at_utc, _landed_at),
    not_time('expected_at', expected_at, expected_at_utc),
    not_past('received_at', received_at, received_at_utc, _landed_at),
    not_past('updated_at', updated_at, updated_at_utc, _landed_at)
  ) as _reason
from read
