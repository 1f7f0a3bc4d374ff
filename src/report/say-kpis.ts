import { minorDigits } from '../lib/money.ts'
import type { Chart, Table } from '../messages/message.ts'
import type { Metric } from '../metrics/metric.ts'
import type { ChartedKpi } from './chart-kpi.ts'
import type { Comparison } from './compare.ts'
import { sayMark } from './say-segment.ts'
import type { Locale } from './words/locale.ts'

/** One row a KPI: its value, what is usual, the change, and what to think of it. */
export function kpiRows(compared: readonly Comparison[], caption: string, locale: Locale): Table {
  const { kpi, metrics } = locale.words
  return {
    kind: 'table',
    caption,
    columns: [{ label: kpi.columns.kpi }, ...comparedColumns(locale)],
    rows: compared.map((one) => [metrics.label(one.metric), ...comparedCells(one, locale)]),
  }
}

/** The heads of `comparedCells`. */
export function comparedColumns({ words: { kpi } }: Locale): Table['columns'] {
  const { value, usual, change, status } = kpi.columns
  return [...[value, usual, change].map((label) => ({ label, align: 'right' as const })), { label: status }]
}

export function comparedCells(one: Comparison, locale: Locale): string[] {
  const { metric, today, usual } = one
  return [
    locale.figure(metric.unit, today.value),
    locale.figure(metric.unit, usual?.value ?? null),
    changeOf(one, locale),
    sayMark(one, locale),
  ]
}

export function changeOf({ metric, today, usual }: Comparison, { move }: Locale): string {
  return move(metric.unit, today.value, usual?.value)
}

/** `€25,900, +4.1 % against the usual €24,880 of a Monday`; null with nothing usual to compare it with. */
export function againstUsual({ metric, today, usual }: Comparison, locale: Locale): string | null {
  if (today.value === null || usual?.value == null) return null
  return locale.words.kpi.againstUsual({
    value: locale.figure(metric.unit, today.value),
    move: locale.move(metric.unit, today.value, usual.value),
    usual: locale.figure(metric.unit, usual.value),
    day: today.day,
  })
}

/** A KPI day by day beside its usual level. */
export function kpiChart({ metric, days, values, usual, marks }: ChartedKpi, locale: Locale): Chart {
  const { kpi, metrics } = locale.words
  const { scale, unit } = axisOf(metric, locale)
  const digits = metric.unit === 'rate' || metric.unit === 'money-per' ? 2 : 0
  const shown = (value: number | null) => (value === null ? null : Number((value * scale).toFixed(digits)))
  const label = metrics.label(metric)
  return {
    kind: 'chart',
    title: kpi.chart(label, days.length),
    type: 'line',
    categories: days.map(locale.shortDay),
    series: [
      { label, values: values.map(shown) },
      { label: kpi.usualLine, values: usual.map(shown) },
    ].filter((series) => series.values.some((value) => value !== null)),
    unit,
    ...(marks.length > 0 && { marks }),
  }
}

/** What a chart's axis is of, and what values are multiplied by for it. */
export function axisOf(metric: Metric, { currency, words }: Locale): { unit: string; scale: number } {
  if (metric.unit === 'rate') return { unit: '%', scale: 100 }
  if (metric.unit === 'count') return { unit: words.metrics.label(metric).toLowerCase(), scale: 1 }
  return { unit: currency, scale: 10 ** -minorDigits(currency) }
}
