-- grain: a customer account of a platform; `shopper_id` is the person behind it, where the platform knows
-- both ids arrive as keyed hashes
select
  platform,
  customer_id,
  coalesce(shopper_id, customer_id) as shopper_id,
  region,
  to_utc(updated_at, _zone) as updated_at,
  shop_day(to_utc(updated_at, _zone)) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', platform),
    no_id('customer_id', customer_id),
    not_past('updated_at', updated_at, to_utc(updated_at, _zone), _landed_at)
  ) as _reason
from incoming_customers
