-- grain: an experiment; `arms` is JSON as the platform gave it
select
  given(platform) as platform,
  given(experiment_id) as experiment_id,
  given(name) as name,
  given(metric) as metric,
  to_utc(given(started_at), _zone) as started_at,
  to_utc(given(planned_end_at), _zone) as planned_end_at,
  given(arms) as arms,
  to_utc(given(updated_at), _zone) as updated_at,
  shop_day(to_utc(given(started_at), _zone)) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', given(platform)),
    absent('experiment_id', given(experiment_id)),
    not_time('started_at', given(started_at), to_utc(given(started_at), _zone)),
    not_time('planned_end_at', given(planned_end_at), to_utc(given(planned_end_at), _zone)),
    not_past('updated_at', given(updated_at), to_utc(given(updated_at), _zone), _landed_at)
  ) as _reason
from raw_experiments
