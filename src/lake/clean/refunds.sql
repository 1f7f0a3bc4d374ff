-- grain: a refund; without an id of its own it is known by its content
-- amount_cents is the shop's currency: `rate` of it for one of `currency`
select
  given(platform) as platform,
  coalesce(given(refund_id), md5(concat_ws('|', order_id, line_id, product_id, quantity, amount, refunded_at))) as refund_id,
  given(order_id) as order_id,
  given(line_id) as line_id,
  given(product_id) as product_id,
  given(merchant_id) as merchant_id,
  to_count(given(quantity)) as quantity,
  to_cents(given(amount), _rate * untaxed(tax_included, tax_rate)) as amount_cents,
  to_utc(given(refunded_at), _zone) as refunded_at,
  given(reason) as reason,
  _money as currency,
  _rate as rate,
  _rated_on as rated_on,
  tax_taken(tax_included, tax_rate) as tax_rate,
  to_utc(cast(null as string), 'UTC') as updated_at,
  shop_day(to_utc(given(refunded_at), _zone)) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', given(platform)),
    absent('order_id', given(order_id)),
    absent('amount', given(amount)),
    absent('refunded_at', given(refunded_at)),
    not_past('refunded_at', given(refunded_at), to_utc(given(refunded_at), _zone), _landed_at),
    not_money('amount', given(amount), to_decimal(given(amount))),
    not_count('quantity', given(quantity), to_whole(given(quantity))),
    not_flag('tax_included', given(tax_included), to_flag(given(tax_included))),
    not_share('tax_rate', given(tax_rate), to_rate(given(tax_rate))),
    no_rate(_money, _rate, _money_on)
  ) as _reason
from priced_refunds
