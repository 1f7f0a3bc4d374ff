-- grain: a price of a product from an instant on, until the next one
-- price_cents is the shop's currency: `rate` of it for one of `currency`, of the day it was told or holds from
with read as (
  select
    *,
    to_utc(valid_from, _zone) as valid_from_utc
  from priced_prices
)
select
  platform,
  product_id,
  valid_from_utc as valid_from,
  to_cents(price, _rate * untaxed(tax_included, tax_rate)) as price_cents,
  reason,
  campaign_id,
  _money as currency,
  _rate as rate,
  _rated_on as rated_on,
  tax_taken(tax_included, tax_rate) as tax_rate,
  no_time() as updated_at,
  shop_day(valid_from_utc) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', platform),
    no_id('product_id', product_id),
    absent('valid_from', valid_from),
    not_time('valid_from', valid_from, valid_from_utc),
    absent('price', price),
    not_money('price', price, to_decimal(price)),
    not_flag('tax_included', tax_included, to_flag(tax_included)),
    not_share('tax_rate', tax_rate, to_rate(tax_rate)),
    no_rate(_money, _rate, _money_on)
  ) as _reason
from read
