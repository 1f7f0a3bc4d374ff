-- grain: a session; the latest delivery is kept
-- a price seen in a currency without a rate is not known: a visit needs none
-- counts are whole and not negative, shares lie between 0 and 1; what was not measured stays null
with read as (
  select
    *,
    to_utc(started_at, _zone) as started_at_utc
  from priced_sessions
)
select
  platform,
  session_id,
  shopper_id,
  started_at_utc as started_at,
  lower(channel) as channel,
  lower(device) as device,
  region,
  merchant_id,
  product_id,
  category,
  to_count(page_views) as page_views,
  to_count(product_views) as product_views,
  to_count(searches) as searches,
  to_count(cart_adds) as cart_adds,
  to_count(duration_s) as duration_s,
  to_flag(is_returning) as is_returning,
  to_cents(price_seen, _rate) as price_seen_cents,
  to_rate(discount_seen) as discount_seen,
  to_rate(in_stock_share) as in_stock_share,
  variant,
  to_count(purchases) as purchases,
  to_cents(bought, _rate) as bought_cents,
  no_time() as updated_at,
  shop_day(started_at_utc) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', platform),
    no_id('session_id', session_id),
    absent('started_at', started_at),
    not_past('started_at', started_at, started_at_utc, _landed_at),
    not_count('page_views', page_views, to_whole(page_views)),
    not_count('product_views', product_views, to_whole(product_views)),
    not_count('searches', searches, to_whole(searches)),
    not_count('cart_adds', cart_adds, to_whole(cart_adds)),
    not_count('duration_s', duration_s, to_whole(duration_s)),
    not_flag('is_returning', is_returning, to_flag(is_returning)),
    not_count('purchases', purchases, to_whole(purchases)),
    not_money('bought', bought, to_decimal(bought)),
    not_money('price_seen', price_seen, to_decimal(price_seen)),
    not_share('discount_seen', discount_seen, to_rate(discount_seen)),
    not_share('in_stock_share', in_stock_share, to_rate(in_stock_share))
  ) as _reason
from read
