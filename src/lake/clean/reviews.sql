-- grain: a review of an order; scores run from 1 to 5
with read as (
  select
    *,
    to_utc(created_at, _zone) as created_at_utc
  from incoming_reviews
)
select
  platform,
  coalesce(review_id, md5(concat_ws('|', order_id, score, created_at))) as review_id,
  order_id,
  to_count(score) as score,
  created_at_utc as created_at,
  no_time() as updated_at,
  shop_day(created_at_utc) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', platform),
    no_id('order_id', order_id),
    absent('created_at', created_at),
    not_past('created_at', created_at, created_at_utc, _landed_at),
    absent('score', score),
    not_count('score', score, to_whole(score)),
    case when to_whole(score) not between 1 and 5 then 'score is not between 1 and 5' end
  ) as _reason
from read
