import { plural } from '../lib/text.ts'
import {
  buttonsOf,
  chunks,
  contextText,
  elements,
  markup,
  pieces,
  plain,
  preformatted,
} from './block-kit-parts.ts'
import type { RichSection, SlackBlock } from './block-kit-types.ts'
import type { Block, Chart, Message, Table } from './message.ts'
import { nativeChart } from './native-chart.ts'
import { toPlainText } from './plain-text.ts'
import { cut, escapeMarkup, line } from './safe-text.ts'
import { chartLines, tableLines } from './text-grid.ts'
import { visible } from './visible.ts'

/** Every limit of Slack's that the bot keeps. */
const LIMITS = {
  blocks: 50,
  homeBlocks: 100,
  text: 3000,
  topText: 3000,
  wholeText: 12_000,
  header: 150,
  fields: 10,
  field: { label: 150, value: 1000 },
  context: 2000,
  buttons: 25,
  button: { text: 75, value: 2000, confirm: 300 },
  charts: 2,
  chart: { title: 50, label: 20, series: 6, categories: 20 },
  table: { rows: 100, columns: 20, page: 10, caption: 150, cell: 200 },
  grid: { rows: 30, cell: 32 },
} as const

/** How much a server knows: all, no native charts, only the oldest blocks, or nothing but text. */
export const LEVELS = ['full', 'image', 'basic', 'text'] as const
export type Level = (typeof LEVELS)[number]

export interface Payload {
  /** escaped; shown in notifications and by servers that know no blocks */
  readonly text: string
  readonly blocks: readonly SlackBlock[]
}

export interface Rendering {
  readonly level: Level
  readonly surface?: 'message' | 'home'
  /** charts already uploaded: the chart and its file's id */
  readonly images?: ReadonlyMap<Chart, string>
}

export function toBlockKit(message: Message, rendering: Rendering): Payload {
  if (rendering.level === 'text') {
    const whole = toPlainText({ text: message.text, blocks: message.blocks })
    return { text: escapeMarkup(cut(whole, LIMITS.wholeText)) || '–', blocks: [] }
  }
  const chartsLeft = { count: LIMITS.charts }
  const blocks = visible(message).flatMap((block) => blocksOf(block, rendering, chartsLeft))
  const limit = rendering.surface === 'home' ? LIMITS.homeBlocks : LIMITS.blocks
  const text = line(message.text, LIMITS.topText) || line(toPlainText(message), LIMITS.topText) || '–'
  return { text: escapeMarkup(text), blocks: within(blocks, limit) }
}

export function chartsOf(message: Message): Chart[] {
  return message.blocks.filter((block) => block.kind === 'chart')
}

function blocksOf(block: Block, rendering: Rendering, chartsLeft: { count: number }): SlackBlock[] {
  switch (block.kind) {
    case 'header':
      return [{ type: 'header', text: plain(block.text, LIMITS.header) }]
    case 'text':
      return pieces(block.spans, LIMITS.text).map((spans) => ({
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: elements(spans) }],
      }))
    case 'list':
      return listBlocks(block)
    case 'fields':
      return chunks(block.fields, LIMITS.fields).map((fields) => ({
        type: 'section',
        fields: fields.map(({ label, value }) =>
          markup(
            `*${escapeMarkup(line(label, LIMITS.field.label))}*\n${escapeMarkup(line(value, LIMITS.field.value))}`,
          ),
        ),
      }))
    case 'table':
      return tableBlocks(block, rendering)
    case 'chart':
      return chartBlocks(block, rendering, chartsLeft)
    case 'context':
      return [{ type: 'context', elements: [contextText(block.spans, LIMITS.context)] }]
    case 'divider':
      return [{ type: 'divider' }]
    case 'actions':
      return chunks(block.buttons, LIMITS.buttons).map((buttons) => ({
        type: 'actions',
        elements: buttonsOf(buttons, LIMITS.button),
      }))
  }
}

function listBlocks(list: Extract<Block, { kind: 'list' }>): SlackBlock[] {
  const sections = list.items.flatMap((item) =>
    pieces(item, LIMITS.text).map(
      (spans): RichSection => ({ type: 'rich_text_section', elements: elements(spans) }),
    ),
  )
  if (sections.length === 0) return []
  const style = list.ordered ? 'ordered' : 'bullet'
  return [{ type: 'rich_text', elements: [{ type: 'rich_text_list', style, elements: sections }] }]
}

function tableBlocks(table: Table, { level, surface }: Rendering): SlackBlock[] {
  const limits = LIMITS.table
  const caption = line(table.caption, limits.caption) || 'Table'
  if (level === 'basic' || surface === 'home' || table.rows.length === 0) {
    return [preformatted([caption, ...tableLines(table, LIMITS.grid)], LIMITS.text)]
  }
  const columns = table.columns.slice(0, limits.columns)
  const shown = table.rows.slice(0, limits.rows - 1)
  const cell = (text: string) => ({ type: 'raw_text', text: line(text, limits.cell) || '–' }) as const
  const left = [
    ...(table.rows.length > shown.length ? [plural(table.rows.length - shown.length, 'more row')] : []),
    ...(table.columns.length > columns.length
      ? [plural(table.columns.length - columns.length, 'more column')]
      : []),
  ]
  return [
    {
      type: 'data_table',
      caption,
      page_size: limits.page,
      rows: [
        columns.map((column) => cell(column.label)),
        ...shown.map((row) => columns.map((_, at) => cell(row[at] ?? ''))),
      ],
    },
    ...(left.length > 0 ? [note(`… ${left.join(' and ')}`)] : []),
  ]
}

function chartBlocks(chart: Chart, rendering: Rendering, chartsLeft: { count: number }): SlackBlock[] {
  const { level, surface, images } = rendering
  const isNative = level === 'full' && surface !== 'home' && chartsLeft.count > 0
  const native = isNative ? nativeChart(chart, LIMITS.chart) : null
  if (native) {
    chartsLeft.count--
    return [native.block, ...(native.left === null ? [] : [note(native.left)])]
  }
  const image = images?.get(chart)
  if (image === undefined || level === 'basic')
    return [preformatted(chartLines(chart, LIMITS.grid), LIMITS.text)]
  const title = plain(chart.title, LIMITS.chart.title)
  return [{ type: 'image', slack_file: { id: image }, alt_text: title.text, title }]
}

/** Buttons outlive everything else that does not fit: what can be done must stay doable. */
function within(blocks: readonly SlackBlock[], limit: number): SlackBlock[] {
  if (blocks.length <= limit) return [...blocks]
  const buttons = blocks.filter((block) => block.type === 'actions').slice(0, 5)
  const kept = blocks.filter((block) => block.type !== 'actions').slice(0, limit - 1 - buttons.length)
  const left = blocks.length - kept.length - buttons.length
  return [...kept, note(`… ${plural(left, 'more part')} not shown`), ...buttons]
}

function note(text: string): SlackBlock {
  return { type: 'context', elements: [plain(text, LIMITS.context)] }
}
