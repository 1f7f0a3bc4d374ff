import type { NativeChart } from './block-kit-types.ts'
import { MARK, marksOf } from './chart-marks.ts'
import { completeChart } from './complete-chart.ts'
import type { Chart } from './message.ts'
import type { RenderWords } from './render-words.ts'
import { line } from './safe-text.ts'
import { isFigure } from './text-grid.ts'

export interface ChartLimits {
  readonly title: number
  readonly label: number
  readonly series: number
  readonly categories: number
}

/**
 * What Slack draws itself, and in `left` what did not fit. Null when there is nothing to draw. Slack refuses a series
 * that lacks a value for a category, so there is none.
 */
export function nativeChart(
  chart: Chart,
  limits: ChartLimits,
  words: RenderWords,
): { readonly block: NativeChart; readonly left: string | null } | null {
  const title = line(chart.title, limits.title) || words.chart
  if (chart.type === 'pie') return nativePie(chart, title, { limits, words })
  const complete = completeChart(chart, limits.categories, words)
  const { categories: all, series: known } = complete.chart
  const marked = new Set((complete.chart.marks ?? []).map(({ at }) => at))
  const named = all.map((category, at) => (marked.has(at) ? `${category} ${MARK}` : category))
  const categories = unique(named.slice(0, limits.categories), limits.label)
  const shown = known.slice(0, limits.series)
  if (shown.length === 0 || categories.length === 0) return null
  const names = unique(
    shown.map((one) => one.label),
    limits.label,
  )
  const series = shown.map((one, at) => ({ name: names[at] ?? '', data: points(categories, one.values) }))
  const axis_config =
    chart.unit === undefined ? { categories } : { categories, y_label: line(chart.unit, limits.title) }
  const cut = leftOut(
    [
      { shown: categories.length, all: all.length, what: 'points' },
      { shown: shown.length, all: known.length, what: 'series' },
    ],
    words,
  )
  const marks = marksOf(chart, words)
  const left = [
    ...(marks.length > 0 ? [words.marks(marks)] : []),
    ...complete.left,
    ...(cut === null ? [] : [cut]),
  ].join(' ')
  return {
    block: { type: 'data_visualization', title, chart: { type: chart.type, series, axis_config } },
    left: left || null,
  }
}

function nativePie(
  chart: Chart,
  title: string,
  { limits, words }: { readonly limits: ChartLimits; readonly words: RenderWords },
) {
  const values = chart.series[0]?.values ?? []
  const slices = points(chart.categories, values).filter(({ value }) => value > 0)
  const shown = slices.slice(0, limits.series)
  if (shown.length === 0) return null
  const labels = unique(
    shown.map((slice) => slice.label),
    limits.label,
  )
  const segments = shown.map(({ value }, at) => ({ label: labels[at] ?? '', value }))
  const block: NativeChart = { type: 'data_visualization', title, chart: { type: 'pie', segments } }
  return { block, left: leftOut([{ shown: shown.length, all: slices.length, what: 'slices' }], words) }
}

function points(labels: readonly string[], values: readonly (number | null)[]) {
  return labels.flatMap((label, at) => {
    const value = values[at]
    return isFigure(value) ? [{ label, value }] : []
  })
}

function leftOut(counts: Parameters<RenderWords['shows']>[0], words: RenderWords): string | null {
  const cut = counts.filter(({ shown, all }) => shown < all)
  return cut.length === 0 ? null : words.shows(cut)
}

/** Labels tell points apart, so two that are cut to the same words get a number. */
function unique(labels: readonly string[], limit: number): string[] {
  const seen = new Set<string>()
  return labels.map((label) => {
    const short = line(label, limit) || '–'
    let candidate = short
    for (let count = 2; seen.has(candidate); count++) {
      candidate = `${line(short, limit - String(count).length - 1)} ${count}`
    }
    seen.add(candidate)
    return candidate
  })
}
