import type { Span, Text } from './message.ts'

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}]/gu

/** Control, formatting and broken characters become spaces; line breaks stay. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => (character === '\n' ? '\n' : ' '))
}

/** At most `limit` UTF-16 units, cut with an ellipsis and never inside a character. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text
  return `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** One printable line of at most `limit`. */
export function line(text: string, limit: number): string {
  return cut(printable(text).replace(/\s+/g, ' ').trim(), limit)
}

/** Slack's three markup characters. With these escaped, no text can mention, link or call anyone. */
export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

export function spansOf(text: Text): Span[] {
  const parts = typeof text === 'string' ? [text] : text
  return parts.map((part) => (typeof part === 'string' ? { text: part } : part))
}

export function wordsOf(text: Text): string {
  return spansOf(text)
    .map((span) => printable(span.text))
    .join('')
}

/** Only addresses a browser opens; anything else is shown as its words. */
export function safeHref(href: string | undefined): string | null {
  return href !== undefined && /^https?:\/\/[^\s<>|]+$/i.test(href) ? href : null
}
