import { weekdayName } from '../lib/days.ts'
import { minorDigits } from '../lib/money.ts'
import type { Chart, Table } from '../messages/message.ts'
import type { Metric } from '../metrics/metric.ts'
import { showMove } from '../metrics/read/show.ts'
import type { ChartedKpi } from './chart-kpi.ts'
import type { Comparison } from './compare.ts'
import { shortDay, showFigure, showMark } from './show.ts'

/** One row a KPI: its value, what is usual, the change, and what to think of it. */
export function kpiRows(compared: readonly Comparison[], caption: string, currency: string): Table {
  return {
    kind: 'table',
    caption,
    columns: [
      { label: 'KPI' },
      { label: 'Value', align: 'right' },
      { label: 'Usual', align: 'right' },
      { label: 'Change', align: 'right' },
      { label: 'Reading' },
    ],
    rows: compared.map((one) => [one.metric.label, ...comparedCells(one, currency)]),
  }
}

export function comparedCells(one: Comparison, currency: string): string[] {
  const { metric, today, usual } = one
  return [
    showFigure(metric.unit, today.value, currency),
    showFigure(metric.unit, usual?.value ?? null, currency),
    changeOf(one),
    showMark(one),
  ]
}

export function changeOf({ metric, today, usual }: Comparison): string {
  if (today.value === null || usual?.value == null) return '–'
  return showMove(metric.unit, today.value, usual.value)
}

/** `€25,900, +4.1 % against the usual €24,880 of a Monday`; null with nothing usual to compare it with. */
export function againstUsual({ metric, today, usual }: Comparison, currency: string): string | null {
  if (today.value === null || usual?.value == null) return null
  const show = (value: number | null) => showFigure(metric.unit, value, currency)
  const moved = showMove(metric.unit, today.value, usual.value)
  return `${show(today.value)}, ${moved} against the usual ${show(usual.value)} of a ${weekdayName(today.day)}`
}

export function kpiChart(
  { metric, days, values, usual }: ChartedKpi,
  title: string,
  currency: string,
): Chart {
  const { scale, unit } = axisOf(metric, currency)
  const digits = metric.unit === 'rate' ? 2 : isMoney(metric) && metric.unit === 'money-per' ? 2 : 0
  const shown = (value: number | null) => (value === null ? null : Number((value * scale).toFixed(digits)))
  return {
    kind: 'chart',
    title,
    type: 'line',
    categories: days.map(shortDay),
    series: [
      { label: metric.label, values: values.map(shown) },
      { label: 'usual', values: usual.map(shown) },
    ].filter((series) => series.values.some((value) => value !== null)),
    unit,
  }
}

/** What a chart's axis is of, and what values are multiplied by for it. */
export function axisOf(metric: Metric, currency: string): { unit: string; scale: number } {
  if (metric.unit === 'rate') return { unit: '%', scale: 100 }
  if (isMoney(metric)) return { unit: currency, scale: 10 ** -minorDigits(currency) }
  return { unit: metric.label.toLowerCase(), scale: 1 }
}

function isMoney({ unit }: Metric): boolean {
  return unit === 'money' || unit === 'money-per'
}
