import { fitting, markup, pieces } from './block-kit-parts.ts'
import type { SlackBlock } from './block-kit-types.ts'
import type { Span, Text } from './message.ts'
import { cut, escapeMarkup, safeHref } from './safe-text.ts'

/** Text in blocks that every server knows: sections, without style, so that no word of data is read as markup. */
export function plainSections(text: Text, limit: number): SlackBlock[] {
  return pieces(text, limit).map((spans) => ({
    type: 'section',
    text: { type: 'plain_text', text: cut(spans.map(withAddress).join(''), limit), emoji: false },
  }))
}

/** A link is its words and, where they are others, its address. */
function withAddress({ text, href }: Span): string {
  const address = safeHref(href)
  return address === null || address === text ? text : `${text} (${address})`
}

const FENCE = '```'

/** Lines that must stay under each other. What would end the fence is written with another sign. */
export function fencedSection(lines: readonly string[], limit: number): SlackBlock {
  const room = limit - 2 * FENCE.length
  const text = fitting(lines, room, (words) => fenced(words).length)
  return { type: 'section', text: markup(`${FENCE}${fenced(text)}${FENCE}`) }
}

const fenced = (words: string) => escapeMarkup(words).replaceAll('`', 'ˋ')
