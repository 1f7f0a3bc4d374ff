import type { Metric } from './metric.ts'

export const units: Metric = {
  name: 'units',
  label: 'Units',
  unit: 'count',
  better: 'up',
  mart: 'mart_order_lines',
  value: "sum(case when kind = 'sale' and not is_cancelled then quantity else 0 end)",
  day: 'dt',
  dimensions: ['platform', 'category', 'channel', 'region', 'merchant'],
  definition: 'Pieces on the sale lines ordered on the day, cancelled orders left out.',
}
