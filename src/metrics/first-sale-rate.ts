import type { Metric } from './metric.ts'

const WINDOW = 'interval 30 day'

export const firstSaleRate: Metric = {
  name: 'first_sale_rate',
  label: 'First sale in 30 days',
  unit: 'rate',
  better: 'up',
  mart: 'mart_merchants',
  value: {
    of: `sum(case when first_sale_on <= cast(signed_up_on + ${WINDOW} as date) then 1 else 0 end)`,
    over: 'count(*)',
  },
  // dated when the window closes, as with repurchase
  day: `cast(signed_up_on + ${WINDOW} as date)`,
  slices: ['platform', 'region'],
  definition: 'Of the merchants that signed up 30 days before, the share that has sold within those 30 days.',
}
