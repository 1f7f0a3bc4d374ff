-- grain: a product of a platform; the latest delivery is kept
-- money must be in the shop's currency and not negative
select
  given(platform) as platform,
  given(product_id) as product_id,
  given(merchant_id) as merchant_id,
  given(title) as title,
  given(category) as category,
  to_cents(given(cost)) as cost_cents,
  to_cents(given(list_price)) as list_price_cents,
  to_cents(given(competitor_price)) as competitor_cents,
  to_cents(given(least_price)) as least_price_cents,
  cast(to_whole(given(lead_time_days)) as int) as lead_time_days,
  cast(to_whole(given(moq)) as int) as moq,
  cast(to_whole(given(pack_size)) as int) as pack_size,
  to_utc(given(listed_at), _zone) as listed_at,
  to_utc(given(updated_at), _zone) as updated_at,
  shop_day(to_utc(given(listed_at), _zone)) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', given(platform)),
    absent('product_id', given(product_id)),
    foreign_money(currency, _currency),
    not_money('cost', given(cost), to_cents(given(cost))),
    not_money('list_price', given(list_price), to_cents(given(list_price))),
    not_money('competitor_price', given(competitor_price), to_cents(given(competitor_price))),
    not_money('least_price', given(least_price), to_cents(given(least_price))),
    not_count('lead_time_days', given(lead_time_days), to_whole(given(lead_time_days))),
    not_count('moq', given(moq), to_whole(given(moq))),
    not_count('pack_size', given(pack_size), to_whole(given(pack_size))),
    not_time('listed_at', given(listed_at), to_utc(given(listed_at), _zone)),
    not_past('updated_at', given(updated_at), to_utc(given(updated_at), _zone), _landed_at)
  ) as _reason
from raw_products
