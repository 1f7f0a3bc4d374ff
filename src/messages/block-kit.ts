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
import { chartWords } from './chart-words.ts'
import type { Block, Chart, Message, Table } from './message.ts'
import { nativeChart } from './native-chart.ts'
import { nativeTable } from './native-table.ts'
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
  chart: { title: 50, label: 20, series: 6, categories: 20, alt: 2000 },
  table: { rows: 100, columns: 20, page: 10, caption: 150, cell: 200, text: 20_000 },
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
  const room: Room = { charts: LIMITS.charts, tableText: LIMITS.table.text }
  const blocks = visible(message).flatMap((block) => blocksOf(block, rendering, room))
  const limit = rendering.surface === 'home' ? LIMITS.homeBlocks : LIMITS.blocks
  const text = line(message.text, LIMITS.topText) || line(toPlainText(message), LIMITS.topText) || '–'
  return { text: escapeMarkup(text), blocks: within(blocks, limit) }
}

export function chartsOf(message: Message): Chart[] {
  return message.blocks.filter((block) => block.kind === 'chart')
}

/** What of a message's shares is left for the blocks that follow. */
interface Room {
  charts: number
  /** characters of all its tables together */
  tableText: number
}

function blocksOf(block: Block, rendering: Rendering, room: Room): SlackBlock[] {
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
      return tableBlocks(block, rendering, room)
    case 'chart':
      return chartBlocks(block, rendering, room)
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

function tableBlocks(table: Table, { level, surface }: Rendering, room: Room): SlackBlock[] {
  const limits = LIMITS.table
  const caption = line(table.caption, limits.caption) || 'Table'
  if (level === 'basic' || surface === 'home' || table.rows.length === 0) {
    return [preformatted([caption, ...tableLines(table, LIMITS.grid)], LIMITS.text)]
  }
  const native = nativeTable(table, limits, room)
  if (!native) return [preformatted([caption, ...tableLines(table, LIMITS.grid)], LIMITS.text)]
  return [
    { type: 'data_table', caption, page_size: limits.page, rows: native.rows },
    ...(native.left === null ? [] : [note(native.left)]),
  ]
}

function chartBlocks(chart: Chart, rendering: Rendering, room: Room): SlackBlock[] {
  const { level, surface, images } = rendering
  const isNative = level === 'full' && surface !== 'home' && room.charts > 0
  const native = isNative ? nativeChart(chart, LIMITS.chart) : null
  if (native) {
    room.charts--
    return [native.block, ...(native.left === null ? [] : [note(native.left)])]
  }
  const image = images?.get(chart)
  if (image === undefined || level === 'basic')
    return [preformatted(chartLines(chart, LIMITS.grid), LIMITS.text)]
  const title = plain(chart.title, LIMITS.chart.title)
  const alt = line(chartWords(chart), LIMITS.chart.alt)
  return [{ type: 'image', slack_file: { id: image }, alt_text: alt, title }]
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
