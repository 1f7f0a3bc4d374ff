-- grain: a review of an order; scores run from 1 to 5
select
  given(platform) as platform,
  coalesce(given(review_id), md5(concat_ws('|', order_id, score, created_at))) as review_id,
  given(order_id) as order_id,
  to_count(given(score)) as score,
  to_utc(given(created_at), _zone) as created_at,
  to_utc(cast(null as string), 'UTC') as updated_at,
  shop_day(to_utc(given(created_at), _zone)) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', given(platform)),
    absent('order_id', given(order_id)),
    absent('created_at', given(created_at)),
    not_past('created_at', given(created_at), to_utc(given(created_at), _zone), _landed_at),
    absent('score', given(score)),
    not_count('score', given(score), to_whole(given(score))),
    case when to_whole(given(score)) not between 1 and 5 then 'score is not between 1 and 5' end
  ) as _reason
from raw_reviews
