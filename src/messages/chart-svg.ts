import { BarChart, LineChart, PieChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { Chart } from './message.ts'
import { line } from './safe-text.ts'
import { isFigure } from './text-grid.ts'

use([BarChart, LineChart, PieChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer])

/** Blue first; then colours told apart by the colour-blind (Okabe and Ito). */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9']
const INK = '#1d1c1d'
const FAINT = '#616061'
const RULE = '#e8e8e8'
const FONT = 'DejaVu Sans, Helvetica, Arial, sans-serif'

/** A chart as SVG, light and with few lines, for images and for pages. A series named `low` or `high` is a dashed bound. */
export function chartSvg(
  chart: Chart,
  size: { width: number; height: number } = { width: 720, height: 320 },
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
  return {
    show,
    right: 12,
    top: 10,
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
      top: 56,
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
      scale: chart.type === 'line',
      splitLine: { lineStyle: { color: RULE } },
      axisLabel: {
        ...label,
        formatter: (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 2 }),
      },
    },
    series: chart.series.map((series) => ({
      name: line(series.label, 24),
      type: chart.type === 'bar' ? 'bar' : 'line',
      data: chart.categories.map((_, at) => (isFigure(series.values[at]) ? series.values[at] : null)),
      symbol: 'circle',
      symbolSize: 5,
      showSymbol: chart.categories.length <= 31 && !isBound(series.label),
      barMaxWidth: 36,
      ...(isBound(series.label) ? { itemStyle: { color: FAINT } } : {}),
      lineStyle: isBound(series.label) ? { width: 1.2, type: 'dashed', color: FAINT } : { width: 2.5 },
      ...(chart.type === 'area' ? { areaStyle: { opacity: 0.15 } } : {}),
    })),
  }
}

function isBound(label: string): boolean {
  return /\b(low|high|expected)\b/i.test(label)
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
