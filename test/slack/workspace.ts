import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { FetchFunction } from '@slack/web-api'
import { createEmulator } from 'emulate'
import { pino } from 'pino'
import { z } from 'zod'
import type { Message } from '../../src/messages/message.ts'
import { localeOf } from '../../src/report/words/locale.ts'
import { openSlack, type SlackSetup } from '../../src/slack/open-slack.ts'
import type { OutboxStore } from '../../src/slack/outbox/outbox-store.ts'
import { migrate, openState } from '../../src/state/database/connect.ts'
import type { State } from '../../src/state/database/state.ts'
import { forget, markDone, receive, unfinished } from '../../src/state/messages/inbox.ts'
import { claimNext, markDead, markPosted, markRetry, markTrying } from '../../src/state/messages/outbox.ts'
import { rest, takeTurn } from '../../src/state/messages/pace.ts'
import { UNTRACED } from '../../src/tracing/traced.ts'
import type { Json } from '../../src/workspace/memory.ts'
import { outboxDoor } from '../support/outbox.ts'
import { soon } from '../support/soon.ts'
import { freePort, listening, send } from './http.ts'
import { breaksARule, strictBefore } from './strict.ts'

export const SECRET = 'a-signing-secret'
export const TOKEN = 'xoxb-test-token'
export const GENERAL = 'C000000001'
export const USER = 'U000000001'
export const clock = { now: () => new Date() }
export const log = pino({ level: 'silent' })

/** A Slack nobody here wrote: `emulate`'s Web API over HTTP, behind the rules of Slack's public reference. */
export async function startServer({
  isStrict = true,
  own = {},
}: {
  isStrict?: boolean
  /** by method: what is answered instead, such as where the socket is */
  own?: Readonly<Record<string, (sent: Json) => object>>
} = {}) {
  const emulator = await createEmulator({
    service: 'slack',
    port: await freePort(),
    seed: { slack: { signing_secret: SECRET, tokens: [{ token: TOKEN, user: 'admin' }] } },
  })
  const behind = emulator.url.replace('//localhost', '//127.0.0.1')
  const strict = isStrict ? await strictBefore(behind, listening, own) : null
  const apiUrl = `${strict?.url ?? behind}/api/`
  const call = async (method: string, args: Record<string, string> = {}) => {
    const response = await fetch(apiUrl + method, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}` },
      body: new URLSearchParams(args),
    })
    return response.json()
  }
  const shape = z.object({
    messages: z.array(
      z.looseObject({
        ts: z.string(),
        text: z.string(),
        blocks: z.array(z.looseObject({ type: z.string() })).optional(),
        metadata: z.object({ event_payload: z.object({ key: z.string() }) }).optional(),
        files: z.array(z.looseObject({ name: z.string() })).optional(),
      }),
    ),
    response_metadata: z.object({ next_cursor: z.string() }).partial().optional(),
  })
  return {
    apiUrl,
    call,
    close: async () => {
      await strict?.close()
      await emulator.close()
    },
    /** everything in a channel, oldest first */
    history: async (channel = GENERAL) => {
      const all = []
      let cursor = ''
      do {
        const page = shape.parse(await call('conversations.history', { channel, limit: '200', cursor }))
        all.push(...page.messages)
        cursor = page.response_metadata?.next_cursor ?? ''
      } while (cursor)
      return all.reverse()
    },
    replies: async (ts: string, channel = GENERAL) =>
      shape.parse(await call('conversations.replies', { channel, ts })).messages.slice(1),
  }
}

/** Hosts the address an answer goes to, and keeps what arrives there. */
export async function startAnswers() {
  const heard: { text: string; blocks?: { type: string }[]; replace_original?: boolean }[] = []
  const control = {
    status: 200,
    refusing: null as string | null,
    /** a type of block that is refused as Slack does it: with status 200 */
    invalid: null as string | null,
    answer: null as { ok: false; error: string } | null,
    tries: 0,
  }
  const body = z.object({
    text: z.string(),
    blocks: z.array(z.looseObject({ type: z.string() })).optional(),
    replace_original: z.boolean().optional(),
    response_type: z.literal('ephemeral'),
  })
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const part of request) text += part
    control.tries += 1
    const isInvalid =
      (control.invalid !== null && text.includes(control.invalid)) || breaksARule(JSON.parse(text))
    const refusal = isInvalid ? { ok: false, error: 'invalid_blocks' } : control.answer
    if (refusal) return response.end(JSON.stringify(refusal))
    const isRefused = control.refusing !== null && text.includes(control.refusing)
    response.statusCode = isRefused ? 400 : control.status
    if (response.statusCode === 200) {
      const { text: said, blocks, replace_original } = body.parse(JSON.parse(text))
      heard.push({
        text: said,
        ...(blocks ? { blocks } : {}),
        ...(replace_original === undefined ? {} : { replace_original }),
      })
    }
    response.end('ok')
  })
  const url = `http://127.0.0.1:${await listening(server)}/answer`
  return {
    url,
    heard,
    control,
    next: (count: number) =>
      soon(
        () => {
          const found = heard[count - 1]
          if (!found) throw new Error(`heard ${heard.length} of ${count} answers`)
          return found
        },
        { interval: 10 },
      ),
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

export async function tempState(): Promise<{ state: State; close: () => Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'floorwalker-slack-'))
  const state = await openState(`sqlite:${join(dir, 'state.sqlite')}`)
  await migrate(state)
  return {
    state,
    close: async () => {
      await state.close()
      await rm(dir, { recursive: true })
    },
  }
}

export function outboxOf(state: State, owner = 'one', leaseMs = 60_000): OutboxStore {
  return {
    claimNext: (now) => claimNext(state, { owner, now, leaseMs }),
    markTrying: (id, now) => markTrying(state, id, now, owner),
    markPosted: (id, posted) => markPosted(state, id, posted),
    markRetry: (id, retry) => markRetry(state, id, retry),
    markDead: (id, error) => markDead(state, id, error),
    takeTurn: (channelId, gapMs) => takeTurn(state, channelId, gapMs),
    rest: (channelId, ms) => rest(state, channelId, ms),
  }
}

export async function say(state: State, key: string, message: Message, channel = '#general'): Promise<void> {
  await state.transaction((trx) => outboxDoor(clock).say(trx, { key, channel, message }))
}

export const TIMING = { pollMs: 20, settleMs: 20, gapMs: 0, maxAttempts: 30 }

/** The whole Slack side over a real server, a real database and real HTTP. */
export async function startBot(
  given: { apiUrl: string; state: State; fetch?: FetchFunction; slowInbox?: number } & Partial<
    Omit<SlackSetup, 'access' | 'localeFor' | 'say' | 'outbox' | 'inbox' | 'audit'>
  >,
) {
  const { state, apiUrl, fetch: through, slowInbox = 0, ...rest } = given
  const audited: string[] = []
  const bot = openSlack({
    access: { botToken: TOKEN, apiUrl, ...(through ? { fetch: through } : {}) },
    transport: { mode: 'http', signingSecret: SECRET, port: 0 },
    commands: [],
    actions: {},
    hear: async () => ({ kind: 'unclear', because: 'Nothing is heard here.', isVague: true, examples: [] }),
    firstQuestions: async () => [],
    home: async () => ({ text: 'home', blocks: [] }),
    groups: { operator: null, manager: null },
    localeFor: (language = 'en') => localeOf(language, { currency: 'EUR', zone: 'Europe/Berlin' }),
    say: (said) => state.transaction((trx) => outboxDoor(clock, rest.traced).say(trx, said)),
    outbox: outboxOf(state),
    inbox: {
      receive: (heard, now) => receive(state, heard, now),
      markDone: (id, now) => markDone(state, id, now),
      forget: (id) => forget(state, id),
      // a slow disk: whatever is asked only after the door is open sees what has just come in
      unfinished: () => wait(slowInbox).then(() => unfinished(state)),
    },
    audit: async (act) => void audited.push(`${act.who} ${act.did} ${act.what}`),
    ...{ clock, log, traced: UNTRACED },
    ...rest,
    timing: { ...TIMING, ...rest.timing },
  })
  const { port } = await bot.start()
  const url = `http://127.0.0.1:${port}/slack/events`
  const form = 'application/x-www-form-urlencoded'
  return {
    bot,
    audited,
    send: (fields: Record<string, string>, secret = SECRET) =>
      send(url, new URLSearchParams(fields).toString(), form, secret),
    event: (body: unknown) => send(url, JSON.stringify(body), 'application/json', SECRET),
  }
}

/** A `fetch` that changes one method's answers; `null` lets the call through. */
export function faulty(
  method: string,
  fault: (send: () => ReturnType<FetchFunction>, body: string) => ReturnType<FetchFunction> | null,
): FetchFunction {
  return (url, init) => {
    const really = () => fetch(url, init)
    if (!String(url).includes(`/api/${method}`)) return really()
    return fault(really, typeof init?.body === 'string' ? decodeURIComponent(init.body) : '') ?? really()
  }
}

export const answering = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  Promise.resolve(Response.json(body, { status, headers }))
