-- grain: a customer account of a platform; `shopper_id` is the person behind it, where the platform knows
-- both ids arrive as keyed hashes
select
  given(platform) as platform,
  given(customer_id) as customer_id,
  coalesce(given(shopper_id), given(customer_id)) as shopper_id,
  given(region) as region,
  to_utc(given(updated_at), _zone) as updated_at,
  shop_day(to_utc(given(updated_at), _zone)) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', given(platform)),
    absent('customer_id', given(customer_id)),
    not_past('updated_at', given(updated_at), to_utc(given(updated_at), _zone), _landed_at)
  ) as _reason
from raw_customers
