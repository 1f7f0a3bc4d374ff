-- grain: a campaign; without a category it holds for the whole platform
with read as (
  select
    *,
    to_utc(starts_at, _zone) as starts_at_utc,
    to_utc(ends_at, _zone) as ends_at_utc,
    to_utc(updated_at, _zone) as updated_at_utc
  from incoming_campaigns
)
select
  platform,
  campaign_id,
  name,
  kind,
  category,
  to_rate(discount) as discount,
  starts_at_utc as starts_at,
  ends_at_utc as ends_at,
  updated_at_utc as updated_at,
  shop_day(starts_at_utc) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', platform),
    no_id('campaign_id', campaign_id),
    not_share('discount', discount, to_rate(discount)),
    absent('starts_at', starts_at),
    not_time('starts_at', starts_at, starts_at_utc),
    not_time('ends_at', ends_at, ends_at_utc),
    not_past('updated_at', updated_at, updated_at_utc, _landed_at),
    case when ends_at_utc < starts_at_utc then 'ends_at lies before starts_at' end
  ) as _reason
from read
