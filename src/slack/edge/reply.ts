import { randomBytes } from 'node:crypto'
import type { FetchFunction, WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { type Level, toBlockKit } from '../../messages/block-kit.ts'
import type { Message } from '../../messages/message.ts'
import { words } from '../../messages/words.ts'
import type { LevelMemory } from '../outbox/levels.ts'

/** Says something to one person only. `replace` puts it where the last such reply stood. */
export type Reply = (message: Message, how?: { readonly replace?: boolean }) => Promise<void>

export interface ReplyTo {
  readonly responseUrl: string | null
  readonly channelId: string
  readonly userId: string
}

/**
 * By the address Slack gave for this answer; where that fails (it serves five times within half an hour) by an
 * ephemeral post. A server that refuses the blocks gets simpler ones.
 */
export function replier(
  deps: { client: WebClient; fetch: FetchFunction; levels: LevelMemory; log: Logger },
  to: ReplyTo,
): Reply {
  const { client, fetch, levels, log } = deps
  return async (message, how = {}) => {
    const whole = inOne(message)
    const best = levels.worthTrying()[0] ?? 'basic'
    for (const level of best === 'full' ? (['full', 'basic'] as const) : [best]) {
      if (await byAddress(whole, level, how.replace ?? false)) return
    }
    try {
      await client.apiCall('chat.postEphemeral', {
        channel: to.channelId,
        user: to.userId,
        ...payload(whole, 'basic'),
      })
    } catch (error) {
      log.error({ err: error }, 'answer not delivered')
    }
  }

  async function byAddress(message: Message, level: Level, replace: boolean): Promise<boolean> {
    if (to.responseUrl === null) return false
    try {
      const response = await fetch(to.responseUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          response_type: 'ephemeral',
          replace_original: replace,
          ...payload(message, level),
        }),
        signal: AbortSignal.timeout(5000),
      })
      if (response.ok) return true
      log.warn({ status: response.status, level }, 'answer address refused')
    } catch (error) {
      log.warn({ err: error, level }, 'answer address not reached')
    }
    return false
  }
}

function payload(message: Message, level: Level) {
  const { text, blocks } = toBlockKit(message, { level })
  return blocks.length > 0 ? { text, blocks } : { text }
}

/** What one person sees has no thread and no files: replies follow below, files are named. */
function inOne({ text, blocks, thread, files }: Message): Message {
  const below = (thread ?? []).flatMap((reply) => [{ kind: 'divider' as const }, ...inOne(reply).blocks])
  const named = (files ?? []).map((file) => file.name).join(', ')
  const note =
    named === '' ? [] : [{ kind: 'context' as const, spans: `Comes with it when shared: ${named}` }]
  const actions = blocks.filter((block) => block.kind === 'actions')
  const rest = blocks.filter((block) => block.kind !== 'actions')
  return { text, blocks: [...rest, ...below, ...note, ...actions] }
}

/** A surprise: short words and a reference for the person, the stack under the same reference in the log. */
export async function errorReply(reply: Reply, log: Logger, error: unknown, replace = false): Promise<void> {
  const reference = randomBytes(4).toString('hex')
  log.error({ err: error, reference }, 'answer failed')
  await reply(words(`Sorry, that did not work. The reference for your administrator is ${reference}.`), {
    replace,
  })
}
