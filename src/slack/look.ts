import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { z } from 'zod'
import { toBlockKit } from '../messages/block-kit.ts'
import type { Message } from '../messages/message.ts'
import { type Access, readClient } from './edge/client.ts'
import { SCOPES } from './edge/manifest.ts'
import { detailsOf, failureOf } from './outbox/slack-errors.ts'

/** What the doctor wants to know of a Slack whose tokens are good. `unreadable` says why it cannot be known. */
export interface SlackLook {
  channel(name: string): Promise<ChannelLook>
  hasGroup(handle: string): Promise<boolean | { readonly unreadable: string }>
  /** of what the manifest asks for; null where the server does not say what was granted */
  missingScopes(granted: readonly string[] | null): readonly string[] | null
  blocks(): Promise<'valid' | 'not offered' | { readonly refused: string }>
}

export type ChannelLook =
  | { readonly kind: 'member' | 'not a member' | 'archived' | 'not found' }
  | { readonly kind: 'unreadable'; readonly because: string }

const channel = z.object({
  id: z.string(),
  name: z.string().default(''),
  is_member: z.boolean().default(false),
  is_archived: z.boolean().default(false),
})
const page = z.object({
  channels: z.array(channel),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
})
const groups = z.object({ usergroups: z.array(z.object({ handle: z.string() })) })
const MOST_PAGES = 20

export function lookAt(access: Access, log: Logger): SlackLook {
  const client = readClient(access, log)
  return {
    channel: async (name) => {
      try {
        const found = await findChannel(client, name.replace(/^#/, ''))
        if (!found) return { kind: 'not found' }
        if (found.is_archived) return { kind: 'archived' }
        return { kind: found.is_member ? 'member' : 'not a member' }
      } catch (error) {
        return { kind: 'unreadable', because: failureOf(error).text }
      }
    },
    hasGroup: async (handle) => {
      try {
        const { usergroups } = groups.parse(await client.apiCall('usergroups.list', {}))
        return usergroups.some((one) => one.handle === handle.replace(/^@/, ''))
      } catch (error) {
        return { unreadable: failureOf(error).text }
      }
    },
    missingScopes: (granted) =>
      granted === null ? null : SCOPES.filter((scope) => !granted.includes(scope)),
    blocks: async () => {
      const { blocks } = toBlockKit(EVERY_KIND, { level: 'full' })
      try {
        await client.apiCall('blocks.validate', { blocks: JSON.stringify(blocks) })
        return 'valid'
      } catch (error) {
        const failure = failureOf(error)
        const isRefused = failure.kind === 'refused' && failure.code === 'invalid_blocks'
        return isRefused ? { refused: detailsOf(error).slice(0, 300) } : 'not offered'
      }
    },
  }
}

async function findChannel(client: WebClient, name: string): Promise<z.infer<typeof channel> | null> {
  let cursor: string | undefined
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const { channels, response_metadata } = page.parse(
      await client.apiCall('conversations.list', {
        types: 'public_channel,private_channel',
        limit: 1000,
        ...(cursor ? { cursor } : {}),
      }),
    )
    const found = channels.find((one) => one.name === name || one.id === name)
    cursor = response_metadata?.next_cursor
    if (found || !cursor) return found ?? null
  }
  return null
}

/** One of each kind of block that the bot makes. */
const EVERY_KIND: Message = {
  text: 'A test',
  blocks: [
    { kind: 'header', text: 'A test' },
    { kind: 'fields', fields: [{ label: 'GMV', value: '€1,000' }] },
    { kind: 'text', spans: ['Some ', { text: 'words', style: 'bold' }] },
    { kind: 'list', items: ['one', 'two'], ordered: true },
    {
      kind: 'table',
      caption: 'A table',
      columns: [{ label: 'Day' }, { label: 'Orders', align: 'right' }],
      rows: [['Mon', '10']],
    },
    {
      kind: 'chart',
      title: 'A chart',
      type: 'line',
      categories: ['Mon', 'Tue'],
      series: [{ label: 'Orders', values: [10, 11] }],
    },
    { kind: 'context', spans: 'Words below' },
    { kind: 'divider' },
    { kind: 'actions', buttons: [{ label: 'Press', action: 'share', value: '1', confirm: 'Sure?' }] },
  ],
}
