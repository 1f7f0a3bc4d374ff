-- grain: a campaign; without a category it holds for the whole platform
select
  platform,
  campaign_id,
  name,
  kind,
  category,
  to_rate(discount) as discount,
  to_utc(starts_at, _zone) as starts_at,
  to_utc(ends_at, _zone) as ends_at,
  to_utc(updated_at, _zone) as updated_at,
  shop_day(to_utc(starts_at, _zone)) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', platform),
    no_id('campaign_id', campaign_id),
    not_share('discount', discount, to_rate(discount)),
    absent('starts_at', starts_at),
    not_time('starts_at', starts_at, to_utc(starts_at, _zone)),
    not_time('ends_at', ends_at, to_utc(ends_at, _zone)),
    not_past('updated_at', updated_at, to_utc(updated_at, _zone), _landed_at),
    case when to_utc(ends_at, _zone) < to_utc(starts_at, _zone) then 'ends_at lies before starts_at' end
  ) as _reason
from incoming_campaigns
