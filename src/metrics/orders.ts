import type { Metric } from './metric.ts'

export const orders: Metric = {
  name: 'orders',
  label: 'Orders',
  unit: 'count',
  better: 'up',
  mart: 'mart_orders',
  value: 'sum(case when is_sale then 1 else 0 end)',
  day: 'dt',
  dimensions: ['platform', 'category', 'channel', 'region', 'merchant'],
  definition:
    'Orders placed on the day with at least one sale line, cancelled ones left out. Category and merchant are those of the largest line.',
}
