-- grain: a customer account of a platform; `shopper_id` is the person behind it, where the platform knows
-- both ids arrive as keyed hashes
with read as (
  select
    *,
    to_utc(updated_at, _zone) as updated_at_utc
  from incoming_customers
)
select
  platform,
  customer_id,
  coalesce(shopper_id, customer_id) as shopper_id,
  region,
  updated_at_utc as updated_at,
  shop_day(updated_at_utc) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', platform),
    no_id('customer_id', customer_id),
    not_past('updated_at', updated_at, updated_at_utc, _landed_at)
  ) as _reason
from read
