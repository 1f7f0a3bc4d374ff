-- grain: a merchant of a platform; the latest delivery is kept
-- dt is the day it signed up, null when the platform does not say
select
  given(platform) as platform,
  given(merchant_id) as merchant_id,
  given(name) as name,
  given(region) as region,
  to_utc(given(signed_up_at), _zone) as signed_up_at,
  lower(given(status)) as status,
  to_utc(given(updated_at), _zone) as updated_at,
  shop_day(to_utc(given(signed_up_at), _zone)) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', given(platform)),
    absent('merchant_id', given(merchant_id)),
    not_past('signed_up_at', given(signed_up_at), to_utc(given(signed_up_at), _zone), _landed_at),
    not_past('updated_at', given(updated_at), to_utc(given(updated_at), _zone), _landed_at)
  ) as _reason
from raw_merchants
