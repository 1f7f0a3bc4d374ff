import { sum } from '../lib/sum.ts'
import type { Chart } from './message.ts'
import type { RenderWords } from './render-words.ts'
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
  words: RenderWords,
): { readonly chart: Chart; readonly left: readonly string[] } {
  const isTimeLike = chart.type === 'line' || chart.type === 'area'
  const known = withoutGaps(chart, words)
  const folded = isTimeLike ? folding(known.chart, most, words) : { chart: known.chart, left: [] }
  return { chart: folded.chart, left: [...known.left, ...folded.left] }
}

interface Completed {
  readonly chart: Chart
  readonly left: readonly string[]
}

function withoutGaps(chart: Chart, words: RenderWords): Completed {
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
      ...marksAt(chart, (at) => kept.indexOf(at)),
      series: chart.series
        .filter(isWhole)
        .map(({ label, values }) => ({ label, values: kept.map((at) => values[at] ?? null) })),
    },
    left: [
      ...(missing > 0 ? [words.pointsLeftOut(missing)] : []),
      ...(short.length > 0 ? [words.seriesLeftOut(short)] : []),
    ],
  }
}

/** Groups from the end, so that the last one is whole. */
function folding(chart: Chart, most: number, words: RenderWords): Completed {
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
      ...marksAt(chart, (at) => groups.findIndex(({ from, to }) => at >= from && at < to)),
      series: chart.series.map(({ label, values }) => ({
        label,
        values: groups.map((group) => meanIn(values, group)),
      })),
    },
    left: [words.means(count, size)],
  }
}

/** Each mark where its category has gone; without one that is gone. */
function marksAt({ marks }: Chart, moved: (at: number) => number): Pick<Chart, 'marks'> {
  if (!marks) return {}
  return { marks: marks.map(({ at, label }) => ({ at: moved(at), label })).filter(({ at }) => at >= 0) }
}
