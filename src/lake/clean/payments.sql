-- grain: a payment of an order; without an id of its own it is known by its content
-- dt is the day it was paid, else its order's; amount_cents is the shop's currency: `rate` of it for one of `currency`
select
  platform,
  order_id,
  coalesce(payment_id, md5(concat_ws('|', method, instalments, amount, paid_at))) as payment_id,
  lower(method) as method,
  to_count(instalments) as instalments,
  to_cents(amount, _rate) as amount_cents,
  to_utc(paid_at, _zone) as paid_at,
  lower(status) as status,
  _money as currency,
  _rate as rate,
  _rated_on as rated_on,
  to_utc(cast(null as string), 'UTC') as updated_at,
  shop_day(to_utc(paid_at, _zone)) as dt,
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
    not_past('paid_at', paid_at, to_utc(paid_at, _zone), _landed_at),
    no_rate(_money, _rate, _money_on)
  ) as _reason
from priced_payments
