import { z } from 'zod'
import type { Deliver } from '../../context.ts'
import type { Attachment, Message } from '../../messages/message.ts'
import type { Trx } from '../../slack/edge/ports.ts'

/** What one outbox row says: a message, or a file of the message whose thread it belongs to. */
export type Content =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'file'; readonly file: Attachment }

const span = z.object({
  text: z.string(),
  style: z.enum(['bold', 'italic', 'code', 'strike']).exactOptional(),
  href: z.string().exactOptional(),
})
const text = z.union([z.string(), z.array(z.union([z.string(), span]))])
const button = z.object({
  label: z.string(),
  action: z.string(),
  value: z.string(),
  style: z.enum(['primary', 'danger']).exactOptional(),
  confirm: z.string().exactOptional(),
})
const block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('header'), text: z.string() }),
  z.object({ kind: z.literal('text'), spans: text }),
  z.object({ kind: z.literal('list'), items: z.array(text), ordered: z.boolean().exactOptional() }),
  z.object({
    kind: z.literal('fields'),
    fields: z.array(z.object({ label: z.string(), value: z.string() })),
  }),
  z.object({
    kind: z.literal('table'),
    caption: z.string(),
    columns: z.array(z.object({ label: z.string(), align: z.enum(['left', 'right']).exactOptional() })),
    rows: z.array(z.array(z.string())),
  }),
  z.object({
    kind: z.literal('chart'),
    title: z.string(),
    type: z.enum(['line', 'bar', 'area', 'pie']),
    categories: z.array(z.string()),
    series: z.array(z.object({ label: z.string(), values: z.array(z.number().nullable()) })),
    unit: z.string().exactOptional(),
  }),
  z.object({ kind: z.literal('context'), spans: text }),
  z.object({ kind: z.literal('divider') }),
  z.object({ kind: z.literal('actions'), buttons: z.array(button) }),
])
const file = z.object({ name: z.string(), title: z.string(), content: z.string() })
const content = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), message: z.object({ text: z.string(), blocks: z.array(block) }) }),
  z.object({ kind: z.literal('file'), file }),
])

export function readContent(json: string): Content {
  return content.parse(JSON.parse(json))
}

export interface OutboxMessage {
  readonly key: string
  readonly channel: string
  readonly content: string
  readonly parentKey?: string
}

/**
 * Said once, kept as rows: the message under its key, its files and replies under `key#file1`, `key#1`, ..., in the
 * order they are read. A reply an edit no longer has stays as it was last said.
 */
export function deliverInto(enqueue: (trx: Trx, said: OutboxMessage) => Promise<unknown>): Deliver {
  return {
    say: async (trx, said) => {
      for (const row of rowsOf(said)) await enqueue(trx, row)
    },
  }
}

function rowsOf(said: {
  readonly key: string
  readonly channel: string
  readonly message: Message
}): OutboxMessage[] {
  const { key, channel, message } = said
  const child = { channel, parentKey: key }
  const replies = repliesOf(message)
  const files = [message, ...replies].flatMap((one) => one.files ?? [])
  return [
    { key, channel, content: messageJson(message) },
    ...replies.map((reply, at) => ({ ...child, key: `${key}#${at + 1}`, content: messageJson(reply) })),
    ...files.map((one, at) => ({
      ...child,
      key: `${key}#file${at + 1}`,
      content: JSON.stringify({ kind: 'file', file: one }),
    })),
  ]
}

/** Slack's threads are one level deep. */
function repliesOf(message: Message): Message[] {
  return (message.thread ?? []).flatMap((reply) => [reply, ...repliesOf(reply)])
}

function messageJson({ text, blocks }: Message): string {
  return JSON.stringify({ kind: 'message', message: { text, blocks } })
}
