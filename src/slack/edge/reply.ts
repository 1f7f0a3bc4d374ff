import { randomBytes } from 'node:crypto'
import type { FetchFunction, WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { z } from 'zod'
import { type Level, type Payload, toBlockKit } from '../../messages/block-kit.ts'
import type { Block, Message } from '../../messages/message.ts'
import { inLanguage, words } from '../../messages/words.ts'
import type { Locale } from '../../report/words/locale.ts'
import type { LevelMemory } from '../outbox/levels.ts'
import { type Attempt, attemptCall, sayAtBest } from '../outbox/simpler.ts'
import type { CommandNames } from './names.ts'
import { requestId } from './request.ts'
import { isOfAnswer } from './share.ts'

/** Says something to one person only. `replace` puts it where the message of the pressed button was. */
export type Reply = (
  message: Message,
  how?: { readonly replace?: boolean; readonly locale?: Locale },
) => Promise<void>

/** Where Slack takes an answer. What is no address is none: there are other ways to answer. */
export const answerAddress = z.url().nullish().catch(null)

export interface ReplyTo {
  readonly responseUrl: string | null
  readonly channelId: string
  readonly userId: string
}

/**
 * By the address Slack gave for this answer; where that fails (it serves five times within half an hour) by an
 * ephemeral post, and where the bot is no member of the channel by a direct message. A server that refuses the blocks
 * gets simpler ones, and in the end plain text.
 */
export function replier(
  deps: {
    client: WebClient
    fetch: FetchFunction
    levels: LevelMemory
    names: CommandNames
    locale: Locale
    log: Logger
  },
  to: ReplyTo,
): Reply {
  const { client, fetch, levels, names, log } = deps
  return async (message, how = {}) => {
    const whole = inOne(message, how.locale ?? deps.locale)
    const { responseUrl, channelId, userId } = to
    // on the home page there is no channel: what is said there is a direct message
    const ways = [
      ...(responseUrl === null ? [] : [byAddress(responseUrl, how.replace ?? false)]),
      ...(channelId === userId ? [] : [byPost('chat.postEphemeral', { channel: channelId, user: userId })]),
      byPost('chat.postMessage', { channel: userId }),
    ]
    for (const way of ways) if (await isSaid(whole, way)) return
    log.error({ channelId, userId }, 'answer not delivered')
  }

  async function isSaid(message: Message, way: Way): Promise<boolean> {
    try {
      const onRefused = (level: Level, error: unknown) =>
        log.warn({ err: error, level }, 'answer refused, saying it more simply')
      const ladder = ladderOf(levels)
      const came = await sayAtBest({ levels, ladder, render: rendering(message, names), onRefused }, way)
      if (came.kind === 'refused') throw came.error
      return true
    } catch (error) {
      log.warn({ err: error }, 'answer not delivered this way')
      return false
    }
  }

  function byAddress(url: string, replace: boolean): Way {
    return async (payload) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          response_type: 'ephemeral',
          replace_original: replace,
          mrkdwn: false,
          ...bodyOf(payload),
        }),
        signal: AbortSignal.timeout(5000),
      })
      const body = await response.text()
      const error = refusalIn(body)
      if (response.ok && error === null) return { kind: 'taken', value: undefined }
      const refused = new Error(`the answer address says ${error ?? ''} (HTTP ${response.status})`)
      if (GONE.has(error ?? '') || response.status === 404 || response.status >= 500) throw refused
      return { kind: 'refused', says: body, error: refused }
    }
  }

  function byPost(method: 'chat.postEphemeral' | 'chat.postMessage', where: Where): Way {
    return (payload) => attemptCall(() => client.apiCall(method, { ...where, ...bodyOf(payload) }))
  }
}

interface Where {
  readonly channel: string
  readonly user?: string
}

type Way = (payload: Payload) => Promise<Attempt<unknown>>

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

/** Charts are not uploaded for an answer. */
function ladderOf(levels: LevelMemory): readonly Level[] {
  return levels.worthTrying().filter((level) => level !== 'image')
}

function rendering(message: Message, names: CommandNames) {
  return async (level: Level, without: ReadonlySet<string>) =>
    names.in(toBlockKit(message, { level, without }))
}

function bodyOf({ text, blocks }: Payload) {
  return blocks.length > 0 ? { text, blocks } : { text }
}

/** An answer has no thread and no files of its own: replies follow below, files are named. */
export function inOne({ text, blocks, thread, files, language }: Message, locale: Locale): Message {
  const below = (thread ?? []).flatMap((reply) => [
    { kind: 'divider' as const },
    ...inOne(reply, locale).blocks,
  ])
  const named = (files ?? []).map((file) => file.name)
  const note = named.length === 0 ? [] : [{ kind: 'context' as const, spans: locale.words.edge.files(named) }]
  // what acts on the whole answer goes below all of it; every other button stays beside what it acts on
  const isLast = (block: Block) => block.kind === 'actions' && block.buttons.every(isOfAnswer)
  const whole = [...blocks.filter((block) => !isLast(block)), ...below, ...note, ...blocks.filter(isLast)]
  return inLanguage({ text, blocks: whole }, language ?? locale.language)
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
  const reference = requestId() ?? randomBytes(4).toString('hex')
  log.error({ err: error, reference }, 'answer failed')
  await reply(words(locale.words.edge.failed(reference)), { replace })
}
