-- grain: an order as the platform last reported it; it holds no money itself
-- promised_at may lie ahead; every other time is past when it lands
select
  given(platform) as platform,
  given(order_id) as order_id,
  given(session_id) as session_id,
  given(customer_id) as customer_id,
  to_utc(given(ordered_at), _zone) as ordered_at,
  lower(given(status)) as status,
  lower(given(channel)) as channel,
  given(region) as region,
  upper(coalesce(given(currency), _currency)) as currency,
  to_utc(given(approved_at), _zone) as approved_at,
  to_utc(given(shipped_at), _zone) as shipped_at,
  to_utc(given(promised_at), _zone) as promised_at,
  to_utc(given(delivered_at), _zone) as delivered_at,
  to_utc(given(updated_at), _zone) as updated_at,
  coalesce(lower(given(status)) in ('canceled', 'cancelled', 'voided'), false) as is_cancelled,
  shop_day(to_utc(given(ordered_at), _zone)) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', given(platform)),
    absent('order_id', given(order_id)),
    absent('ordered_at', given(ordered_at)),
    not_past('ordered_at', given(ordered_at), to_utc(given(ordered_at), _zone), _landed_at),
    not_past('approved_at', given(approved_at), to_utc(given(approved_at), _zone), _landed_at),
    not_past('shipped_at', given(shipped_at), to_utc(given(shipped_at), _zone), _landed_at),
    not_time('promised_at', given(promised_at), to_utc(given(promised_at), _zone)),
    not_past('delivered_at', given(delivered_at), to_utc(given(delivered_at), _zone), _landed_at),
    not_past('updated_at', given(updated_at), to_utc(given(updated_at), _zone), _landed_at)
  ) as _reason
from raw_orders
