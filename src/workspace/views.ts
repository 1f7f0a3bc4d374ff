import { z } from 'zod'
import type { Emulated } from './emulated.ts'
import type { Ephemeral, Json, Memory } from './memory.ts'
import { escapeHtml } from './protect.ts'
import { type Act, actsOf, type Names, renderBlocks, renderText } from './render.ts'

/** A message as the page shows it: HTML made here, and of its buttons only where they are and what they ask. */
export interface Shown {
  readonly ts: string
  readonly name: string
  readonly isBot: boolean
  readonly html: string
  readonly isEdited: boolean
  readonly isEphemeral: boolean
  readonly replies: number
  readonly confirms: Readonly<Record<string, Confirm>>
}

interface Confirm {
  readonly title: string
  readonly text: string
  readonly yes: string
  readonly no: string
}

const blocksShape = z.array(z.record(z.string(), z.unknown()))
const messageShape = z.looseObject({
  ts: z.string(),
  user: z.string().optional(),
  text: z.string().default(''),
  blocks: blocksShape.optional(),
  edited: z.unknown().optional(),
  thread_ts: z.string().optional(),
  reply_count: z.number().default(0),
  files: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        title: z.string().optional(),
        mimetype: z.string().default(''),
      }),
    )
    .optional(),
})
type Stored = z.output<typeof messageShape>

const listShape = z.object({ messages: z.array(messageShape) })

export async function messagesIn(
  at: { channel: string; threadTs: string | null },
  { slack, memory }: { slack: Emulated; memory: Memory },
): Promise<Shown[]> {
  const { channel, threadTs } = at
  const read = threadTs
    ? await slack.call('conversations.replies', { channel, ts: threadTs, limit: 200 })
    : await slack.call('conversations.history', { channel, limit: 200 })
  const names = namesOf(slack)
  const stored = read.ok ? listShape.parse(read).messages : []
  const private_ = [...memory.ephemerals.values()].filter(
    (said) => said.channel === channel && said.threadTs === threadTs,
  )
  return [
    ...stored.map((message) => showStored(message, slack, names)),
    ...private_.map((said) => showEphemeral(said, slack, names)),
  ].sort((a, b) => (a.ts < b.ts ? -1 : 1))
}

/** When each channel was last written to, newest first: enough for a page to count what was not read. */
export async function newest(slack: Emulated): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  for (const { id } of [...slack.channels, slack.direct]) {
    const read = await slack.call('conversations.history', { channel: id, limit: 30 })
    found[id] = read.ok ? listShape.parse(read).messages.map(({ ts }) => ts) : []
  }
  return found
}

/** The message a button sits on, as Slack keeps it: the page's word on it is not taken. */
export async function storedMessage(
  at: { channel: string; ts: string },
  { slack, memory }: { slack: Emulated; memory: Memory },
): Promise<{ message: Json; blocks: readonly Json[]; isEphemeral: boolean } | null> {
  const said = memory.ephemerals.get(at.ts)
  if (said && said.channel === at.channel) {
    const message = { ts: said.ts, ...(said.threadTs ? { thread_ts: said.threadTs } : {}) }
    return { message, blocks: said.blocks, isEphemeral: true }
  }
  const lists = [
    await slack.call('conversations.history', { channel: at.channel, limit: 1000 }),
    await slack.call('conversations.replies', at),
  ]
  for (const list of lists.filter((read) => read.ok)) {
    const message = listShape.parse(list).messages.find(({ ts }) => ts === at.ts)
    if (message) return { message, blocks: message.blocks ?? [], isEphemeral: false }
  }
  return null
}

export function showHome(
  memory: Memory,
  slack: Emulated,
): { html: string; confirms: Shown['confirms'] } | null {
  const blocks = blocksShape.safeParse(memory.home?.blocks)
  if (!blocks.success) return null
  return { html: renderBlocks(blocks.data, namesOf(slack)), confirms: confirmsOf(actsOf(blocks.data)) }
}

function showStored(message: Stored, slack: Emulated, names: Names): Shown {
  const blocks = message.blocks ?? []
  const body =
    blocks.length > 0 ? renderBlocks(blocks, names) : message.text ? renderText(message.text, names) : ''
  const isBot = message.user === slack.bot.id
  return {
    ts: message.ts,
    name: isBot ? slack.bot.name : (names.users.find(({ id }) => id === message.user)?.name ?? 'Someone'),
    isBot,
    html: body + (message.files ?? []).map(showFile).join(''),
    isEdited: message.edited !== undefined,
    isEphemeral: false,
    replies: message.reply_count,
    confirms: confirmsOf(actsOf(blocks)),
  }
}

function showEphemeral(said: Ephemeral, slack: Emulated, names: Names): Shown {
  return {
    ts: said.ts,
    name: slack.bot.name,
    isBot: true,
    html: said.blocks.length > 0 ? renderBlocks(said.blocks, names) : renderText(said.text, names),
    isEdited: false,
    isEphemeral: true,
    replies: 0,
    confirms: confirmsOf(actsOf(said.blocks)),
  }
}

function showFile(file: { id: string; name: string; title?: string | undefined; mimetype: string }): string {
  const href = `/page/file/${encodeURIComponent(file.id)}`
  const title = escapeHtml(file.title || file.name)
  if (file.mimetype.startsWith('image/')) return `<img class="picture" src="${href}" alt="${title}">`
  return `<a class="file" href="${href}" download="${escapeHtml(file.name)}"><b>${title}</b><span>${escapeHtml(file.name)}</span></a>`
}

const words = z.object({ text: z.string() }).transform(({ text }) => text)
const confirmShape = z.object({ title: words, text: words, confirm: words, deny: words })

function confirmsOf(acts: readonly Act[]): Record<string, Confirm> {
  const found: Record<string, Confirm> = {}
  for (const { place, element } of acts) {
    const asked = confirmShape.safeParse(element.confirm)
    if (!asked.success) continue
    const { title, text, confirm: yes, deny: no } = asked.data
    found[place] = { title, text, yes, no }
  }
  return found
}

function namesOf(slack: Emulated): Names {
  return { users: [slack.you, slack.bot], channels: slack.channels }
}
