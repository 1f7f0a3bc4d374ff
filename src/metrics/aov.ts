import type { Metric } from './metric.ts'

export const aov: Metric = {
  name: 'aov',
  label: 'Average order',
  unit: 'money-per',
  better: 'up',
  mart: 'mart_orders',
  value: {
    of: 'sum(case when is_sale then gmv_cents else 0 end)',
    over: 'sum(case when is_sale then 1 else 0 end)',
  },
  day: 'dt',
  dimensions: ['platform', 'category', 'channel', 'region', 'merchant'],
  definition: 'GMV of the orders of the day by their number; an order counts whole for its largest line.',
}
