import type { Message } from '../../messages/message.ts'
import type { Trx } from '../database/state.ts'
import type { OutboxMessage } from './outbox.ts'
import { writeContent } from './outbox-format.ts'

/**
 * Everything said to a channel goes through here into the outbox, inside the transaction of the decision that
 * caused it. `key` names the message for good: the same key again edits it in place.
 */
export interface Deliver {
  say(trx: Trx, said: Said): Promise<void>
}

interface Said {
  readonly key: string
  readonly channel: string
  readonly message: Message
  /** a reply below the message of this key; of a broadcast the channel is notified too */
  readonly below?: { readonly key: string; readonly isBroadcast: boolean }
}

/**
 * Said once, kept as rows: the message under its key, its files and replies under `key#file1`, `key#1`, ..., in the
 * order they are read. A reply an edit no longer has stays as it was last said.
 */
export function deliverInto(enqueue: (trx: Trx, row: OutboxMessage) => Promise<unknown>): Deliver {
  return {
    say: async (trx, said) => {
      for (const row of rowsOf(said)) await enqueue(trx, row)
    },
  }
}

function rowsOf({ key, channel, message, below }: Said): OutboxMessage[] {
  // what belongs to a reply stands in the same thread
  const child = { channel, parentKey: below?.key ?? key }
  const replies = repliesOf(message)
  const files = [message, ...replies].flatMap((one) => one.files ?? [])
  return [
    {
      ...{ key, channel, content: messageContent(message, below?.isBroadcast) },
      ...(below && { parentKey: below.key }),
    },
    ...replies.map((reply, at) => ({ ...child, key: `${key}#${at + 1}`, content: messageContent(reply) })),
    ...files.map((file, at) => ({
      ...child,
      key: `${key}#file${at + 1}`,
      content: writeContent({ kind: 'file', file }),
    })),
  ]
}

/** Slack's threads are one level deep. */
function repliesOf(message: Message): Message[] {
  return (message.thread ?? []).flatMap((reply) => [reply, ...repliesOf(reply)])
}

function messageContent({ text, blocks, language }: Message, isBroadcast = false): string {
  const message = { text, blocks, ...(language && { language }) }
  return writeContent({ kind: 'message', message, ...(isBroadcast && { isBroadcast: true }) })
}
