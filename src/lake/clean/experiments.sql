-- grain: an experiment; `arms` is JSON as the platform gave it
with read as (
  select
    *,
    to_utc(started_at, _zone) as started_at_utc,
    to_utc(planned_end_at, _zone) as planned_end_at_utc,
    to_utc(updated_at, _zone) as updated_at_utc
  from incoming_experiments
)
select
  platform,
  experiment_id,
  name,
  metric,
  started_at_utc as started_at,
  planned_end_at_utc as planned_end_at,
  arms,
  updated_at_utc as updated_at,
  shop_day(started_at_utc) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', platform),
    no_id('experiment_id', experiment_id),
    not_time('started_at', started_at, started_at_utc),
    not_time('planned_end_at', planned_end_at, planned_end_at_utc),
    not_past('updated_at', updated_at, updated_at_utc, _landed_at)
  ) as _reason
from read
