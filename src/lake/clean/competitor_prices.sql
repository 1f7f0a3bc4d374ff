-- grain: what a competitor's page asked when it was seen
-- price_cents is the shop's currency: `rate` of it for one of `currency`
select
  given(platform) as platform,
  given(url) as url,
  to_utc(given(seen_at), _zone) as seen_at,
  coalesce(given(competitor), given(platform)) as competitor,
  to_gtin(given(gtin)) as item_id,
  given(of_platform) as of_platform,
  given(of_product_id) as of_product_id,
  given(title) as title,
  to_cents(given(price), _rate * untaxed(tax_included, tax_rate)) as price_cents,
  coalesce(lower(given(availability)) <> 'out_of_stock', true) as is_available,
  _money as currency,
  _rate as rate,
  _rated_on as rated_on,
  tax_taken(tax_included, tax_rate) as tax_rate,
  to_utc(cast(null as string), 'UTC') as updated_at,
  shop_day(to_utc(given(seen_at), _zone)) as dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', given(platform)),
    absent('url', given(url)),
    absent('seen_at', given(seen_at)),
    not_past('seen_at', given(seen_at), to_utc(given(seen_at), _zone), _landed_at),
    absent('price', given(price)),
    not_money('price', given(price), to_decimal(given(price))),
    case when to_decimal(given(price)) = 0 then 'price is zero' end,
    case
      when given(of_product_id) is null and to_gtin(given(gtin)) is null then 'neither a product nor a right GTIN'
    end,
    not_flag('tax_included', given(tax_included), to_flag(given(tax_included))),
    not_share('tax_rate', given(tax_rate), to_rate(given(tax_rate))),
    no_rate(_money, _rate, _money_on)
  ) as _reason
from priced_competitor_prices
