import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type Marks, readMark } from '../marks.ts'
import { checkBatch } from './event.ts'
import { isSameSecret } from './same-secret.ts'
import type { Spool } from './spool.ts'
import { type Hooks, MAX_WEBHOOK_BYTES } from './webhooks.ts'

export interface Collector {
  readonly port: number
  stop(): Promise<void>
}

export interface CollectorOptions {
  readonly port: number
  /** what a sender shows: a key to write, it opens nothing else */
  readonly key: string
  readonly spool: Spool
  /** absent: no platform sends word of changes */
  readonly hooks?: Hooks
  /** absent: none are taken */
  readonly marks?: Marks
  readonly now: () => Date
  /** how many of a batch were taken and refused, and the first reason */
  readonly onBatch?: (told: { accepted: number; refused: number; because: string | null }) => void
}

const MAX_BYTES = 256 * 1024
const MAX_MARK_BYTES = 4 * 1024
const MAX_WAITING = 20_000
const SNIPPET = readFileSync(new URL('snippet.js', import.meta.url), 'utf8')

/** `POST /v1/events` and `POST /v1/marks` on a port of its own: who sends is checked, then each event; what is taken is on the disk first. */
export async function openCollector(options: CollectorOptions): Promise<Collector> {
  const server = createServer((request, response) => {
    answer(request, options).then(
      (said) => reply(response, said),
      () => reply(response, { status: 503, body: { error: 'not stored, send it again' }, again: true }),
    )
  })
  server.requestTimeout = 15_000
  server.headersTimeout = 10_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, resolve)
  })
  return {
    port: portOf(server),
    async stop() {
      server.closeIdleConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
      await options.spool.close()
    },
  }
}

interface Said {
  readonly status: number
  readonly body?: unknown
  readonly script?: string
  /** it may be sent again in a moment */
  readonly again?: boolean
}

async function answer(request: IncomingMessage, options: CollectorOptions): Promise<Said> {
  const path = request.url?.split('?')[0]
  if (request.method === 'OPTIONS') return { status: 204 }
  if (path === '/v1/snippet.js' && request.method === 'GET') return { status: 200, script: SNIPPET }
  const feed = /^\/v1\/webhooks\/([a-z0-9._-]+)$/.exec(path ?? '')?.[1]
  if (feed !== undefined) return takeWebhook(request, feed, options)
  if (path !== '/v1/events' && path !== '/v1/marks') return { status: 404, body: { error: 'not here' } }
  if (request.method !== 'POST') return { status: 405, body: { error: 'POST is asked for' } }
  if (!isSameSecret(request.headers.authorization ?? '', `Bearer ${options.key}`))
    return { status: 401, body: { error: 'the key is wrong' } }
  if (path === '/v1/marks') return takeMark(request, options)
  if (options.spool.waiting() > MAX_WAITING)
    return { status: 503, body: { error: 'too much at once' }, again: true }
  const raw = await bodyOf(request, MAX_BYTES)
  return raw === null ? tooLarge(MAX_BYTES) : take(raw.toString('utf8'), options)
}

/** What a pipeline says it has done to the shop: told beside a fall that begins then. */
async function takeMark(request: IncomingMessage, { marks, now }: CollectorOptions): Promise<Said> {
  if (!marks) return { status: 404, body: { error: 'not here' } }
  const raw = await bodyOf(request, MAX_MARK_BYTES)
  if (raw === null) return tooLarge(MAX_MARK_BYTES)
  const mark = readMark(parsed(raw.toString('utf8')), now())
  if (typeof mark === 'string') return { status: 400, body: { error: mark } }
  await marks.add(mark)
  return { status: 201, body: { at: mark.at.toISOString(), text: mark.said } }
}

/** The body as it was sent is what was signed. */
async function takeWebhook(
  request: IncomingMessage,
  feed: string,
  { hooks }: CollectorOptions,
): Promise<Said> {
  const webhooks = hooks?.of(feed)
  if (!hooks || !webhooks) return { status: 404, body: { error: 'not here' } }
  if (request.method !== 'POST') return { status: 405, body: { error: 'POST is asked for' } }
  const raw = await bodyOf(request, MAX_WEBHOOK_BYTES)
  if (raw === null) return tooLarge(MAX_WEBHOOK_BYTES)
  const status = await hooks.take(webhooks, { headers: request.headers, raw })
  return { status, body: status === 401 ? { error: 'the signature is wrong' } : {} }
}

const tooLarge = (bytes: number): Said => ({ status: 413, body: { error: `more than ${bytes} bytes` } })

async function take(text: string, { spool, now, onBatch }: CollectorOptions): Promise<Said> {
  const checked = checkBatch(parsed(text), now())
  if (!checked) return { status: 400, body: { error: 'send {"events": […]} with 1 to 500 events' } }
  const { accepted, refused } = checked
  if (accepted.length > 0) await spool.append(accepted.map((event) => JSON.stringify(event)))
  onBatch?.({ accepted: accepted.length, refused: refused.length, because: refused[0]?.reason ?? null })
  return { status: accepted.length > 0 ? 202 : 422, body: { accepted: accepted.length, refused } }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function bodyOf(request: IncomingMessage, most: number): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > most) return null
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes > most) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function reply(response: ServerResponse, { status, body, script, again }: Said): void {
  response.writeHead(status, {
    'access-control-allow-origin': '*',
    'access-control-allow-headers': 'authorization, content-type',
    'access-control-max-age': '86400',
    'content-type': script ? 'text/javascript; charset=utf-8' : 'application/json',
    ...(script && { 'cache-control': 'public, max-age=3600' }),
    ...(again && { 'retry-after': '5' }),
    // what was not read of a body that is too large is not waited for
    ...(status === 413 && { connection: 'close' }),
  })
  response.end(script ?? (body === undefined ? undefined : JSON.stringify(body)))
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}
