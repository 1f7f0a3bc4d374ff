import type { Metric } from './metric.ts'

export const gmv: Metric = {
  name: 'gmv',
  label: 'GMV',
  unit: 'money',
  better: 'up',
  mart: 'mart_order_lines',
  value: "sum(case when kind = 'sale' and not is_cancelled then line_cents else 0 end)",
  day: 'dt',
  dimensions: ['platform', 'category', 'channel', 'region', 'merchant'],
  definition:
    'Value of the sale lines ordered on the day after discount, cancelled orders left out, refunds not taken off. By line, so exact for every merchant and category.',
}
