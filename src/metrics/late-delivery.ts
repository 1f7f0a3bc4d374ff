import type { Metric } from './metric.ts'

export const lateDelivery: Metric = {
  name: 'late_delivery',
  label: 'Late deliveries',
  unit: 'rate',
  better: 'down',
  mart: 'mart_orders',
  value: {
    of: 'sum(case when is_late then 1 else 0 end)',
    over: 'sum(case when is_delivered and promised_on is not null then 1 else 0 end)',
  },
  day: 'delivered_on',
  dimensions: ['platform', 'category', 'channel', 'region', 'merchant'],
  definition:
    'Delivered after the promised day, of the orders delivered on the day that had a promise. What is still on its way is not counted.',
}
