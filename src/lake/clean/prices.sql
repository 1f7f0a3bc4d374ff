-- grain: a price of a product from an instant on, until the next one
select
  given(platform) as platform,
  given(product_id) as product_id,
  to_utc(given(valid_from), _zone) as valid_from,
  to_cents(given(price)) as price_cents,
  given(reason) as reason,
  given(campaign_id) as campaign_id,
  cast(null as timestamptz) as updated_at,
  shop_day(to_utc(given(valid_from), _zone)) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', given(platform)),
    absent('product_id', given(product_id)),
    absent('valid_from', given(valid_from)),
    not_time('valid_from', given(valid_from), to_utc(given(valid_from), _zone)),
    absent('price', given(price)),
    not_money('price', given(price), to_cents(given(price))),
    foreign_money(currency, _currency)
  ) as _reason
from raw_prices
