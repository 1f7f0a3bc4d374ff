import type { Metric } from '../../../metrics/metric.ts'

/** The names of KPIs and of what they are split by. A KPI's English name stands with the KPI. */
export const metricWords = () => ({
  label: (metric: Pick<Metric, 'name' | 'label'>) => metric.label,
  definition: (metric: Metric) => metric.definition,
  /** one of `DIMENSIONS` */
  dimension: (name: string) => name,
  /** at the head of a column */
  dimensionTitle: (name: string) => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`,
  unknown: (dimension: string) => `unknown ${dimension}`,
  wholeShop: 'the whole shop',
})
