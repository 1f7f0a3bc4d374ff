-- grain: what a shopper did, as a behaviour log tells it; without an id of its own it is known by its content
-- an id is one event within its day: the day is part of the key, so that no row has a newer version in another folder
-- visitor: one visit's events have it in common; it stays when the shopper's name is taken out, and says nothing of the
--   day before
with told as (
  select
    platform,
    event_id,
    happened_at as happened_text,
    to_utc(happened_at, _zone) as happened_at,
    lower(type) as type,
    session_id,
    shopper_id,
    product_id,
    merchant_id,
    category,
    lower(channel) as channel,
    lower(device) as device,
    region,
    variant,
    price,
    to_cents(price, _rate) as price_cents,
    to_decimal(price) as price_told,
    quantity as quantity_text,
    to_whole(quantity) as quantity,
    no_rate(_money, _rate, _money_on) as unrated,
    _source,
    _batch,
    _row,
    _landed_at
  from priced_events
),
dated as (
  select
    *,
    shop_day(happened_at) as dt,
    case
      when type in ('product_view', 'view', 'pv', 'detail', 'click') then 'product_view'
      when type in ('page_view', 'page', 'home') then 'page_view'
      when type = 'search' then 'search'
      when type in ('cart_add', 'cart', 'add_to_cart', 'addtocart') then 'cart_add'
      when type in ('cart_remove', 'remove_from_cart') then 'cart_remove'
      when type in ('wish', 'fav', 'wishlist') then 'wish'
      when type = 'checkout' then 'checkout'
      when type in ('purchase', 'buy', 'transaction', 'order') then 'purchase'
    end as kind
  from told
)
select
  platform,
  case
    when event_id is not null then event_id
    else md5(concat_ws('|', session_id, shopper_id, happened_text, type, product_id))
  end as event_id,
  kind as type,
  happened_at,
  session_id,
  shopper_id,
  key_hash(concat(platform, chr(31), coalesce(session_id, shopper_id), chr(31), cast(dt as string))) as visitor,
  product_id,
  merchant_id,
  category,
  channel,
  device,
  region,
  variant,
  price_cents,
  cast(quantity as int) as quantity,
  no_time() as updated_at,
  dt,
  _source,
  _batch,
  _row,
  _landed_at,
  coalesce(
    absent('platform', platform),
    absent('happened_at', happened_text),
    not_past('happened_at', happened_text, happened_at, _landed_at),
    absent('type', type),
    case when kind is null then 'type is unknown' end,
    case when session_id is null and shopper_id is null then 'neither session_id nor shopper_id' end,
    not_money('price', price, price_told),
    not_count('quantity', quantity_text, quantity),
    case when price is not null then unrated end
  ) as _reason
from dated
