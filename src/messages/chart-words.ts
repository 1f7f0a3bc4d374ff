import { marksOf } from './chart-marks.ts'
import type { Chart } from './message.ts'
import type { RenderWords } from './render-words.ts'
import { isFigure } from './text-grid.ts'

/** The chart for who cannot see it: of each series its range and where it ends, and what is marked. */
export function chartWords(chart: Chart, words: RenderWords): string {
  const { title, categories, series, unit } = chart
  const show = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 2 })
  const lines = series.map(({ label, values }) => {
    const known = values.filter(isFigure)
    const last = known.at(-1)
    if (last === undefined) return words.noValues(label)
    return words.series(label, words.extent(show(Math.min(...known)), show(Math.max(...known)), show(last)))
  })
  const ends = categories.length > 1 ? words.fromTo(categories[0] ?? '', categories.at(-1) ?? '') : ''
  const marks = marksOf(chart, words)
  return [
    `${words.named(title || words.chart, unit)}${ends}`,
    ...lines,
    ...(marks.length > 0 ? [words.marks(marks)] : []),
  ].join(' ')
}
