import type { Block, Message } from './message.ts'
import { type RenderWords, renderWords } from './render-words.ts'
import { line, wordsOf } from './safe-text.ts'
import { chartLines, tableLines } from './text-grid.ts'
import { visible } from './visible.ts'

const GRID = { rows: 100, cell: 40 }

/** A whole message for a terminal or a log: nothing is left to a screen that knows blocks. */
export function toPlainText(message: Message): string {
  const words = renderWords(message.language)
  const body = visible(message)
    .map((block) => blockText(block, words))
    .filter((text) => text !== '')
  const said = body.join('\n\n')
  const files = (message.files ?? []).map(
    (file) => `[file] ${line(file.title, 120)} (${line(file.name, 120)})`,
  )
  const replies = (message.thread ?? []).map((reply) => indent(toPlainText(reply), '  │ '))
  return [said, ...files, ...replies].join('\n\n')
}

function blockText(block: Block, words: RenderWords): string {
  switch (block.kind) {
    case 'header': {
      const title = line(block.text, 150)
      return `${title}\n${'═'.repeat([...title].length)}`
    }
    case 'text':
      return wordsOf(block.spans)
    case 'list':
      return block.items
        .map((item, at) => `${block.ordered ? `${at + 1}.` : '•'} ${wordsOf(item)}`)
        .join('\n')
    case 'fields':
      return block.fields.map((field) => `${line(field.label, 150)}: ${line(field.value, 2000)}`).join('\n')
    case 'table':
      return [line(block.caption, 150), ...tableLines(block, GRID, words)].join('\n')
    case 'chart':
      return chartLines(block, GRID, words).join('\n')
    case 'context':
      return `— ${wordsOf(block.spans)}`
    case 'divider':
      return '─'.repeat(40)
    case 'actions':
      return block.buttons.map((button) => `[${line(button.label, 75)}]`).join(' ')
  }
}

function indent(text: string, margin: string): string {
  return text
    .split('\n')
    .map((row) => (margin + row).trimEnd())
    .join('\n')
}
