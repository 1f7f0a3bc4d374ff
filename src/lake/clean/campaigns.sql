-- grain: a campaign; without a category it holds for the whole platform
select
  given(platform) as platform,
  given(campaign_id) as campaign_id,
  given(name) as name,
  given(kind) as kind,
  given(category) as category,
  to_rate(given(discount)) as discount,
  to_utc(given(starts_at), _zone) as starts_at,
  to_utc(given(ends_at), _zone) as ends_at,
  to_utc(given(updated_at), _zone) as updated_at,
  shop_day(to_utc(given(starts_at), _zone)) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', given(platform)),
    absent('campaign_id', given(campaign_id)),
    not_share('discount', given(discount), to_rate(given(discount))),
    absent('starts_at', given(starts_at)),
    not_time('starts_at', given(starts_at), to_utc(given(starts_at), _zone)),
    not_time('ends_at', given(ends_at), to_utc(given(ends_at), _zone)),
    not_past('updated_at', given(updated_at), to_utc(given(updated_at), _zone), _landed_at),
    case when to_utc(given(ends_at), _zone) < to_utc(given(starts_at), _zone) then 'ends_at lies before starts_at' end
  ) as _reason
from raw_campaigns
