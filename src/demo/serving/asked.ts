import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

export const JSON_TYPE = 'application/json; charset=utf-8'
const MOST_BYTES = 100_000

/** What the shop is asked, read to its end. */
export interface Asked {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

export interface Reply {
  readonly status: number
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Null where more is sent than anything here is long. */
export async function askedIn(request: IncomingMessage): Promise<Asked | null> {
  let text = ''
  for await (const part of request.setEncoding('utf8')) {
    text += part
    if (text.length > MOST_BYTES) return null
  }
  const url = new URL(request.url ?? '/', 'http://demo')
  return { method: request.method ?? 'GET', url, headers: request.headers, text }
}

export function refused(status: number, error: string, headers: Record<string, string> = {}): Reply {
  return { status, body: JSON.stringify({ error }), headers }
}
