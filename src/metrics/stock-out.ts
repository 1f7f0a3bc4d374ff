import type { Metric } from './metric.ts'

export const stockOut: Metric = {
  name: 'stock_out',
  label: 'Out of stock',
  unit: 'rate',
  better: 'down',
  mart: 'mart_product_days',
  value: {
    of: 'sum(case when is_stocked_out then 1 else 0 end)',
    over: 'sum(case when is_stocked_out is not null then 1 else 0 end)',
  },
  day: 'dt',
  dimensions: ['platform', 'category', 'merchant'],
  definition:
    'Products with nothing on hand, of the products whose stock was counted on the day; uncounted products are left out.',
}
