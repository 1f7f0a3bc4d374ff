-- grain: a product's stock as counted at the end of a day; below zero is what was sold and is not there; of a weight the whole pieces
select
  platform,
  product_id,
  to_day("on") as "on",
  cast(case when abs(to_decimal(on_hand)) <= 2147483647 then floor(to_decimal(on_hand)) end as int) as on_hand,
  to_count(reserved) as reserved,
  to_count(inbound) as inbound,
  no_time() as updated_at,
  to_day("on") as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', platform),
    no_id('product_id', product_id),
    absent('on', "on"),
    case when to_day("on") is null then 'on is not a day' when to_day("on") < date '2000-01-01' or to_day("on") > shop_day(_landed_at) + 1 then 'on lies outside 2000 to tomorrow' end,
    absent('on_hand', on_hand),
    not_number('on_hand', on_hand, to_decimal(on_hand)),
    case when abs(to_decimal(on_hand)) > 2147483647 then 'on_hand is impossibly large' end,
    not_count('reserved', reserved, to_whole(reserved)),
    not_count('inbound', inbound, to_whole(inbound))
  ) as _reason
from incoming_stock_levels
