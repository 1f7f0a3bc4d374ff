import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import axios, { AxiosError } from 'axios'
import { Fault } from '../lib/errors.ts'
import { oneLine } from '../lib/text.ts'
import { admit, lookupPublic } from './address.ts'
import { notJson, refused, shown, unreachable } from './http-faults.ts'
import { parseJson } from './json.ts'
import { backOffMs, mayPass, retryAfterMs } from './retry.ts'

/** The one way out to platforms. */
export interface HttpClient {
  getJson(request: HttpRequest): Promise<HttpAnswer>
  /** asks and forgets: for a dead-man switch. Throws when nobody answers with success. */
  ping(url: string): Promise<void>
}

interface HttpRequest {
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number>>
  readonly signal?: AbortSignal
}

export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

export interface HttpOptions {
  readonly userAgent: string
  /** for one attempt, from the first byte sent to the last received */
  readonly timeoutMs: number
  readonly maxBytes: number
  /** attempts after the first */
  readonly retries: number
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  readonly now: () => Date
  /** uniform in [0, 1): the jitter of the back-off */
  readonly chance: () => number
  /** the only hosts that may be asked, also after a redirect; absent: any */
  readonly hosts?: readonly string[]
  /** let addresses of this machine and its network be asked; they are refused after DNS otherwise */
  readonly allowPrivate?: boolean
}

interface Raw {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

const MOST_REDIRECTS = 5

export function openHttp(options: HttpOptions): HttpClient {
  const send = sender(options)
  return {
    async getJson(request) {
      const url = withQuery(request.url, request.query ?? {})
      for (let attempt = 0; ; attempt++) {
        request.signal?.throwIfAborted()
        const outcome = await ask(send, url, request)
        if (outcome.kind === 'answer') return outcome.answer
        if (!outcome.again || attempt >= options.retries) throw outcome.fault
        const wait = retryAfterMs(outcome.retryAfter, options.now()) ?? backOffMs(attempt, options.chance())
        await options.sleep(wait, request.signal)
      }
    },
    async ping(url) {
      const answer = await follow(send, new URL(url), {})
      if (answer.status >= 300)
        throw new Fault(`${shown(new URL(url))} answered ${answer.status}.`, 'Check DEAD_MAN_URL.')
    },
  }
}

type Outcome =
  | { readonly kind: 'answer'; readonly answer: HttpAnswer }
  | {
      readonly kind: 'failed'
      readonly fault: Error
      readonly again: boolean
      readonly retryAfter: string | undefined
    }

async function ask(send: Send, url: URL, request: HttpRequest): Promise<Outcome> {
  const failed = (fault: Error, again: boolean, retryAfter?: string): Outcome => ({
    kind: 'failed',
    fault,
    again,
    retryAfter,
  })
  let raw: Raw
  try {
    raw = await follow(send, url, request)
  } catch (error) {
    request.signal?.throwIfAborted()
    if (!(error instanceof AxiosError)) throw error
    return failed(unreachable(url, error), mayPass({ code: error.code ?? '' }))
  }
  if (raw.status >= 300) return failed(refused(url, raw), mayPass(raw), raw.headers['retry-after'])
  try {
    return {
      kind: 'answer',
      answer: { status: raw.status, headers: raw.headers, body: parseJson(raw.text) },
    }
  } catch (error) {
    // what calls itself JSON and is none was cut on the way; a page of HTML stays one
    const type = raw.headers['content-type'] ?? 'no content type'
    return failed(notJson(url, { type, text: raw.text }, error), type.includes('json'))
  }
}

type Send = (url: URL, headers: HttpRequest['headers'], signal: AbortSignal | undefined) => Promise<Raw>

/** Redirects are followed by hand: each new address passes the same gate, and the token stays with its origin. */
async function follow(send: Send, from: URL, { headers, signal }: Omit<HttpRequest, 'url'>): Promise<Raw> {
  let url = from
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const raw = await send(url, url.origin === from.origin ? headers : {}, signal)
    const to = raw.status >= 300 && raw.status < 400 ? raw.headers.location : undefined
    if (!to) return raw
    url = new URL(to, url)
  }
  throw new Fault(
    `${shown(from)} redirects more than ${MOST_REDIRECTS} times.`,
    'Give the address it ends at.',
  )
}

function sender(options: HttpOptions): Send {
  const connection = { keepAlive: true, ...(options.allowPrivate ? {} : { lookup: lookupPublic }) }
  const agents = { httpAgent: new HttpAgent(connection), httpsAgent: new HttpsAgent(connection) }
  return async (url, headers, signal) => {
    admit(url, options)
    const limit = new AbortController()
    const stop = () => limit.abort()
    const timer = setTimeout(stop, options.timeoutMs)
    signal?.addEventListener('abort', stop)
    try {
      const answer = await axios.get<string>(url.href, {
        ...agents,
        adapter: 'http',
        headers: { Accept: 'application/json', ...headers, 'User-Agent': options.userAgent },
        maxContentLength: options.maxBytes,
        maxRedirects: 0,
        proxy: false,
        responseType: 'text',
        signal: limit.signal,
        transformResponse: (text: unknown) => text,
        validateStatus: () => true,
      })
      return { status: answer.status, headers: plain(answer.headers), text: String(answer.data ?? '') }
    } catch (error) {
      if (limit.signal.aborted && !signal?.aborted)
        throw new AxiosError(`no answer within ${options.timeoutMs} ms`, 'ETIMEDOUT')
      throw error
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
    }
  }
}

function plain(headers: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  )
}

function withQuery(address: string, query: Readonly<Record<string, string | number>>): URL {
  if (!URL.canParse(address))
    throw new Fault(`${oneLine(address)} is not a web address.`, 'Give one that begins with https://.')
  const url = new URL(address)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
  return url
}
