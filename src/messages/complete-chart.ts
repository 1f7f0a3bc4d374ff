import { sum } from '../lib/sum.ts'
import { plural } from '../lib/text.ts'
import type { Chart } from './message.ts'
import { isFigure } from './text-grid.ts'

/**
 * A chart as Slack takes it: no more categories than fit, and of every series exactly one value for each of them. What
 * had to give way is told in `left`.
 *
 * A line of too many days is drawn as means of as few of them as fit, so that it still begins and ends where it did. A
 * category without a value of the first series is left out; so is a further series that does not have all its values.
 */
export function completeChart(
  chart: Chart,
  most: number,
): { readonly chart: Chart; readonly left: readonly string[] } {
  const isTimeLike = chart.type === 'line' || chart.type === 'area'
  const known = withoutGaps(chart)
  const folded = isTimeLike ? folding(known.chart, most) : { chart: known.chart, left: [] }
  return { chart: folded.chart, left: [...known.left, ...folded.left] }
}

function withoutGaps(chart: Chart): { readonly chart: Chart; readonly left: readonly string[] } {
  const [first] = chart.series
  if (!first) return { chart, left: [] }
  const kept = chart.categories.flatMap((_, at) => (isFigure(first.values[at]) ? [at] : []))
  const missing = chart.categories.length - kept.length
  const isWhole = ({ values }: Chart['series'][number]) => kept.every((at) => isFigure(values[at]))
  const short = chart.series.filter((one) => !isWhole(one)).map(({ label }) => label)
  return {
    chart: {
      ...chart,
      categories: kept.map((at) => chart.categories[at] ?? ''),
      series: chart.series
        .filter(isWhole)
        .map(({ label, values }) => ({ label, values: kept.map((at) => values[at] ?? null) })),
    },
    left: [
      ...(missing > 0 ? [`${plural(missing, 'point')} without data left out.`] : []),
      ...(short.length > 0 ? [`Not known for every point, so left out: ${short.join(', ')}.`] : []),
    ],
  }
}

/** Groups from the end, so that the last one is whole. */
function folding(chart: Chart, most: number): { readonly chart: Chart; readonly left: readonly string[] } {
  const count = chart.categories.length
  const size = Math.ceil(count / most)
  if (size <= 1) return { chart, left: [] }
  const groups = Array.from({ length: Math.ceil(count / size) }, (_, i) => {
    const to = count - i * size
    return { from: Math.max(0, to - size), to }
  }).reverse()
  const meanIn = (values: readonly (number | null)[], { from, to }: (typeof groups)[number]) => {
    const figures = values.slice(from, to).filter(isFigure)
    return Number((sum(figures) / figures.length).toPrecision(6))
  }
  return {
    chart: {
      ...chart,
      categories: groups.map(({ from, to }) => {
        const [begins = '', ends = ''] = [chart.categories[from], chart.categories[to - 1]]
        return begins === ends ? begins : `${begins} – ${ends}`
      }),
      series: chart.series.map(({ label, values }) => ({
        label,
        values: groups.map((group) => meanIn(values, group)),
      })),
    },
    left: [`All ${count} points are in it, each drawn point as the mean of up to ${size}.`],
  }
}
