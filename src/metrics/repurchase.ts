import type { Metric } from './metric.ts'

const WINDOW_DAYS = 90

export const repurchase: Metric = {
  name: 'repurchase',
  label: 'Repurchase in 90 days',
  unit: 'rate',
  better: 'up',
  mart: 'mart_customers',
  value: {
    of: `sum(case when second_ordered_on <= cast(first_ordered_on + interval ${WINDOW_DAYS} day as date) then 1 else 0 end)`,
    over: 'count(*)',
  },
  day: 'first_ordered_on',
  maturesAfterDays: WINDOW_DAYS,
  dimensions: ['platform', 'category', 'channel', 'region', 'merchant'],
  definition:
    'Of the shoppers whose first order in the data was 90 days before, the share that ordered again within those 90 days. Slices are those of the first order.',
}
