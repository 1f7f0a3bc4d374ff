-- grain: what a competitor's page asked when it was seen
-- price_cents is the shop's currency: `rate` of it for one of `currency`
with read as (
  select
    *,
    to_utc(seen_at, _zone) as seen_at_utc,
    to_gtin(gtin) as read_gtin
  from priced_competitor_prices
)
select
  platform,
  url,
  seen_at_utc as seen_at,
  coalesce(competitor, platform) as competitor,
  read_gtin as item_id,
  of_platform,
  of_product_id,
  title,
  to_cents(price, _rate * untaxed(tax_included, tax_rate)) as price_cents,
  coalesce(lower(availability) <> 'out_of_stock', true) as is_available,
  _money as currency,
  _rate as rate,
  _rated_on as rated_on,
  tax_taken(tax_included, tax_rate) as tax_rate,
  no_time() as updated_at,
  shop_day(seen_at_utc) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', platform),
    absent('url', url),
    absent('seen_at', seen_at),
    not_past('seen_at', seen_at, seen_at_utc, _landed_at),
    absent('price', price),
    not_money('price', price, to_decimal(price)),
    case when to_decimal(price) = 0 then 'price is zero' end,
    case
      when of_product_id is null and read_gtin is null then 'neither a product nor a right GTIN'
    end,
    not_flag('tax_included', tax_included, to_flag(tax_included)),
    not_share('tax_rate', tax_rate, to_rate(tax_rate)),
    no_rate(_money, _rate, _money_on)
  ) as _reason
from read
