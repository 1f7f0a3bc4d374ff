import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { failureOf } from './slack-errors.ts'

const page = z.object({
  channels: z.array(z.object({ id: z.string(), name: z.string().optional() })),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
})

/**
 * A channel's id by its name: reading a channel's history and uploading take nothing else. Ids pass through. A name
 * that the list does not hold, or a list that is refused, leaves the name: a post may still find it, and says its id.
 */
export function channelIds(client: WebClient): (channel: string) => Promise<string> {
  let known = new Map<string, string>()
  return async (channel) => {
    if (/^[CDGU][A-Z0-9]{6,}$/.test(channel)) return channel
    const name = channel.replace(/^#/, '')
    if (!known.has(name)) known = await listed(client)
    return known.get(name) ?? name
  }
}

async function listed(client: WebClient): Promise<Map<string, string>> {
  try {
    return await allChannels(client)
  } catch (error) {
    if (failureOf(error).kind === 'refused') return new Map()
    throw error
  }
}

async function allChannels(client: WebClient): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  let cursor: string | undefined
  do {
    const answer = page.parse(
      await client.apiCall('conversations.list', {
        types: 'public_channel,private_channel',
        exclude_archived: true,
        limit: 1000,
        ...(cursor ? { cursor } : {}),
      }),
    )
    for (const { id, name } of answer.channels) if (name !== undefined) found.set(name, id)
    cursor = answer.response_metadata?.next_cursor
  } while (cursor)
  return found
}
