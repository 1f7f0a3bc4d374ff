-- grain: a refund; without an id of its own it is known by its content
-- amount_cents is the shop's currency: `rate` of it for one of `currency`
with read as (
  select
    *,
    to_utc(refunded_at, _zone) as refunded_at_utc
  from priced_refunds
)
select
  platform,
  coalesce(refund_id, md5(concat_ws('|', order_id, line_id, product_id, quantity, amount, refunded_at))) as refund_id,
  order_id,
  line_id,
  product_id,
  merchant_id,
  cast(case when to_pieces(quantity) <= 2147483647 then to_pieces(quantity) end as int) as quantity,
  to_cents(amount, _rate * untaxed(tax_included, tax_rate)) as amount_cents,
  refunded_at_utc as refunded_at,
  reason,
  _money as currency,
  _rate as rate,
  _rated_on as rated_on,
  tax_taken(tax_included, tax_rate) as tax_rate,
  no_time() as updated_at,
  shop_day(refunded_at_utc) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', platform),
    no_id('order_id', order_id),
    absent('amount', amount),
    absent('refunded_at', refunded_at),
    not_past('refunded_at', refunded_at, refunded_at_utc, _landed_at),
    not_money('amount', amount, to_decimal(amount)),
    not_money('quantity', quantity, to_decimal(quantity)),
    case when to_pieces(quantity) > 2147483647 then 'quantity is impossibly large' end,
    not_flag('tax_included', tax_included, to_flag(tax_included)),
    not_share('tax_rate', tax_rate, to_rate(tax_rate)),
    no_rate(_money, _rate, _money_on)
  ) as _reason
from read
