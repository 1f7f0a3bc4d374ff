import type { Done } from '../../src/ledger/decide.ts'
import { UNDO_MINUTES } from '../../src/ledger/say.ts'
import type { Block, Message } from '../../src/messages/message.ts'
import { textBlock } from '../../src/messages/words.ts'

interface On {
  readonly id: number
  /** the question again that the button sat below; '' where there is none */
  readonly asked?: string
}

/** What was decided, and the way back. */
export function sayDone(done: Done, on: On): Message {
  return { text: done.said, blocks: doneBlocks(done, on) }
}

export function doneBlocks({ said, isDecided }: Done, { id, asked = '' }: On): Block[] {
  if (!isDecided) return [textBlock(said)]
  const undo = { label: `Undo No. ${id}`, action: 'suggestion.undo', value: `${id}||${asked}` }
  return [
    textBlock(`${said} It can be undone for ${UNDO_MINUTES} minutes.`),
    { kind: 'actions', buttons: [undo] },
  ]
}
