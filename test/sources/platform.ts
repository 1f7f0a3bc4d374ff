import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { openHttp } from '../../src/sources/http/http.ts'
import type { HttpOptions } from '../../src/sources/http/http-options.ts'
import { NO_PAGES } from '../../src/sources/http/page-queue.ts'
import { openReader } from '../../src/state/database/read-only.ts'

export type Answer = (request: IncomingMessage, response: ServerResponse, url: URL) => void

/** A real server on loopback whose answers are scripted: the last one stands for all that follow. */
export async function platform(...answers: readonly Answer[]) {
  const asked: URL[] = []
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://platform')
    const answer = answers[Math.min(asked.push(url), answers.length) - 1]
    answer?.(request, response, url)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () => {
      server.closeAllConnections()
      return new Promise<void>((done) => server.close(() => done()))
    },
  }
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(JSON.stringify(body))
  }
}

/** A client that never waits: what it would have slept is written down. */
export function patient(options: Partial<HttpOptions> = {}) {
  const slept: number[] = []
  const http = openHttp({
    userAgent: 'floorwalker-test',
    timeoutMs: 2000,
    maxBytes: 1_000_000,
    retries: 3,
    sleep: async (ms) => {
      slept.push(ms)
    },
    now: () => new Date('2026-11-24T08:00:00Z'),
    chance: () => 0.5,
    allowPrivate: true,
    ...options,
  })
  return { http, slept }
}

export const NOW = new Date('2026-11-24T08:00:00Z')
const still = new AbortController().signal

export function clients(options: Partial<HttpOptions> = {}) {
  return {
    http: patient(options).http,
    signal: still,
    openSql: openReader,
    pageQueue: NO_PAGES,
    now: () => NOW,
  }
}
