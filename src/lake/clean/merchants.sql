-- grain: a merchant of a platform; the latest delivery is kept
-- dt is the day it signed up, null when the platform does not say
select
  platform,
  merchant_id,
  name,
  region,
  to_utc(signed_up_at, _zone) as signed_up_at,
  lower(status) as status,
  to_utc(updated_at, _zone) as updated_at,
  shop_day(to_utc(signed_up_at, _zone)) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', platform),
    no_id('merchant_id', merchant_id),
    not_past('signed_up_at', signed_up_at, to_utc(signed_up_at, _zone), _landed_at),
    not_past('updated_at', updated_at, to_utc(updated_at, _zone), _landed_at)
  ) as _reason
from incoming_merchants
