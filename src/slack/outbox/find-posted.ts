import type { WebClient } from '@slack/web-api'
import { z } from 'zod'

const page = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z
        .object({ event_payload: z.object({ key: z.unknown(), revision: z.unknown() }).partial() })
        .partial()
        .optional(),
      files: z.array(z.object({ name: z.string().nullish() })).optional(),
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
})

export interface Sought {
  readonly channelId: string
  /** look in this thread */
  readonly threadTs: string | null
  readonly key: string
  /** a file carries no metadata: its name stands for it */
  readonly fileName: string | null
  readonly since: Date
}

/** Slack's clock and ours are not the same. */
const SKEW_MS = 120_000

/** Whether a message whose answer was lost stands there after all: found by the key it carries. */
export async function findPosted(
  client: WebClient,
  sought: Sought,
): Promise<{ readonly ts: string; readonly revision: number } | null> {
  let cursor: string | undefined
  do {
    const answer = page.parse(
      await client.apiCall(sought.threadTs === null ? 'conversations.history' : 'conversations.replies', {
        channel: sought.channelId,
        ...(sought.threadTs === null ? {} : { ts: sought.threadTs }),
        include_all_metadata: true,
        oldest: String((sought.since.getTime() - SKEW_MS) / 1000),
        limit: 200,
        ...(cursor ? { cursor } : {}),
      }),
    )
    for (const { ts, metadata, files } of answer.messages) {
      const payload = metadata?.event_payload
      if (payload?.key === sought.key) return { ts, revision: Number(payload.revision) || 1 }
      if (sought.fileName !== null && files?.some((file) => file.name === sought.fileName)) {
        return { ts, revision: 1 }
      }
    }
    cursor = answer.response_metadata?.next_cursor
  } while (cursor)
  return null
}
