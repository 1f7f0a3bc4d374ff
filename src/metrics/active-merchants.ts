import type { Metric } from './metric.ts'

export const activeMerchants: Metric = {
  name: 'active_merchants',
  label: 'Active merchants',
  unit: 'count',
  better: 'up',
  mart: 'mart_merchant_days',
  value: 'sum(case when is_active then 1 else 0 end)',
  day: 'dt',
  isLevel: true,
  dimensions: ['platform', 'region'],
  definition: 'Merchants that sold something on the day; one that sells on two platforms counts on each.',
}
