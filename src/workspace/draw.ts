import { z } from 'zod'
import { type Language, languageIn } from '../lib/language.ts'
import { MARK } from '../messages/chart-marks.ts'
import { chartSvg } from '../messages/chart-svg.ts'
import { chartWords } from '../messages/chart-words.ts'
import type { Chart } from '../messages/message.ts'
import { renderWords } from '../messages/render-words.ts'
import type { Json } from './memory.ts'
import { escapeHtml } from './protect.ts'

const point = z.object({ label: z.string(), value: z.number() })
const chartShape = z.object({
  title: z.string().default(''),
  chart: z.union([
    z.object({ type: z.literal('pie'), segments: z.array(point) }),
    z.object({
      type: z.enum(['line', 'bar', 'area']),
      series: z.array(z.object({ name: z.string(), data: z.array(point) })),
      axis_config: z
        .object({ categories: z.array(z.string()).optional(), y_label: z.string().optional() })
        .optional(),
    }),
  ]),
})

/** `data_visualization`, as the same picture a server without native charts is given. */
export function drawChart(block: Json): string {
  const read = chartShape.safeParse(block)
  if (!read.success) return '<p class="not-shown">A chart cannot be shown here.</p>'
  const chart = neutral(read.data)
  const marks = chart.categories.flatMap((name, at) => (name.endsWith(MARK) ? [{ at, label: '' }] : []))
  const marked = { ...chart, marks }
  const svgs = Object.entries(SIZES).map(([name, size]) =>
    chartSvg(marked, size).replace('<svg', `<svg aria-hidden="true" class="${name}"`),
  )
  return `<figure class="chart" role="img" aria-label="${escapeHtml(chartWords(chart, renderWords(languageOfChart(chart))))}">${svgs.join('')}</figure>`
}

/** Drawn twice: letters that are made small with the picture cannot be read on a phone. */
const SIZES = { broad: { width: 640, height: 280 }, narrow: { width: 340, height: 260 } }

/** The block does not say its language; the names of its series are the bot's own words. */
function languageOfChart({ title, series }: Chart): Language {
  return languageIn([title, ...series.map(({ label }) => label)].join(' '))
}

function neutral({ title, chart }: z.output<typeof chartShape>): Chart {
  if (chart.type === 'pie') {
    const values = chart.segments.map((segment) => segment.value)
    const categories = chart.segments.map((segment) => segment.label)
    return { kind: 'chart', title, type: 'pie', categories, series: [{ label: title, values }] }
  }
  const categories = chart.axis_config?.categories ?? [
    ...new Set(chart.series.flatMap(({ data }) => data.map(({ label }) => label))),
  ]
  const series = chart.series.map(({ name, data }) => {
    const byLabel = new Map(data.map(({ label, value }) => [label, value]))
    return { label: name, values: categories.map((category) => byLabel.get(category) ?? null) }
  })
  const unit = chart.axis_config?.y_label
  return { kind: 'chart', title, type: chart.type, categories, series, ...(unit ? { unit } : {}) }
}

const cell = z.looseObject({ type: z.string().optional() }).transform(wordsOf)
const tableShape = z.object({ caption: z.string().default(''), rows: z.array(z.array(cell)) })

/** The words of a cell, however deep its rich text nests them. */
function wordsOf(part: unknown): string {
  if (Array.isArray(part)) return part.map(wordsOf).join('')
  if (typeof part !== 'object' || part === null) return ''
  if ('text' in part) return typeof part.text === 'string' ? part.text : wordsOf(part.text)
  if ('value' in part && typeof part.value === 'number') return part.value.toLocaleString('en-US')
  return 'elements' in part ? wordsOf(part.elements) : ''
}

const FIGURE = /^[\s\d.,%€$£¥+−±–/()-]*\d[\s\d.,%€$£¥+−±–/()a-z-]{0,14}$/i

/** The first row is the header; a column of figures is set to the right, as Slack does. */
export function drawTable(block: Json): string {
  const read = tableShape.safeParse(block)
  if (!read.success) return '<p class="not-shown">A table cannot be shown here.</p>'
  const [head = [], ...rows] = read.data.rows
  const isFigures = head.map((_, at) => {
    const words = rows.map((row) => row[at] ?? '').filter((word) => word !== '' && word !== '–')
    return words.length > 0 && words.every((word) => FIGURE.test(word))
  })
  const cls = (at: number) => (isFigures[at] ? ' class="figure"' : '')
  const header = head.map((text, at) => `<th${cls(at)} scope="col">${escapeHtml(text)}</th>`).join('')
  const body = rows.map((row) => {
    const cells = row.map((text, at) => {
      const label = at === 0 ? '' : ` data-label="${escapeHtml(head[at] ?? '')}"`
      return `<td${cls(at)}${label}>${escapeHtml(text)}</td>`
    })
    return `<tr>${cells.join('')}</tr>`
  })
  const name = escapeHtml(read.data.caption)
  const caption = name ? `<caption>${name}</caption>` : ''
  const region = `role="region" tabindex="0" aria-label="${name || 'Table'}"`
  return `<div class="table${head.length > 3 ? ' wide' : ''}" ${region}><table>${caption}<thead><tr>${header}</tr></thead><tbody>${body.join('')}</tbody></table></div>`
}
