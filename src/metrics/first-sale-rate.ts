import type { Metric } from './metric.ts'

const WINDOW_DAYS = 30

export const firstSaleRate: Metric = {
  name: 'first_sale_rate',
  label: 'First sale in 30 days',
  unit: 'rate',
  better: 'up',
  mart: 'mart_merchants',
  value: {
    of: `sum(case when first_sale_on <= cast(signed_up_on + interval ${WINDOW_DAYS} day as date) then 1 else 0 end)`,
    over: 'count(*)',
  },
  day: 'signed_up_on',
  maturesAfterDays: WINDOW_DAYS,
  dimensions: ['platform', 'region'],
  definition: 'Of the merchants that signed up 30 days before, the share that has sold within those 30 days.',
}
