// its one file: as modules it is six hundred, and each start of the program would wait for them
import { init } from 'echarts/dist/echarts.esm.min'
import { languageIn } from '../lib/language.ts'
import type { Chart } from './message.ts'
import { renderWords } from './render-words.ts'
import { line } from './safe-text.ts'
import { isFigure } from './text-grid.ts'

/** Blue first; then colours told apart by the colour-blind (Okabe and Ito). */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9']
const INK = '#1d1c1d'
const FAINT = '#616061'
const RULE = '#e8e8e8'
const FONT = 'DejaVu Sans, Helvetica, Arial, sans-serif'

const SIZE = { width: 720, height: 320 }

type Series = Chart['series'][number]

/**
 * A chart as SVG, light and with few lines, for images and for pages. `Low` and `High` become one shaded range; the axis
 * begins at zero, so that heights compare; what is marked is a line with its name.
 */
export function chartSvg(
  chart: Chart,
  size: { readonly width: number; readonly height: number } = SIZE,
): string {
  const canvas = init(null, null, { renderer: 'svg', ssr: true, ...size })
  try {
    canvas.setOption({
      animation: false,
      backgroundColor: '#ffffff',
      color: COLOURS,
      textStyle: { fontFamily: FONT, color: INK },
      title: {
        text: line(chart.title, 80),
        left: 12,
        top: 8,
        textStyle: { fontSize: 15, fontWeight: 'bold', color: INK },
      },
      legend: legendOf(chart),
      ...(chart.type === 'pie' ? pieOf(chart) : axesOf(chart)),
    })
    return canvas.renderToSVGString()
  } finally {
    canvas.dispose()
  }
}

function legendOf(chart: Chart) {
  const show = chart.type !== 'pie' && chart.series.length > 1
  const { plain, range } = partsOf(chart)
  const names = plain.map(({ label }) => line(label, 24))
  return {
    show,
    data: range ? [...names, range.name] : names,
    left: 12,
    top: 34,
    icon: 'roundRect',
    itemWidth: 12,
    itemHeight: 4,
    itemGap: 26,
    textStyle: { fontSize: 12, color: FAINT },
  }
}

function axesOf(chart: Chart) {
  const label = { color: FAINT, fontSize: 11 }
  return {
    grid: {
      left: 16,
      right: 24,
      top: chart.series.length > 1 ? 76 : 56,
      bottom: 16,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: {
      type: 'category',
      data: chart.categories.map((category) => line(category, 24)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: RULE } },
      axisLabel: { ...label, hideOverlap: true },
      boundaryGap: chart.type === 'bar',
    },
    yAxis: {
      type: 'value',
      name: line(chart.unit ?? '', 20),
      nameTextStyle: label,
      splitLine: { lineStyle: { color: RULE } },
      axisLabel: {
        ...label,
        formatter: (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 2 }),
      },
    },
    series: withMarks(seriesOf(chart), chart),
  }
}

function seriesOf(chart: Chart) {
  const { plain, range } = partsOf(chart)
  const figures = (values: Series['values']) =>
    chart.categories.map((_, at) => (isFigure(values[at]) ? values[at] : null))
  const lines = plain.map(({ label, values }, at) => ({
    name: line(label, 24),
    type: chart.type === 'bar' ? 'bar' : 'line',
    data: figures(values),
    symbol: 'circle',
    symbolSize: 5,
    showSymbol: chart.categories.length <= 31 && !isExpected(label),
    barMaxWidth: 36,
    itemStyle: { color: COLOURS[at % COLOURS.length] },
    lineStyle: isExpected(label) ? { width: 2, type: 'dashed' } : { width: 2.5 },
    ...(chart.type === 'area' ? { areaStyle: { opacity: 0.15 } } : {}),
  }))
  if (!range) return lines
  const [low, high] = [figures(range.low), figures(range.high)]
  const height = high.map((top, at) => (top === null || low[at] == null ? null : top - low[at]))
  const edge = { type: 'line', stack: range.name, symbol: 'none', lineStyle: { opacity: 0 }, color: FAINT }
  return [
    ...lines,
    { ...edge, name: 'from', data: low },
    { ...edge, name: range.name, data: height, areaStyle: { opacity: 0.16 } },
  ]
}

/** Each mark as a faint upright line over its category; one of several neighbouring marks bears the name. */
function withMarks<T extends object>(series: readonly T[], chart: Chart) {
  const [first, ...others] = series
  const { marks = [] } = chart
  if (!first || marks.length === 0) return series
  const isNamed = (at: number, label: string) =>
    !marks.some((other) => other.label === label && other.at === at - 1)
  const data = marks.map(({ at, label }) => ({
    xAxis: at,
    label: {
      show: isNamed(at, label),
      formatter: line(label, 24),
      color: FAINT,
      fontSize: 11,
      position: 'insideEndTop' as const,
    },
  }))
  const markLine = { symbol: 'none', silent: true, lineStyle: { color: FAINT, type: 'dotted' }, data }
  return [{ ...first, markLine }, ...others]
}

/** A low and a high bound are one thing to look at; every other series is a line of its own. */
function partsOf({ type, series }: Chart) {
  const named = (word: RegExp) => (type === 'line' ? series.find(({ label }) => word.test(label)) : undefined)
  const [low, high] = [named(/\blow\b|下限/i), named(/\bhigh\b|上限/i)]
  if (!low || !high) return { plain: series, range: null }
  const plain = series.filter((one) => one !== low && one !== high)
  const name = renderWords(languageIn(low.label)).range
  return { plain, range: { name, low: low.values, high: high.values } }
}

function isExpected(label: string): boolean {
  return /^(expected|usual)\b|^(预期值|平时)/i.test(label)
}

function pieOf(chart: Chart) {
  const values = chart.series[0]?.values ?? []
  return {
    series: [
      {
        type: 'pie',
        radius: ['42%', '72%'],
        center: ['50%', '56%'],
        label: { color: INK, fontSize: 12, formatter: '{b}  {d} %' },
        itemStyle: { borderColor: '#ffffff', borderWidth: 2 },
        data: chart.categories.map((name, at) => ({ name: line(name, 24), value: values[at] ?? 0 })),
      },
    ],
  }
}
