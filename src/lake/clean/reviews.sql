-- grain: a review of an order; scores run from 1 to 5
select
  platform,
  coalesce(review_id, md5(concat_ws('|', order_id, score, created_at))) as review_id,
  order_id,
  to_count(score) as score,
  to_utc(created_at, _zone) as created_at,
  to_utc(cast(null as string), 'UTC') as updated_at,
  shop_day(to_utc(created_at, _zone)) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', platform),
    no_id('order_id', order_id),
    absent('created_at', created_at),
    not_past('created_at', created_at, to_utc(created_at, _zone), _landed_at),
    absent('score', score),
    not_count('score', score, to_whole(score)),
    case when to_whole(score) not between 1 and 5 then 'score is not between 1 and 5' end
  ) as _reason
from incoming_reviews
