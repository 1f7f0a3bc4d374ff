-- grain: a product of a platform; the latest delivery is kept
-- a GTIN that is none is left out and told, the product stays; money is not negative; cents are the shop's currency: `rate` of it for one of `currency`, of the day it landed
with read as (
  select
    *,
    to_gtin(gtin) as read_gtin,
    to_utc(listed_at, _zone) as listed_at_utc,
    to_utc(updated_at, _zone) as updated_at_utc
  from priced_products
)
select
  platform,
  product_id,
  merchant_id,
  title,
  category,
  to_cents(cost, _rate * untaxed(tax_included, tax_rate)) as cost_cents,
  to_cents(list_price, _rate * untaxed(tax_included, tax_rate)) as list_price_cents,
  to_cents(competitor_price, _rate * untaxed(tax_included, tax_rate)) as competitor_cents,
  to_cents(least_price, _rate * untaxed(tax_included, tax_rate)) as least_price_cents,
  to_count(lead_time_days) as lead_time_days,
  to_count(moq) as moq,
  to_count(pack_size) as pack_size,
  read_gtin as gtin,
  gtin is not null and read_gtin is null as is_gtin_wrong,
  _money as currency,
  _rate as rate,
  _rated_on as rated_on,
  tax_taken(tax_included, tax_rate) as tax_rate,
  listed_at_utc as listed_at,
  updated_at_utc as updated_at,
  shop_day(listed_at_utc) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', platform),
    no_id('product_id', product_id),
    not_money('cost', cost, to_decimal(cost)),
    not_money('list_price', list_price, to_decimal(list_price)),
    not_money('competitor_price', competitor_price, to_decimal(competitor_price)),
    not_money('least_price', least_price, to_decimal(least_price)),
    not_count('lead_time_days', lead_time_days, to_whole(lead_time_days)),
    not_count('moq', moq, to_whole(moq)),
    not_count('pack_size', pack_size, to_whole(pack_size)),
    not_time('listed_at', listed_at, listed_at_utc),
    not_past('updated_at', updated_at, updated_at_utc, _landed_at),
    not_flag('tax_included', tax_included, to_flag(tax_included)),
    not_share('tax_rate', tax_rate, to_rate(tax_rate)),
    no_rate(_money, _rate, _money_on)
  ) as _reason
from read
