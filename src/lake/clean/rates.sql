-- grain: what one of the base currency was worth in another on a day; the latest delivery is kept
select
  given(platform) as platform,
  upper(given(base)) as base,
  upper(given(quote)) as quote,
  to_day(given(rated_on)) as rated_on,
  to_rate(given(rate)) as rate,
  to_utc(cast(null as string), 'UTC') as updated_at,
  to_day(given(rated_on)) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', given(platform)),
    absent('base', given(base)),
    absent('quote', given(quote)),
    absent('rated_on', given(rated_on)),
    case
      when to_day(given(rated_on)) is null then 'rated_on is not a day'
      when to_day(given(rated_on)) < date '1990-01-01' or to_day(given(rated_on)) > shop_day(_landed_at) + 1
        then 'rated_on lies outside 1990 to tomorrow'
    end,
    absent('rate', given(rate)),
    not_number('rate', given(rate), to_rate(given(rate))),
    case when not (to_rate(given(rate)) > 0 and to_rate(given(rate)) < 1e9) then 'rate is not between 0 and 1,000,000,000' end
  ) as _reason
from raw_rates
