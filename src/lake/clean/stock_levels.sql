-- grain: a product's stock as counted at the end of a day
select
  given(platform) as platform,
  given(product_id) as product_id,
  to_day(given("on")) as "on",
  to_count(given(on_hand)) as on_hand,
  to_count(given(reserved)) as reserved,
  to_count(given(inbound)) as inbound,
  to_utc(cast(null as string), 'UTC') as updated_at,
  to_day(given("on")) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', given(platform)),
    absent('product_id', given(product_id)),
    absent('on', given("on")),
    case when to_day(given("on")) is null then 'on is not a day' when to_day(given("on")) < date '2000-01-01' or to_day(given("on")) > shop_day(_landed_at) + 1 then 'on lies outside 2000 to tomorrow' end,
    absent('on_hand', given(on_hand)),
    not_count('on_hand', given(on_hand), to_whole(given(on_hand))),
    not_count('reserved', given(reserved), to_whole(given(reserved))),
    not_count('inbound', given(inbound), to_whole(given(inbound)))
  ) as _reason
from raw_stock_levels
