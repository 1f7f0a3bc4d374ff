import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { HTTP_DEFAULTS } from '../../src/sources/http/defaults.ts'
import { openHttp } from '../../src/sources/http/http.ts'

/** What goes wrong with one write: said before it is done, the line cut before or after, or nothing. */
export const FAULTS = ['none', '429', '500', '503', 'cut before', 'cut after', '500 after'] as const
type Fault = (typeof FAULTS)[number]

export interface Heard {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: unknown
}

export interface Reply {
  readonly status: number
  readonly body: unknown
}

/** A platform that fails as it is told, one fault a write, and answers reads in the meantime. */
export async function faultServer(platform: {
  readonly isWrite: (heard: Heard) => boolean
  readonly answer: (heard: Heard) => Reply
}) {
  const faults: Fault[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (part) => {
      text += part
    })
    request.on('end', () => {
      const heard = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: text === '' ? null : JSON.parse(text),
      }
      const fault = platform.isWrite(heard) ? (faults.shift() ?? 'none') : 'none'
      if (fault === 'cut before') return void request.socket.destroy()
      if (fault === '429' || fault === '500' || fault === '503')
        return void response.writeHead(Number(fault)).end('{}')
      const { status, body } = platform.answer(heard)
      if (fault === 'cut after') return void request.socket.destroy()
      if (fault === '500 after') return void response.writeHead(500).end('{}')
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

export const http = openHttp({
  ...HTTP_DEFAULTS,
  allowPrivate: true,
  sleep: async () => {},
  chance: () => 0,
  now: () => new Date(0),
})
