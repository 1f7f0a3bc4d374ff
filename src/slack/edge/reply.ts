import { randomBytes } from 'node:crypto'
import type { FetchFunction, WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { z } from 'zod'
import { type Level, toBlockKit } from '../../messages/block-kit.ts'
import type { Block, Message } from '../../messages/message.ts'
import { words } from '../../messages/words.ts'
import type { Locale } from '../../report/words/locale.ts'
import type { LevelMemory } from '../outbox/levels.ts'
import { isOfAnswer } from './share.ts'

/** Says something to one person only. `replace` puts it where the message of the pressed button was. */
export type Reply = (
  message: Message,
  how?: { readonly replace?: boolean; readonly locale?: Locale },
) => Promise<void>

export interface ReplyTo {
  readonly responseUrl: string | null
  readonly channelId: string
  readonly userId: string
}

/**
 * By the address Slack gave for this answer; where that fails (it serves five times within half an hour) by an
 * ephemeral post. A server that refuses the blocks gets simpler ones, and in the end plain text.
 */
export function replier(
  deps: { client: WebClient; fetch: FetchFunction; levels: LevelMemory; locale: Locale; log: Logger },
  to: ReplyTo,
): Reply {
  const { client, fetch, levels, log } = deps
  return async (message, how = {}) => {
    const whole = inOne(message, how.locale ?? deps.locale)
    for (const level of levelsFrom(levels.worthTrying()[0])) {
      const came = await byAddress(whole, level, how.replace ?? false)
      if (came === 'delivered') return
      if (came === 'address is gone') break
    }
    await byPost(whole)
  }

  async function byAddress(message: Message, level: Level, replace: boolean): Promise<Came> {
    if (to.responseUrl === null) return 'address is gone'
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
      const error = refusalIn(await response.text())
      if (response.ok && error === null) return 'delivered'
      log.warn({ status: response.status, error, level }, 'answer address refused')
      return GONE.has(error ?? '') ? 'address is gone' : 'refused'
    } catch (error) {
      log.warn({ err: error, level }, 'answer address not reached')
      return 'address is gone'
    }
  }

  async function byPost(message: Message): Promise<void> {
    const { channelId: channel, userId: user } = to
    // on the home page there is no channel: what is said there is a direct message
    const [method, where] =
      channel === user
        ? (['chat.postMessage', { channel }] as const)
        : (['chat.postEphemeral', { channel, user }] as const)
    for (const level of ['basic', 'text'] as const) {
      try {
        await client.apiCall(method, { ...where, ...payload(message, level) })
        return
      } catch (error) {
        if (level === 'text') log.error({ err: error }, 'answer not delivered')
        else log.warn({ err: error, level }, 'answer refused, saying it in plain text')
      }
    }
  }
}

type Came = 'delivered' | 'refused' | 'address is gone'

/** No simpler words help against these. */
const GONE = new Set(['used_url', 'expired_url', 'channel_not_found', 'message_not_found'])

const answered = z.object({ ok: z.literal(false), error: z.string().default('unknown') })

/** Slack may say no with status 200: `{"ok":false,"error":"invalid_blocks"}`. Null when it did not. */
function refusalIn(body: string): string | null {
  try {
    const read = answered.safeParse(JSON.parse(body))
    return read.success ? read.data.error : null
  } catch {
    return null // "ok", or nothing at all
  }
}

/** Charts are not uploaded for an answer, so the level between is the same as `basic`. */
function levelsFrom(best: Level | undefined): readonly Level[] {
  if (best === 'full') return ['full', 'basic', 'text']
  return best === 'text' ? ['text'] : ['basic', 'text']
}

function payload(message: Message, level: Level) {
  const { text, blocks } = toBlockKit(message, { level })
  return blocks.length > 0 ? { text, blocks } : { text }
}

/** An answer has no thread and no files of its own: replies follow below, files are named. */
export function inOne({ text, blocks, thread, files }: Message, locale: Locale): Message {
  const below = (thread ?? []).flatMap((reply) => [
    { kind: 'divider' as const },
    ...inOne(reply, locale).blocks,
  ])
  const named = (files ?? []).map((file) => file.name)
  const note = named.length === 0 ? [] : [{ kind: 'context' as const, spans: locale.words.edge.files(named) }]
  // what acts on the whole answer goes below all of it; every other button stays beside what it acts on
  const isLast = (block: Block) => block.kind === 'actions' && block.buttons.every(isOfAnswer)
  return {
    text,
    blocks: [...blocks.filter((block) => !isLast(block)), ...below, ...note, ...blocks.filter(isLast)],
  }
}

/** It may stay above the answer, as Slack replaces nothing on the address of a command; so it stays true. */
export function workingOn(question: string, locale: Locale): Message {
  return words(locale.words.edge.workingOn(question))
}

/** A surprise: short words and a reference for the person, the stack under the same reference in the log. */
export async function errorReply(
  reply: Reply,
  log: Logger,
  error: unknown,
  { locale, replace = false }: { readonly locale: Locale; readonly replace?: boolean },
): Promise<void> {
  const reference = randomBytes(4).toString('hex')
  log.error({ err: error, reference }, 'answer failed')
  await reply(words(locale.words.edge.failed(reference)), { replace })
}
