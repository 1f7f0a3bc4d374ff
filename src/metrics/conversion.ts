import type { Metric } from './metric.ts'

export const conversion: Metric = {
  name: 'conversion',
  label: 'Conversion',
  unit: 'rate',
  better: 'up',
  mart: 'mart_sessions',
  value: { of: 'sum(case when is_purchase then 1 else 0 end)', over: 'count(*)' },
  day: 'dt',
  dimensions: ['platform', 'category', 'channel', 'region', 'merchant'],
  definition: 'Sessions that ended in an order, of all sessions that began on the day.',
}
