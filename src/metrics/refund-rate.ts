import type { Metric } from './metric.ts'

const COLUMNS = 'dt, platform, merchant_id, category, channel, region'

export const refundRate: Metric = {
  name: 'refund_rate',
  label: 'Refunded',
  unit: 'rate',
  better: 'down',
  // two facts of one day under one roof: neither is joined, so both stay exact in every slice
  mart: `(
    select ${COLUMNS}, amount_cents as refunded_cents, cast(0 as bigint) as sold_cents
    from mart_refunds
    union all
    select ${COLUMNS}, cast(0 as bigint) as refunded_cents,
      case when kind = 'sale' and not is_cancelled then line_cents else 0 end as sold_cents
    from mart_order_lines
  )`,
  value: { of: 'sum(refunded_cents)', over: 'sum(sold_cents)' },
  day: 'dt',
  dimensions: ['platform', 'category', 'channel', 'region', 'merchant'],
  definition:
    'Money refunded on the day, whenever it was ordered, by the GMV of the same day. So a past day never changes as refunds come in.',
}
