-- grain: what one of the base currency was worth in another on a day; the latest delivery is kept
with read as (
  select
    *,
    to_day(rated_on) as rated_on_day
  from incoming_rates
)
select
  platform,
  upper(base) as base,
  upper(quote) as quote,
  rated_on_day as rated_on,
  to_rate(rate) as rate,
  no_time() as updated_at,
  rated_on_day as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', platform),
    absent('base', base),
    absent('quote', quote),
    absent('rated_on', rated_on),
    case
      when rated_on_day is null then 'rated_on is not a day'
      when rated_on_day < date '1990-01-01' or rated_on_day > shop_day(_landed_at) + 1
        then 'rated_on lies outside 1990 to tomorrow'
    end,
    absent('rate', rate),
    not_number('rate', rate, to_rate(rate)),
    case when not (to_rate(rate) > 0 and to_rate(rate) < 1e9) then 'rate is not between 0 and 1,000,000,000' end
  ) as _reason
from read
