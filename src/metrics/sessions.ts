import type { Metric } from './metric.ts'

export const sessions: Metric = {
  name: 'sessions',
  label: 'Sessions',
  unit: 'count',
  better: 'up',
  mart: 'mart_sessions',
  value: 'count(*)',
  day: 'dt',
  dimensions: ['platform', 'category', 'channel', 'region', 'merchant'],
  definition: 'Visits that began on the day. Category and merchant are those of the product looked at.',
}
