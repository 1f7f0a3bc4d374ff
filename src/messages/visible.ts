import type { Block, Message } from './message.ts'
import { wordsOf } from './safe-text.ts'
import { textBlock } from './words.ts'

/**
 * Slack shows `text` only where there are no blocks, so a message whose blocks are buttons shows nothing but buttons.
 * Such a one is given its text as a first paragraph: every renderer of blocks begins with this.
 */
export function visible(message: Message): readonly Block[] {
  return isReadable(message) ? message.blocks : [textBlock(message.text), ...message.blocks]
}

/**
 * Whether any block has words to read; a button's label is none.
 *
 * @internal exported for the tests: no answer is blank
 */
export function isReadable({ blocks }: Pick<Message, 'blocks'>): boolean {
  return blocks.some((block) => wordsIn(block).trim() !== '')
}

function wordsIn(block: Block): string {
  switch (block.kind) {
    case 'header':
      return block.text
    case 'text':
    case 'context':
      return wordsOf(block.spans)
    case 'list':
      return block.items.map(wordsOf).join('')
    case 'fields':
      return block.fields.map(({ label, value }) => label + value).join('')
    case 'table':
      return block.caption + block.rows.flat().join('')
    case 'chart':
      return block.title
    case 'divider':
    case 'actions':
      return ''
  }
}
