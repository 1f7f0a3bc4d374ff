import { buttonsOf, chunks, elements, markup, pieces, plain, preformatted } from './block-kit-parts.ts'
import type { RichSection, SlackBlock } from './block-kit-types.ts'
import { chartWords } from './chart-words.ts'
import type { Block, Chart, Message, Table, Text } from './message.ts'
import { nativeChart } from './native-chart.ts'
import { nativeTable } from './native-table.ts'
import { fencedSection, plainSections } from './old-blocks.ts'
import { toPlainText } from './plain-text.ts'
import { type RenderWords, renderWords } from './render-words.ts'
import { cut, escapeMarkup, line, safeHref, spansOf, wordsOf } from './safe-text.ts'
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

/** How much a server knows: all, no native charts, no data tables either, only the oldest blocks, or only text. */
export const LEVELS = ['full', 'image', 'rich', 'basic', 'text'] as const
export type Level = (typeof LEVELS)[number]

export interface Payload {
  /** escaped; shown in notifications and by servers that know no blocks */
  readonly text: string
  readonly blocks: readonly SlackBlock[]
}

export interface Rendering {
  readonly level: Level
  readonly surface?: 'message' | 'home'
  /** types of blocks that are said otherwise, though the level has them */
  readonly without?: ReadonlySet<string>
  /** charts already uploaded: the chart and its file's id */
  readonly images?: ReadonlyMap<Chart, string>
}

export function toBlockKit(message: Message, rendering: Rendering): Payload {
  if (rendering.level === 'text') {
    const { text, blocks, language } = message
    const whole = toPlainText({ text, blocks, ...(language && { language }) })
    return { text: escapeMarkup(cut(whole, LIMITS.wholeText)) || '–', blocks: [] }
  }
  const words = renderWords(message.language)
  const way: Way = { ...rendering, words, room: { charts: LIMITS.charts, tableText: LIMITS.table.text } }
  const blocks = visible(message).flatMap((block) => blocksOf(block, way))
  const limit = rendering.surface === 'home' ? LIMITS.homeBlocks : LIMITS.blocks
  const text = line(message.text, LIMITS.topText) || line(toPlainText(message), LIMITS.topText) || '–'
  return { text: escapeMarkup(text), blocks: within(blocks, limit, words) }
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

/** How one message is rendered, and what is left of its shares. */
interface Way extends Rendering {
  readonly words: RenderWords
  readonly room: Room
}

/** The newer types of blocks, and the levels that have them. */
const NEWER: Readonly<Record<string, readonly Level[]>> = {
  data_visualization: ['full'],
  data_table: ['full', 'image'],
  image: ['full', 'image'],
  rich_text: ['full', 'image', 'rich'],
}

/** What a server may not know: to leave one out is to say it in older blocks. */
export const NEWER_TYPES: ReadonlySet<string> = new Set(Object.keys(NEWER))

function has({ level, without }: Rendering, type: string): boolean {
  return (NEWER[type]?.includes(level) ?? true) && !without?.has(type)
}

function lines(text: readonly string[], rendering: Rendering): SlackBlock {
  return has(rendering, 'rich_text') ? preformatted(text, LIMITS.text) : fencedSection(text, LIMITS.text)
}

function textBlocks(text: Text, rendering: Rendering): SlackBlock[] {
  if (!has(rendering, 'rich_text')) return plainSections(text, LIMITS.text)
  return pieces(text, LIMITS.text).map((spans) => ({
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: elements(spans) }],
  }))
}

function blocksOf(block: Block, way: Way): SlackBlock[] {
  switch (block.kind) {
    case 'header':
      return [{ type: 'header', text: plain(block.text, LIMITS.header) }]
    case 'text':
      return textBlocks(block.spans, way)
    case 'list':
      return listBlocks(block, way)
    case 'fields':
      return fieldBlocks(block)
    case 'table':
      return tableBlocks(block, way)
    case 'chart':
      return chartBlocks(block, way)
    case 'context':
      // in a context a link would need markup, and words of data beside it would be read as such
      return spansOf(block.spans).some(({ href }) => safeHref(href))
        ? textBlocks(block.spans, way)
        : [note(wordsOf(block.spans))]
    case 'divider':
      return [{ type: 'divider' }]
    case 'actions':
      return chunks(block.buttons, LIMITS.buttons).map((buttons) => ({
        type: 'actions',
        elements: buttonsOf(buttons, LIMITS.button, way.words),
      }))
  }
}

/** In pairs beside each other: the label as markup, of our own words; the value as the plain words it is. */
function fieldBlocks({ fields }: Extract<Block, { kind: 'fields' }>): SlackBlock[] {
  return chunks(fields, LIMITS.fields / 2).map((some) => ({
    type: 'section',
    fields: some.flatMap(({ label, value }) => {
      const name = line(label, LIMITS.field.label) || '–'
      return [
        /[*_~`:]/.test(name) ? plain(name, LIMITS.field.label) : markup(`*${escapeMarkup(name)}*`),
        plain(value, LIMITS.field.value),
      ]
    }),
  }))
}

function listBlocks(list: Extract<Block, { kind: 'list' }>, rendering: Rendering): SlackBlock[] {
  if (list.items.length === 0) return []
  if (!has(rendering, 'rich_text')) {
    const items = list.items.flatMap((item, at) => [
      `${at > 0 ? '\n' : ''}${list.ordered ? `${at + 1}.` : '•'} `,
      ...spansOf(item),
    ])
    return plainSections(items, LIMITS.text)
  }
  const sections = list.items.flatMap((item) =>
    pieces(item, LIMITS.text).map(
      (spans): RichSection => ({ type: 'rich_text_section', elements: elements(spans) }),
    ),
  )
  const style = list.ordered ? 'ordered' : 'bullet'
  return [{ type: 'rich_text', elements: [{ type: 'rich_text_list', style, elements: sections }] }]
}

function tableBlocks(table: Table, way: Way): SlackBlock[] {
  const limits = LIMITS.table
  const caption = line(table.caption, limits.caption) || way.words.table
  const isNative = has(way, 'data_table') && way.surface !== 'home' && table.rows.length > 0
  const native = isNative ? nativeTable(table, limits, way) : null
  if (!native) return [lines([caption, ...tableLines(table, LIMITS.grid, way.words)], way)]
  return [
    { type: 'data_table', caption, page_size: limits.page, rows: native.rows },
    ...(native.left === null ? [] : [note(native.left)]),
  ]
}

function chartBlocks(chart: Chart, way: Way): SlackBlock[] {
  const { surface, images, words, room } = way
  const isNative = has(way, 'data_visualization') && surface !== 'home' && room.charts > 0
  const native = isNative ? nativeChart(chart, LIMITS.chart, words) : null
  if (native) {
    room.charts--
    return [native.block, ...(native.left === null ? [] : [note(native.left)])]
  }
  const image = images?.get(chart)
  if (image === undefined || !has(way, 'image')) return [lines(chartLines(chart, LIMITS.grid, words), way)]
  const title = plain(chart.title, LIMITS.chart.title)
  const alt = line(chartWords(chart, words), LIMITS.chart.alt)
  return [{ type: 'image', slack_file: { id: image }, alt_text: alt, title }]
}

/** Buttons outlive everything else that does not fit: what can be done must stay doable. */
function within(blocks: readonly SlackBlock[], limit: number, words: RenderWords): SlackBlock[] {
  if (blocks.length <= limit) return [...blocks]
  const buttons = blocks.filter((block) => block.type === 'actions').slice(0, 5)
  const kept = blocks.filter((block) => block.type !== 'actions').slice(0, limit - 1 - buttons.length)
  const left = blocks.length - kept.length - buttons.length
  return [...kept, note(words.moreParts(left)), ...buttons]
}

function note(text: string): SlackBlock {
  return { type: 'context', elements: [plain(text, LIMITS.context)] }
}
