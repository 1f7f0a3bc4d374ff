import { z } from 'zod'
import { LANGUAGES } from '../../lib/language.ts'
import type { Attachment, Message } from '../../messages/message.ts'

/** What one outbox row says: a message, or a file of the message whose thread it belongs to. */
export type Content =
  | {
      readonly kind: 'message'
      readonly message: Message
      /** a reply that the channel is shown as well, so that somebody is notified */
      readonly isBroadcast?: true
    }
  | { readonly kind: 'file'; readonly file: Attachment }

const span = z.object({
  text: z.string(),
  style: z.enum(['bold', 'italic', 'code', 'strike']).exactOptional(),
  href: z.string().exactOptional(),
  mention: z.object({ kind: z.enum(['user', 'group']), id: z.string() }).exactOptional(),
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
    marks: z.array(z.object({ at: z.number(), label: z.string() })).exactOptional(),
  }),
  z.object({ kind: z.literal('context'), spans: text, about: z.string().exactOptional() }),
  z.object({ kind: z.literal('divider') }),
  z.object({
    kind: z.literal('actions'),
    buttons: z.array(button),
    about: z.string().exactOptional(),
  }),
])
const file = z.object({ name: z.string(), title: z.string(), content: z.string() })
const content = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('message'),
    message: z.object({
      text: z.string(),
      blocks: z.array(block),
      language: z.enum(LANGUAGES).exactOptional(),
    }),
    isBroadcast: z.literal(true).exactOptional(),
  }),
  z.object({ kind: z.literal('file'), file }),
])

export function readContent(json: string): Content {
  return content.parse(JSON.parse(json))
}

export function writeContent(content: Content): string {
  return JSON.stringify(content)
}
