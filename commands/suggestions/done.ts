import type { Done } from '../../src/ledger/decide.ts'
import { UNDO_MINUTES } from '../../src/ledger/say.ts'
import type { Block, Message } from '../../src/messages/message.ts'
import { textBlock } from '../../src/messages/words.ts'
import type { Locale } from '../../src/report/words/locale.ts'

interface On {
  readonly id: number
  /** the question again that the button sat below; '' where there is none */
  readonly asked?: string
}

/** What was decided, and the way back. */
export function sayDone(done: Done, on: On, locale: Locale): Message {
  return { text: done.said, blocks: doneBlocks(done, on, locale) }
}

export function doneBlocks(
  { said, isDecided }: Done,
  { id, asked = '' }: On,
  { words: { suggestions } }: Locale,
): Block[] {
  if (!isDecided) return [textBlock(said)]
  const undo = { label: suggestions.undo(id), action: 'suggestion.undo', value: `${id}||${asked}` }
  return [textBlock(suggestions.canBeUndone(said, UNDO_MINUTES)), { kind: 'actions', buttons: [undo] }]
}
