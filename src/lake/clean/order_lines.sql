-- grain: a line of an order; without an id of its own it is known by its content, so exact copies merge
-- kind: what the platform says; else cancel (a credit invoice C123 with a negative quantity), fee (a code that is no
--   product), adjustment (price zero or less, or a negative quantity without a cancel), return, sale
-- a return takes back what it says, however its signs are written; `kinds` names the source's own words for kinds
-- quantity is in whole pieces, a weight in as many as it begins; the money is of what was weighed
-- dt is the day of ordered_at, else its order's; cents are the shop's currency: `rate` of it for one of `currency`
-- unit_price is in `currency`, as it was told; cents are without the tax that is told to be in it (`tax_rate`)
with told as (
  select
    *,
    coalesce(quantity, quantity_if_none) as quantity_told,
    to_decimal(coalesce(quantity, quantity_if_none)) as sold,
    to_decimal(unit_price) as price_told,
    lower(coalesce(mapped(kinds, kind), kind)) as incoming_kind
  from priced_order_lines
),
line as (
  select
    platform,
    order_id,
    coalesce(
      line_id,
      md5(concat_ws('|', product_id, title, quantity, unit_price, ordered_at, customer_id, region))
    ) as line_id,
    product_id,
    merchant_id,
    title,
    to_pieces(quantity_told) as quantity,
    sold,
    coalesce(lower(price_is) = 'line', false) as is_total,
    price_told,
    coalesce(lower(negatives) = 'returns', false) as is_negative_return,
    to_cents(discount, _rate * untaxed(tax_included, tax_rate)) as discount_cents,
    to_cents(freight, _rate * untaxed(tax_included, tax_rate)) as freight_cents,
    to_utc(ordered_at, _zone) as ordered_at,
    customer_id,
    region,
    to_utc(updated_at, _zone) as updated_at,
    incoming_kind,
    code_digits is null
      or length(regexp_extract(product_id, '^[0-9]*', 0)) >= to_count(code_digits) as is_product,
    coalesce(
      absent('platform', platform),
      no_id('order_id', order_id),
      no_id('product_id', product_id),
      absent('quantity', quantity_told),
      not_number('quantity', quantity_told, sold),
      case when abs(to_pieces(quantity_told)) > 2147483647 then 'quantity is impossibly large' end,
      absent('unit_price', unit_price),
      not_number('unit_price', unit_price, price_told),
      case
        when coalesce(lower(price_is), '') <> 'line' and abs(cast(sold as double) * price_told) > 1e11
          then 'quantity times unit_price is impossibly large'
      end,
      not_money('discount', discount, to_decimal(discount)),
      not_number('freight', freight, to_decimal(freight)),
      not_past('ordered_at', ordered_at, to_utc(ordered_at, _zone), _landed_at),
      not_past('updated_at', updated_at, to_utc(updated_at, _zone), _landed_at),
      not_kind(incoming_kind),
      not_flag('discount_subtracted', discount_subtracted, to_flag(discount_subtracted)),
      not_flag('tax_included', tax_included, to_flag(tax_included)),
      not_share('tax_rate', tax_rate, to_rate(tax_rate)),
      no_rate(_money, _rate, _money_on)
    ) as _reason,
    _money,
    _rate,
    _rate * untaxed(tax_included, tax_rate) as net_rate,
    tax_taken(tax_included, tax_rate) as tax_rate,
    coalesce(to_flag(discount_subtracted), false) as is_discount_off,
    _rated_on,
    _source,
    _batch,
    _row,
    _landed_at
  from told
),
known as (
  select
    *,
    case
      when incoming_kind is not null then incoming_kind
      when quantity < 0 and regexp_like(order_id, '^C[0-9]+$') then 'cancel'
      when not is_product then 'fee'
      when is_negative_return and (price_told < 0 or quantity < 0) then 'return'
      when price_told <= 0 or quantity <= 0 then 'adjustment'
      else 'sale'
    end as kind,
    -- a total is shared out among its pieces
    case
      when not is_total then price_told
      when sold <> 0 then try_cast(round(cast(price_told as double) / cast(sold as double), 4) as decimal(18, 4))
      else price_told
    end as piece_price,
    case when is_discount_off then 0 else coalesce(discount_cents, 0) end as paid_off,
    case when _reason is null then case when is_total then cast(price_told as decimal(36, 8)) else sold * price_told end end as gross
  from line
)
select
  platform,
  order_id,
  line_id,
  product_id,
  merchant_id,
  title,
  kind,
  is_product,
  cast(case when _reason is null then case when kind = 'return' then -abs(quantity) else quantity end end as int) as quantity,
  case when kind = 'return' then abs(piece_price) else piece_price end as unit_price,
  price_cents(case when kind = 'return' then abs(piece_price) else piece_price end, net_rate) as unit_price_cents,
  coalesce(discount_cents, 0) as discount_cents,
  freight_cents,
  case
    when kind = 'return' then paid_off - price_cents(abs(gross), net_rate)
    else price_cents(gross, net_rate) - paid_off
  end as line_cents,
  ordered_at,
  customer_id,
  region,
  _money as currency,
  _rate as rate,
  _rated_on as rated_on,
  tax_rate,
  updated_at,
  shop_day(ordered_at) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  _reason
from known
