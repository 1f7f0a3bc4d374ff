import { sum } from '../lib/sum.ts'
import { showNumber } from '../lib/text.ts'
import { marksOf } from './chart-marks.ts'
import type { Chart, Table } from './message.ts'
import { type RenderWords, renderWords } from './render-words.ts'
import { line } from './safe-text.ts'

/** Tables and charts as aligned text: for the terminal, and for servers that know no better block. */
const MARKS = [...'▁▂▃▄▅▆▇█']
const BAR_WIDTH = 20
const SPARK_WIDTH = 60

export interface GridLimits {
  readonly rows: number
  readonly cell: number
}

export function tableLines(table: Table, limits: GridLimits, words = renderWords()): string[] {
  if (table.rows.length === 0) return [`(${words.noData})`]
  const labels = table.columns.map((column) => line(column.label, limits.cell))
  const rows = table.rows
    .slice(0, limits.rows)
    .map((row) => table.columns.map((_, at) => line(row[at] ?? '', limits.cell)))
  const widths = labels.map((label, at) => Math.max(width(label), ...rows.map((row) => width(row[at] ?? ''))))
  const aligned = (cells: readonly string[]) =>
    cells
      .map((cell, at) => pad(cell, widths[at] ?? 0, table.columns[at]?.align ?? 'left'))
      .join('  ')
      .trimEnd()
  const rest = table.rows.length - rows.length
  return [
    aligned(labels),
    widths.map((size) => '─'.repeat(size)).join('  '),
    ...rows.map(aligned),
    ...(rest > 0 ? [words.moreCells(rest, 0)] : []),
  ]
}

/** A line becomes a sparkline a series, bars become bars; several series of bars become a table. */
export function chartLines(chart: Chart, limits: GridLimits, words = renderWords()): string[] {
  const unit = chart.unit === undefined ? '' : ` (${line(chart.unit, 20)})`
  const title = `${line(chart.title, 60)}${unit}`
  if (chart.categories.length === 0 || chart.series.length === 0) return [title, `(${words.noData})`]
  if (chart.type === 'line' || chart.type === 'area') return [title, ...sparkLines(chart, words)]
  if (chart.series.length === 1) return [title, ...barLines(chart, limits, words)]
  return [title, ...tableLines(chartTable(chart), limits, words)]
}

/** The figures of a chart, one row a category. */
function chartTable(chart: Chart): Table {
  return {
    kind: 'table',
    caption: chart.title,
    columns: [
      { label: '' },
      ...chart.series.map((series) => ({ label: series.label, align: 'right' as const })),
    ],
    rows: chart.categories.map((category, at) => [
      category,
      ...chart.series.map((series) => figure(series.values[at])),
    ]),
  }
}

function sparkLines(chart: Chart, words: RenderWords): string[] {
  const labels = chart.series.map((series) => line(series.label, 24))
  const widest = Math.max(...labels.map(width))
  const drawn = chart.series.map((series, at) => {
    const known = series.values.filter(isFigure)
    const extent =
      known.length === 0
        ? words.noData
        : words.extent(figure(Math.min(...known)), figure(Math.max(...known)), figure(known.at(-1)))
    return `${pad(labels[at] ?? '', widest, 'left')}  ${sparkline(series.values)}  ${extent}`
  })
  const [first, last] = [chart.categories[0] ?? '', chart.categories[chart.categories.length - 1] ?? '']
  const marks = marksOf(chart, words)
  return [
    ...drawn,
    words.span(line(first, 24), line(last, 24), chart.categories.length),
    ...(marks.length > 0 ? [words.marks(marks)] : []),
  ]
}

function barLines(chart: Chart, limits: GridLimits, words: RenderWords): string[] {
  const values = chart.series[0]?.values ?? []
  const shown = chart.categories.slice(0, limits.rows).map((label) => line(label, limits.cell))
  const most = Math.max(...values.filter(isFigure).map(Math.abs), 0)
  const widest = Math.max(...shown.map(width))
  const rest = chart.categories.length - shown.length
  return [
    ...shown.map((label, at) => {
      const value = values[at]
      const filled = isFigure(value) && most > 0 ? Math.round((Math.abs(value) / most) * BAR_WIDTH) : 0
      return `${pad(label, widest, 'left')}  ${pad('█'.repeat(filled), BAR_WIDTH, 'left')}  ${figure(value)}`
    }),
    ...(rest > 0 ? [words.more(rest)] : []),
  ]
}

/**
 * `sparkline([1, 2, 3])` is `▁▅█`; a gap is a space. Longer series are averaged down to 60 marks.
 *
 * @internal exported for the tests: its marks
 */
export function sparkline(values: readonly (number | null)[]): string {
  const points = averaged(values, SPARK_WIDTH)
  const known = points.filter(isFigure)
  const low = Math.min(...known)
  const span = Math.max(...known) - low
  return points
    .map((value) => {
      if (!isFigure(value)) return ' '
      return MARKS[span === 0 ? 3 : Math.round(((value - low) / span) * (MARKS.length - 1))] ?? ' '
    })
    .join('')
}

function averaged(values: readonly (number | null)[], marks: number): (number | null)[] {
  if (values.length <= marks) return [...values]
  return Array.from({ length: marks }, (_, at) => {
    const from = Math.floor((at * values.length) / marks)
    const bucket = values.slice(from, Math.floor(((at + 1) * values.length) / marks)).filter(isFigure)
    return bucket.length === 0 ? null : sum(bucket) / bucket.length
  })
}

export function isFigure(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

function figure(value: number | null | undefined): string {
  if (!isFigure(value)) return '–'
  const size = Math.abs(value)
  return showNumber(value, Number.isInteger(value) || size >= 1000 ? 0 : size >= 10 ? 1 : 2)
}

function width(text: string): number {
  return [...text].length
}

function pad(text: string, size: number, align: 'left' | 'right'): string {
  const room = ' '.repeat(Math.max(0, size - width(text)))
  return align === 'right' ? room + text : text + room
}
