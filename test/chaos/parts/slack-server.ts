import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { z } from 'zod'
import type { Random } from '../../../src/lib/random.ts'
import { parsed } from '../../../src/workspace/json.ts'

/** Of so many calls that post or edit, each fault's share. */
export interface Shares {
  /** delivered, and the answer lost */
  readonly lost: number
  /** never answered; half of them delivered */
  readonly hang: number
  /** 500; half of them delivered */
  readonly failed: number
  /** 429 with Retry-After of a second */
  readonly limited: number
  /** cut off before anything was read */
  readonly cut: number
}

export interface Standing {
  readonly ts: string
  readonly channel: string
  readonly threadTs: string | null
  readonly key: string
  revision: number
  text: string
}

export const NO_FAULTS: Shares = { lost: 0, hang: 0, failed: 0, limited: 0, cut: 0 }

const metadata = z.object({ event_payload: z.object({ key: z.string(), revision: z.number() }) })
const PAGE = 200
const GAP_MS = 1000

/**
 * Slack's side of posting: an HTTP server that keeps what stands in each channel, goes wrong as often as it is told, and
 * counts what a real one would object to: posts within Retry-After, and sooner than a second after the last.
 */
export async function startSlackServer(given: {
  readonly random: Random
  readonly shares?: Shares
  readonly channels?: readonly string[]
  /** other methods, and what is answered instead */
  readonly own?: Readonly<Record<string, (sent: Readonly<Record<string, unknown>>) => object>>
}) {
  const { random, shares = NO_FAULTS, channels = ['general'], own = {} } = given
  const idOf = new Map(channels.map((name, i) => [name, `C${String(i + 1).padStart(9, '0')}`]))
  const standing: Standing[] = []
  const byTs = new Map<string, Standing>()
  const seen: Record<string, number> = {}
  const tooSoon = { withinRetryAfter: 0, withinASecond: 0 }
  const limitedUntil = new Map<string, number>()
  const lastAt = new Map<string, number>()
  const sockets = new Set<Socket>()
  let count = 0
  let isSilent = false

  /** What becomes of a call that posts: it stands there afterwards or not, and is answered or not. */
  function act(method: string, sent: Readonly<Record<string, unknown>>, response: ServerResponse): void {
    const channel = String(sent.channel)
    const now = Date.now()
    if (now < (limitedUntil.get(channel) ?? 0)) tooSoon.withinRetryAfter++
    if (method === 'chat.postMessage' && now - (lastAt.get(channel) ?? 0) < GAP_MS) tooSoon.withinASecond++
    lastAt.set(channel, now)
    const fault = faultOf(random.next(), shares)
    seen[fault] = (seen[fault] ?? 0) + 1
    if (fault === 'cut') return void response.socket?.destroy()
    if (fault === 'limited') {
      limitedUntil.set(channel, now + 1000)
      return void response.writeHead(429, { 'retry-after': '1' }).end()
    }
    const isDelivered = fault === 'none' || fault === 'lost' || random.next() < 0.5
    const answer = isDelivered ? keep(method, channel, sent) : { ok: false, error: 'internal_error' }
    if (fault === 'lost') return void response.socket?.destroy()
    if (fault === 'hang') return
    if (fault === 'failed') return void response.writeHead(500).end()
    response.end(JSON.stringify(answer))
  }

  function keep(method: string, channel: string, sent: Readonly<Record<string, unknown>>): object {
    const said = metadata.safeParse(parsed(String(sent.metadata ?? '')))
    const { key, revision } = said.success ? said.data.event_payload : { key: '', revision: 0 }
    const text = String(sent.text ?? '')
    if (method === 'chat.update') {
      const found = byTs.get(`${channel} ${sent.ts}`)
      if (!found) return { ok: false, error: 'message_not_found' }
      Object.assign(found, { revision, text })
      return { ok: true, ts: found.ts, channel }
    }
    const ts = `${(Date.now() / 1000).toFixed(3)}${String(count++ % 1000).padStart(3, '0')}`
    const threadTs = typeof sent.thread_ts === 'string' ? sent.thread_ts : null
    const message: Standing = { ts, channel, threadTs, key, revision, text }
    standing.push(message)
    byTs.set(`${channel} ${ts}`, message)
    return { ok: true, ts, channel }
  }

  function read(sent: Readonly<Record<string, unknown>>, threadTs: string | null): object {
    const from = Number(sent.cursor ?? 0)
    const all = standing.filter(
      (one) =>
        one.channel === sent.channel &&
        one.threadTs === threadTs &&
        Number(one.ts) >= Number(sent.oldest ?? 0),
    )
    const next = from + PAGE < all.length ? String(from + PAGE) : ''
    const messages = all.toReversed().slice(from, from + PAGE)
    return {
      ok: true,
      messages: messages.map(({ ts, text, key, revision }) => ({
        ts,
        text,
        metadata: { event_type: 'floorwalker_message', event_payload: { key, revision } },
      })),
      response_metadata: { next_cursor: next },
    }
  }

  function answerTo(method: string, sent: Readonly<Record<string, unknown>>): object {
    if (own[method]) return own[method](sent)
    if (method === 'conversations.history') return read(sent, null)
    if (method === 'conversations.replies') return read(sent, String(sent.ts))
    if (method === 'conversations.list')
      return { ok: true, channels: [...idOf].map(([name, id]) => ({ id, name, is_member: true })) }
    if (method === 'auth.test')
      return { ok: true, user_id: 'UBOT', user: 'bot', team: 'T', team_id: 'T000000001' }
    return { ok: true }
  }

  const server = createServer((request, response) => {
    void bodyOf(request).then((sent) => {
      if (isSilent) return
      const method = /\/api\/([\w.]+)/.exec(request.url ?? '')?.[1] ?? ''
      response.setHeader('content-type', 'application/json')
      if (method === 'chat.postMessage' || method === 'chat.update') return act(method, sent, response)
      response.end(JSON.stringify(answerTo(method, sent)))
    })
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
  })
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  await listen(0)
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0

  async function goAway(): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve))
    for (const socket of sockets) socket.destroy()
    await closed
  }
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    standing,
    seen,
    tooSoon,
    /** nothing listens any more, and what was open is cut */
    goAway,
    comeBack: async () => {
      if (!server.listening) await listen(port)
    },
    /** takes everything and answers nothing */
    silence: (on: boolean) => {
      isSilent = on
    },
    close: async () => {
      if (server.listening) await goAway()
    },
  }
}

function faultOf(drawn: number, shares: Shares): keyof Shares | 'none' {
  let upTo = 0
  for (const [name, share] of Object.entries(shares)) {
    upTo += share
    if (drawn < upTo && isFault(name)) return name
  }
  return 'none'
}

const isFault = (name: string): name is keyof Shares => Object.hasOwn(NO_FAULTS, name)

async function bodyOf(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  let text = ''
  for await (const part of request) text += part
  return request.headers['content-type']?.includes('json')
    ? parsed(text)
    : Object.fromEntries(new URLSearchParams(text))
}
