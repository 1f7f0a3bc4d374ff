import { AxiosError } from 'axios'
import { Fault } from '../../lib/errors.ts'
import { oneLine } from '../../lib/text.ts'
import { admitHost } from './address.ts'
import { type Download, downloader } from './download.ts'
import { notJson, refused, shown, unreachable } from './faults.ts'
import type { HttpOptions } from './http-options.ts'
import { parseJson } from './json.ts'
import { pacer } from './pace.ts'
import { backOffMs, isTransient, retryAfterMs } from './retry.ts'
import { follow, type Raw, type Send, type Sent, sender } from './send.ts'

/** The one way out to platforms. */
export interface HttpClient {
  getJson(request: HttpRequest): Promise<HttpAnswer>
  /** a document as it is; one that has not changed since the `ETag` sent as `If-None-Match` comes as a 304 without body */
  getText(request: HttpRequest): Promise<TextAnswer>
  /** a page as it is, asked for once, whatever it answers: for who decides himself when to ask again */
  look(request: HttpRequest): Promise<TextAnswer>
  /** a question that is put as JSON. It may be put again after a lost answer: only for what can be asked twice. */
  postJson(request: HttpRequest & { readonly body: unknown }): Promise<HttpAnswer>
  /** a form, such as one that asks for a token: the answer as it is, also a refusal. It may be put again as well. */
  postForm(request: HttpRequest & { readonly form: Readonly<Record<string, string>> }): Promise<TextAnswer>
  /** puts something once, whatever it answers: for what must not happen twice. `lost`: nobody knows whether it came to be. */
  sendOnce(request: {
    readonly url: string
    readonly method: 'POST' | 'PUT' | 'PATCH'
    readonly headers?: Readonly<Record<string, string>>
    readonly body: unknown
    readonly signal?: AbortSignal
  }): Promise<Once>
  readonly download: Download
  /** what a platform asks for between two questions, where its answer says so and not its status */
  pause(ms: number, signal?: AbortSignal): Promise<void>
  /** throws when a host is of this machine or its network and not allowed: for what is not asked over HTTP */
  admit(host: string): Promise<void>
  /** asks and forgets: for a dead-man switch. Throws when nobody answers with success. */
  ping(url: string): Promise<void>
}

interface HttpRequest {
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number>>
  readonly signal?: AbortSignal
  /** the least time between the beginnings of two requests to this host */
  readonly gapMs?: number
  /** attempts after the first, where fewer are wanted than the client makes */
  readonly retries?: number
  /** throws when a redirect may not be followed */
  readonly mayFollow?: (to: URL) => void
}

/** What is sent along: JSON or a form, not both. */
type Put = Pick<Sent, 'body' | 'form'>

export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

export type Once =
  | { readonly kind: 'answered'; readonly status: number; readonly text: string }
  | { readonly kind: 'lost'; readonly because: string }

export interface TextAnswer extends HttpAnswer {
  readonly body: string
}

export function openHttp(options: HttpOptions): HttpClient {
  const send = sender(options)
  const paced = pacer(options)
  const withRetry = async <A extends HttpAnswer>(request: HttpRequest & Put, read: Read<A>): Promise<A> => {
    const url = withQuery(request.url, request.query ?? {})
    for (let attempt = 0; ; attempt++) {
      request.signal?.throwIfAborted()
      await paced(url.host, request.gapMs ?? 0, request.signal)
      const outcome = await ask(send, { url, request, read })
      if (outcome.kind === 'answer') return outcome.answer
      if (!outcome.again || attempt >= Math.min(request.retries ?? options.retries, options.retries))
        throw outcome.fault
      const wait = retryAfterMs(outcome.retryAfter, options.now()) ?? backOffMs(attempt, options.chance())
      await options.sleep(wait, request.signal)
    }
  }
  return {
    getJson: (request) => withRetry(request, asJson),
    getText: (request) => withRetry({ ...request, headers: { Accept: '*/*', ...request.headers } }, asText),
    async look(request) {
      const url = withQuery(request.url, request.query ?? {})
      const headers = { Accept: 'text/html,*/*;q=0.5', ...request.headers }
      try {
        const { status, headers: told, text } = await follow(send, url, { ...request, headers })
        return { status, headers: told, body: text }
      } catch (error) {
        request.signal?.throwIfAborted()
        throw error instanceof AxiosError ? unreachable(url, error) : error
      }
    },
    postJson: (request) => withRetry(request, asJson),
    postForm: (request) => withRetry(request, asItIs),
    async sendOnce({ url: address, ...sent }) {
      const url = withQuery(address, {})
      await paced(url.host, 0, sent.signal)
      try {
        const { status, text } = await follow(send, url, sent)
        return { kind: 'answered', status, text }
      } catch (error) {
        sent.signal?.throwIfAborted()
        if (!(error instanceof AxiosError)) throw error
        return { kind: 'lost', because: unreachable(url, error).message }
      }
    },
    download: downloader(options),
    pause: options.sleep,
    admit: (host) => admitHost(host, options),
    async ping(url) {
      const answer = await follow(send, new URL(url), {})
      if (answer.status >= 300)
        throw new Fault(`${shown(new URL(url))} answered ${answer.status}.`, 'Check DEAD_MAN_URL.')
    },
  }
}

type Outcome<A> =
  | { readonly kind: 'answer'; readonly answer: A }
  | {
      readonly kind: 'failed'
      readonly fault: Error
      readonly again: boolean
      readonly retryAfter: string | undefined
    }

/** Takes an answer as what was asked for, or gives null where its status is a refusal. */
type Read<A> = (url: URL, raw: Raw) => Outcome<A> | null

async function ask<A>(
  send: Send,
  { url, request, read }: { url: URL; request: HttpRequest & Put; read: Read<A> },
): Promise<Outcome<A>> {
  const failed = (fault: Error, again: boolean, retryAfter?: string): Outcome<A> => ({
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
    return failed(unreachable(url, error), isTransient({ code: error.code ?? '' }))
  }
  return read(url, raw) ?? failed(refused(url, raw), isTransient(raw), raw.headers['retry-after'])
}

/** Whatever is no passing trouble of the platform; its words are not shown, for they may repeat what was put. */
const asItIs: Read<TextAnswer> = (url, raw) => {
  const { status, headers, text } = raw
  if (!isTransient(raw)) return { kind: 'answer', answer: { status, headers, body: text } }
  const fault = refused(url, { status, text: '' })
  return { kind: 'failed', fault, again: true, retryAfter: headers['retry-after'] }
}

const asText: Read<TextAnswer> = (_, { status, headers, text }) =>
  status < 300 || status === 304 ? { kind: 'answer', answer: { status, headers, body: text } } : null

/** Success that says that there is nothing: without a body, and that is no cut one. */
const NO_CONTENT = new Set([204, 205])

const asJson: Read<HttpAnswer> = (url, raw) => {
  if (raw.status >= 300) return null
  const { status, headers } = raw
  if (NO_CONTENT.has(status)) return { kind: 'answer', answer: { status, headers, body: null } }
  try {
    return { kind: 'answer', answer: { status, headers, body: parseJson(raw.text) } }
  } catch (error) {
    // what calls itself JSON and is none was cut on the way; a page of HTML stays one
    const type = raw.headers['content-type'] ?? 'no content type'
    const fault = notJson(url, { type, text: raw.text }, error)
    return { kind: 'failed', fault, again: type.includes('json'), retryAfter: undefined }
  }
}

function withQuery(address: string, query: Readonly<Record<string, string | number>>): URL {
  if (!URL.canParse(address))
    throw new Fault(`${oneLine(address)} is not a web address.`, 'Give one that begins with https://.')
  const url = new URL(address)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
  return url
}
