import type { Metric } from './metric.ts'

export const cancelRate: Metric = {
  name: 'cancel_rate',
  label: 'Cancelled orders',
  unit: 'rate',
  better: 'down',
  mart: 'mart_orders',
  value: {
    of: 'sum(case when is_cancelled then 1 else 0 end)',
    over: 'sum(case when is_cancelled or is_sale then 1 else 0 end)',
  },
  day: 'dt',
  settlesAfterDays: 14,
  dimensions: ['platform', 'category', 'channel', 'region', 'merchant'],
  definition: 'Cancelled by now, of the orders placed on the day. Late cancellations still raise a past day.',
}
