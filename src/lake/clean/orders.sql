-- grain: an order as the platform last reported it; it holds no money itself
-- counts_as: sale, pending, cancelled, test or not_sale, by its status unless the source says it (engine/sales.ts) or names its own words for it (`statuses`)
-- promised_at may lie ahead; every other time is past when it lands
with read as (
  select
    *,
    to_utc(ordered_at, _zone) as ordered_at_utc,
    to_utc(approved_at, _zone) as approved_at_utc,
    to_utc(shipped_at, _zone) as shipped_at_utc,
    to_utc(promised_at, _zone) as promised_at_utc,
    to_utc(delivered_at, _zone) as delivered_at_utc,
    to_utc(updated_at, _zone) as updated_at_utc
  from incoming_orders
)
select
  platform,
  order_id,
  session_id,
  customer_id,
  ordered_at_utc as ordered_at,
  lower(status) as status,
  lower(channel) as channel,
  region,
  upper(coalesce(currency, _currency)) as currency,
  approved_at_utc as approved_at,
  shipped_at_utc as shipped_at,
  promised_at_utc as promised_at,
  delivered_at_utc as delivered_at,
  updated_at_utc as updated_at,
  counts_as(coalesce(mapped(statuses, status), counts_as), status) as counts_as,
  counts_as(coalesce(mapped(statuses, status), counts_as), status) = 'cancelled' as is_cancelled,
  shop_day(ordered_at_utc) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', platform),
    no_id('order_id', order_id),
    absent('ordered_at', ordered_at),
    not_counted(coalesce(mapped(statuses, status), counts_as)),
    not_past('ordered_at', ordered_at, ordered_at_utc, _landed_at),
    not_past('approved_at', approved_at, approved_at_utc, _landed_at),
    not_past('shipped_at', shipped_at, shipped_at_utc, _landed_at),
    not_time('promised_at', promised_at, promised_at_utc),
    not_past('delivered_at', delivered_at, delivered_at_utc, _landed_at),
    not_past('updated_at', updated_at, updated_at_utc, _landed_at)
  ) as _reason
from read
