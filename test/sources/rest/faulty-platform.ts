import type { ServerResponse } from 'node:http'
import { type Answer, platform } from '../platform.ts'

type Rows = readonly { readonly id: number }[]

export const rows = (from: number, count: number): Rows =>
  Array.from({ length: count }, (_, i) => ({ id: from + i }))

interface Asked {
  /** of numbered pages, from 1; of offsets the rows passed over */
  readonly page: number
  readonly offset: number
  readonly cursor: string | null
  /** of the whole address, as the platform sees it */
  readonly url: URL
  readonly origin: string
  /** how often this address has been asked for so far */
  readonly times: number
}

interface Told {
  readonly body?: unknown
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
}

export type Kind = (asked: Asked) => Told

/** A platform whose pages end, or do not, as public bug reports say that real ones do. */
export async function faultyPlatform(kind: Kind) {
  const seen = new Map<string, number>()
  const answer: Answer = (request, response, url) => {
    const times = seen.get(url.search) ?? 0
    seen.set(url.search, times + 1)
    const number = (name: string, otherwise: number) => Number(url.searchParams.get(name) ?? otherwise)
    const told = kind({
      page: number('page', 1),
      offset: number('offset', 0),
      cursor: url.searchParams.get('cursor'),
      url,
      origin: `http://${request.headers.host}`,
      times,
    })
    write(response, told)
  }
  return platform(answer)
}

function write(response: ServerResponse, { body, status = 200, headers = {} }: Told): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(body === undefined ? '' : JSON.stringify(body))
}
