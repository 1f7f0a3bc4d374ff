-- grain: a payment of an order; without an id of its own it is known by its content
-- dt is the day it was paid, else its order's; amount_cents is the shop's currency: `rate` of it for one of `currency`
with read as (
  select
    *,
    to_utc(paid_at, _zone) as paid_at_utc
  from priced_payments
)
select
  platform,
  order_id,
  coalesce(payment_id, md5(concat_ws('|', method, instalments, amount, paid_at))) as payment_id,
  lower(method) as method,
  to_count(instalments) as instalments,
  to_cents(amount, _rate) as amount_cents,
  paid_at_utc as paid_at,
  lower(status) as status,
  _money as currency,
  _rate as rate,
  _rated_on as rated_on,
  no_time() as updated_at,
  shop_day(paid_at_utc) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', platform),
    no_id('order_id', order_id),
    absent('amount', amount),
    not_number('amount', amount, to_decimal(amount)),
    not_count('instalments', instalments, to_whole(instalments)),
    not_past('paid_at', paid_at, paid_at_utc, _landed_at),
    no_rate(_money, _rate, _money_on)
  ) as _reason
from read
