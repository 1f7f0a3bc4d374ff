import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { type Block, Message } from 'slack-blocks-to-jsx'
import { drawChart, drawTable } from './draw.ts'
import { isJson } from './json.ts'
import type { Json } from './memory.ts'
import { escapeHtml, protect, unprotect } from './protect.ts'

/** Names for the ids that text may mention. */
export interface Names {
  readonly users: readonly { readonly id: string; readonly name: string }[]
  readonly channels: readonly { readonly id: string; readonly name: string }[]
}

/** A button, found again by its place (`3:0`), so that a page can press it but never say what it means. */
export interface Act {
  readonly place: string
  readonly element: Json
  readonly blockId: string
}

const KNOWN = new Set([
  'section',
  'divider',
  'image',
  'context',
  'header',
  'rich_text',
  'actions',
  'markdown',
  'alert',
  'card',
  'carousel',
  'container',
  'input',
  'video',
  'file',
  'context_actions',
])

/** A message's blocks as HTML. The kept library draws what it can without a browser; charts and tables are ours. */
export function renderBlocks(blocks: readonly Json[], names: Names): string {
  return blocks.map((block, at) => remembered(block, at, names)).join('')
}

/** A page is drawn anew at every change, its messages seldom change: the same block is drawn once. */
const drawn = new Map<string, string>()
const REMEMBERED = 2000

function remembered(block: Json, at: number, names: Names): string {
  const key = JSON.stringify([block, at, names])
  const known = drawn.get(key)
  if (known !== undefined) return known
  if (drawn.size >= REMEMBERED) drawn.clear()
  const html = renderBlock(block, at, names)
  drawn.set(key, html)
  return html
}

export function renderText(text: string, names: Names): string {
  return renderBlock({ type: 'section', text: { type: 'mrkdwn', text } }, 0, names)
}

function renderBlock(block: Json, at: number, names: Names): string {
  if (block.type === 'data_visualization') return drawChart(block)
  if (block.type === 'data_table' || block.type === 'table') return drawTable(block)
  const ready = protect(withFiles(marked(block, at)))
  if (!isKnown(ready)) return notShown(block)
  try {
    const tree = createElement(Message, {
      blocks: [ready],
      name: '',
      logo: '',
      theme: 'light',
      withoutWrapper: true,
      data: { users: names.users.map((user) => ({ ...user, avatar: '' })), channels: [...names.channels] },
    })
    return tidy(unprotect(renderToStaticMarkup(tree)))
  } catch {
    return notShown(block)
  }
}

function isKnown(block: unknown): block is Block {
  return isJson(block) && KNOWN.has(String(block.type))
}

function notShown(block: Json): string {
  return `<p class="not-shown">A block of type ${escapeHtml(String(block.type))} cannot be shown here.</p>`
}

/** Places instead of action ids, ids that are not repeated, headings below the page's own, and no preload links for a page that is swapped in parts. */
function tidy(html: string): string {
  return html
    .replace(/<link rel="preload"[^>]*>/g, '')
    .replaceAll(' id="slack_blocks_to_jsx"', '')
    .replace(/<(\/?)h[1-6](?=[ >])/g, '<$1h2')
    .replace(/<pre(?=[ >])/g, '<pre tabindex="0"')
    .replace(/ id="place-(\d+:\w+)"/g, ' data-place="$1"')
    .replaceAll('<a href=', '<a target="_blank" rel="noreferrer noopener" href=')
}

function marked(block: Json, at: number): Json {
  if (block.type === 'actions' && Array.isArray(block.elements)) {
    const elements: unknown[] = block.elements
    return { ...block, elements: elements.map((element, place) => mark(element, `${at}:${place}`)) }
  }
  if (isJson(block.accessory)) return { ...block, accessory: mark(block.accessory, `${at}:a`) }
  return block
}

function mark(element: unknown, place: string): unknown {
  if (!isJson(element)) return element
  const { confirm: _, ...rest } = element
  return { ...rest, action_id: `place-${place}` }
}

/** An uploaded picture comes through the workspace, which holds the token to fetch it. */
function withFiles(block: Json): Json {
  const file = block.slack_file
  if (block.type !== 'image' || !isJson(file)) return block
  const { slack_file: _, ...rest } = block
  return { ...rest, image_url: `/page/file/${encodeURIComponent(String(file.id ?? ''))}` }
}

/** Every button of a message, in the places `renderBlocks` gave them. */
export function actsOf(blocks: readonly Json[]): Act[] {
  return blocks.flatMap((block, at) => {
    const blockId = typeof block.block_id === 'string' ? block.block_id : `b${at}`
    const elements: unknown[] = Array.isArray(block.elements) ? block.elements : []
    const placed = block.type === 'actions' ? elements.map((element, i) => ({ element, i: String(i) })) : []
    return [...placed, { element: block.accessory, i: 'a' }].flatMap(({ element, i }) =>
      isJson(element) && element.type === 'button' ? [{ place: `${at}:${i}`, element, blockId }] : [],
    )
  })
}
