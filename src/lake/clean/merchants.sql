-- grain: a merchant of a platform; the latest delivery is kept
-- dt is the day it signed up, null when the platform does not say
with read as (
  select
    *,
    to_utc(applied_at, _zone) as applied_at_utc,
    to_utc(approved_at, _zone) as approved_at_utc,
    to_utc(signed_up_at, _zone) as signed_up_at_utc,
    to_utc(updated_at, _zone) as updated_at_utc
  from incoming_merchants
)
select
  platform,
  merchant_id,
  name,
  region,
  applied_at_utc as applied_at,
  approved_at_utc as approved_at,
  signed_up_at_utc as signed_up_at,
  lower(status) as status,
  updated_at_utc as updated_at,
  shop_day(signed_up_at_utc) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', platform),
    no_id('merchant_id', merchant_id),
    not_past('applied_at', applied_at, applied_at_utc, _landed_at),
    not_past('approved_at', approved_at, approved_at_utc, _landed_at),
    not_past('signed_up_at', signed_up_at, signed_up_at_utc, _landed_at),
    not_past('updated_at', updated_at, updated_at_utc, _landed_at)
  ) as _reason
from read
