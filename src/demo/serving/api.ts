import { createServer, type Server } from 'node:http'
import { type Asked, askedIn, JSON_TYPE, type Reply, refused } from './asked.ts'
import type { Feed } from './feed.ts'

export const MAX_LIMIT = 10_000
const DEFAULT_LIMIT = 1000

type Tables = ReadonlyMap<string, Feed>

interface Options {
  readonly tables: Tables
  readonly token: string
  readonly bucket: Bucket
  /** what can be changed over the API */
  readonly counter: (asked: Asked) => Reply | null
  /** the pages for people, who need no token */
  readonly front: (asked: Asked) => Reply | null
}

/** `GET /v1/{table}?cursor=&limit=` with a bearer token: pages with a cursor that stays usable after the end. */
export function api(options: Options): Server {
  const pages = pageWriter()
  return createServer(async (request, response) => {
    response.once('finish', () => pages.writeAhead())
    const asked = await askedIn(request)
    const reply = asked === null ? refused(413, 'That is too long.') : answer(asked, { ...options, pages })
    response.writeHead(reply.status, { 'content-type': JSON_TYPE, ...reply.headers })
    response.end(reply.body)
  })
}

function answer(
  asked: Asked,
  { tables, token, bucket, pages, counter, front }: Options & { readonly pages: PageWriter },
): Reply {
  const { url, method, headers } = asked
  const shown = front(asked)
  if (shown) return shown
  if (headers.authorization !== `Bearer ${token}`)
    return refused(401, 'Send the token as Authorization: Bearer.', { 'www-authenticate': 'Bearer' })
  const wait = bucket.take(Date.now())
  if (wait > 0) return refused(429, 'Too many requests.', { 'retry-after': String(Math.ceil(wait / 1000)) })
  const done = counter(asked)
  if (done) return done
  if (method !== 'GET') return refused(405, 'Only GET is served here.', { allow: 'GET' })
  const name = /^\/v1\/([a-z_]+)$/.exec(url.pathname)?.[1]
  const feed = tables.get(name ?? '')
  if (!feed) return refused(404, `No such table. Known: ${[...tables.keys()].join(', ')}.`)
  const from = position(url.searchParams.get('cursor'), feed.total)
  if (from === null) return refused(400, 'The cursor is not one this server gave out.')
  const limit = Number(url.searchParams.get('limit') ?? DEFAULT_LIMIT)
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT)
    return refused(400, `The limit is a whole number from 1 to ${MAX_LIMIT}.`)
  return { status: 200, body: pages.page(feed, from, limit) }
}

interface PageWriter {
  page(feed: Feed, from: number, limit: number): string
  /** while the reader takes a page in, the next one of that table is written */
  writeAhead(): void
}

function pageWriter(): PageWriter {
  const ahead = new Map<Feed, { readonly from: number; readonly limit: number; body: string | null }>()
  const write = (feed: Feed, from: number, limit: number) => {
    const to = Math.min(feed.total, from + limit)
    const data = Array.from({ length: to - from }, (_, i) => feed.row(from + i))
    return JSON.stringify({ data, next_cursor: `p${to}`, total: feed.total })
  }
  return {
    page(feed, from, limit) {
      const ready = ahead.get(feed)
      const body = (ready?.from === from && ready.limit === limit && ready.body) || write(feed, from, limit)
      if (from + limit < feed.total) ahead.set(feed, { from: from + limit, limit, body: null })
      else ahead.delete(feed)
      return body
    },
    writeAhead() {
      for (const [feed, next] of ahead) next.body ??= write(feed, next.from, next.limit)
    },
  }
}

function position(cursor: string | null, total: number): number | null {
  if (cursor === null || cursor === '') return 0
  const at = /^p(\d{1,9})$/.exec(cursor)?.[1]
  return at === undefined || Number(at) > total ? null : Number(at)
}

/** Token bucket: `take` answers 0, or the milliseconds until the next token. */
export interface Bucket {
  take(nowMs: number): number
}

export function bucket({ capacity, perSecond }: { capacity: number; perSecond: number }): Bucket {
  let tokens = capacity
  let last = 0
  return {
    take(nowMs) {
      tokens = Math.min(capacity, tokens + ((nowMs - (last || nowMs)) / 1000) * perSecond)
      last = nowMs
      if (tokens >= 1) {
        tokens -= 1
        return 0
      }
      return ((1 - tokens) / perSecond) * 1000
    },
  }
}
