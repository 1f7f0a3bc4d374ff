-- grain: a shopper who bought; its category, channel, region and merchant are those of the first order
with nth as (
  select
    *,
    row_number() over (partition by platform, shopper_id order by ordered_at, order_id) as place
  from mart_orders
  where is_sale and shopper_id is not null
)
select
  platform,
  shopper_id,
  min(dt) as first_ordered_on,
  min(case when place = 2 then dt end) as second_ordered_on,
  max(dt) as last_ordered_on,
  cast(count(*) as int) as orders,
  cast(sum(gmv_cents) as bigint) as gmv_cents,
  max(case when place = 1 then category end) as category,
  max(case when place = 1 then channel end) as channel,
  max(case when place = 1 then region end) as region,
  max(case when place = 1 then merchant_id end) as merchant_id
from nth
group by platform, shopper_id
