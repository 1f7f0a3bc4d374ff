import { plural } from '../lib/text.ts'
import type { Markup, PlainText, RichElement, RichStyle, SlackBlock, SlackButton } from './block-kit-types.ts'
import type { Button, Span, Text } from './message.ts'
import type { RenderWords } from './render-words.ts'
import { cut, line, printable, safeHref, spansOf } from './safe-text.ts'

/** The small parts blocks are made of. How long each may be is the caller's to say. */
export function plain(text: string, limit: number): PlainText {
  return { type: 'plain_text', text: line(text, limit) || '–', emoji: false }
}

export function markup(text: string): Markup {
  return { type: 'mrkdwn', text, verbatim: true }
}

export function elements(spans: readonly Span[]): RichElement[] {
  return spans.map((span) => {
    const called = mentioned(span.mention)
    if (called) return called
    const href = safeHref(span.href)
    const style: { style?: RichStyle } = span.style ? { style: { [span.style]: true } } : {}
    return href
      ? { type: 'link', url: href, text: span.text, ...style }
      : { type: 'text', text: span.text, ...style }
  })
}

/** Only what looks like an id of Slack's calls anybody. */
function mentioned(mention: Span['mention']): RichElement | null {
  if (mention?.kind === 'user' && /^[UW][A-Z0-9]{5,}$/.test(mention.id))
    return { type: 'user', user_id: mention.id }
  if (mention?.kind === 'group' && /^S[A-Z0-9]{5,}$/.test(mention.id))
    return { type: 'usergroup', usergroup_id: mention.id }
  return null
}

/** Spans regrouped so that no group is longer than a block may be; nothing is lost. */
export function pieces(text: Text, limit: number): Span[][] {
  const groups: Span[][] = []
  let room = 0
  for (const span of spansOf(text)) {
    const words = printable(span.text)
    for (let at = 0; at < words.length; ) {
      if (room === 0) {
        groups.push([])
        room = limit
      }
      const end = at + room >= words.length ? words.length : breakAt(words, at, at + room)
      if (end > at) groups.at(-1)?.push({ ...span, text: words.slice(at, end) })
      room = end === words.length ? room - (end - at) : 0
      at = end
    }
  }
  return groups.length === 0 ? [[{ text: '–' }]] : groups
}

function breakAt(words: string, from: number, to: number): number {
  const space = words.lastIndexOf(' ', to - 1)
  if (space > from + (to - from) / 2) return space + 1
  return /[\uD800-\uDBFF]/.test(words[to - 1] ?? '') ? to - 1 : to
}

export function preformatted(lines: readonly string[], limit: number): SlackBlock {
  const text = fitting(lines, limit, ({ length }) => length)
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
  }
}

/** As many of the lines as fit, and how many more there are. `lengthOf` counts as the block will hold them. */
export function fitting(lines: readonly string[], limit: number, lengthOf: (text: string) => number): string {
  const note = 40
  const kept = [...lines]
  while (kept.length > 1 && lengthOf(kept.join('\n')) > limit - note) kept.pop()
  const rest = lines.length - kept.length
  let text = (rest > 0 ? [...kept, `… ${plural(rest, 'more line')}`] : kept).join('\n')
  while (lengthOf(text) > limit) text = cut(text, Math.min(limit, Math.floor(text.length * 0.9)))
  return text
}

/** Two buttons of one name in a block are told apart by a suffix; `actionName` takes it off again. */
export function buttonsOf(
  buttons: readonly Button[],
  limits: { readonly text: number; readonly value: number; readonly confirm: number },
  words: Asking,
): SlackButton[] {
  const seen = new Map<string, number>()
  return buttons.map((button) => {
    const count = (seen.get(button.action) ?? 0) + 1
    seen.set(button.action, count)
    return {
      type: 'button',
      text: plain(button.label, limits.text),
      action_id: count === 1 ? button.action : `${button.action}~${count}`,
      value: button.value.slice(0, limits.value),
      ...(button.style ? { style: button.style } : {}),
      ...(button.confirm
        ? { confirm: confirmation(button, { question: plain(button.confirm, limits.confirm), words }) }
        : {}),
    }
  })
}

export function actionName(actionId: string): string {
  return actionId.replace(/~\d+$/, '')
}

type Asking = Pick<RenderWords, 'cancel' | 'pleaseConfirm'>

function confirmation(
  { label }: Button,
  { question, words }: { readonly question: PlainText; readonly words: Asking },
) {
  return {
    title: plain(words.pleaseConfirm, 100),
    text: question,
    confirm: plain(label, 30),
    deny: plain(words.cancel, 30),
  }
}

export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  )
}
