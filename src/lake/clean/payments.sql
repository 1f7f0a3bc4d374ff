-- grain: a payment of an order; without an id of its own it is known by its content
-- dt is the day it was paid, else its order's; amount_cents is the shop's currency: `rate` of it for one of `currency`
select
  given(platform) as platform,
  given(order_id) as order_id,
  coalesce(given(payment_id), md5(concat_ws('|', method, instalments, amount, paid_at))) as payment_id,
  lower(given(method)) as method,
  to_count(given(instalments)) as instalments,
  to_cents(given(amount), _rate) as amount_cents,
  to_utc(given(paid_at), _zone) as paid_at,
  lower(given(status)) as status,
  _money as currency,
  _rate as rate,
  _rated_on as rated_on,
  to_utc(cast(null as string), 'UTC') as updated_at,
  shop_day(to_utc(given(paid_at), _zone)) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', given(platform)),
    absent('order_id', given(order_id)),
    absent('amount', given(amount)),
    not_number('amount', given(amount), to_decimal(given(amount))),
    not_count('instalments', given(instalments), to_whole(given(instalments))),
    not_past('paid_at', given(paid_at), to_utc(given(paid_at), _zone), _landed_at),
    no_rate(_money, _rate, _money_on)
  ) as _reason
from priced_payments
