-- grain: an experiment; `arms` is JSON as the platform gave it
select
  platform,
  experiment_id,
  name,
  metric,
  to_utc(started_at, _zone) as started_at,
  to_utc(planned_end_at, _zone) as planned_end_at,
  arms,
  to_utc(updated_at, _zone) as updated_at,
  shop_day(to_utc(started_at, _zone)) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', platform),
    no_id('experiment_id', experiment_id),
    not_time('started_at', started_at, to_utc(started_at, _zone)),
    not_time('planned_end_at', planned_end_at, to_utc(planned_end_at, _zone)),
    not_past('updated_at', updated_at, to_utc(updated_at, _zone), _landed_at)
  ) as _reason
from incoming_experiments
