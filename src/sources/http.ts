import { AxiosError } from 'axios'
import { Fault } from '../lib/errors.ts'
import { oneLine } from '../lib/text.ts'
import { admitHost } from './address.ts'
import { downloader } from './download.ts'
import { notJson, refused, shown, unreachable } from './http-faults.ts'
import { parseJson } from './json.ts'
import { pacer } from './pace.ts'
import { backOffMs, mayPass, retryAfterMs } from './retry.ts'
import { follow, type Raw, type Send, sender } from './send.ts'

/** The one way out to platforms. */
export interface HttpClient {
  getJson(request: HttpRequest): Promise<HttpAnswer>
  /** a question that is put as JSON. It may be put again after a lost answer: only for what can be asked twice. */
  postJson(request: HttpRequest & { readonly body: unknown }): Promise<HttpAnswer>
  /** a large answer, on its way to the disk; whole or not there */
  download(request: Pick<HttpRequest, 'url' | 'signal'> & { readonly to: string }): Promise<void>
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
  /** those of them that may be asked all the same, by the name or the address they are asked at */
  readonly privateHosts?: readonly string[]
}

export function openHttp(options: HttpOptions): HttpClient {
  const send = sender(options)
  const paced = pacer(options)
  const patiently = async (request: HttpRequest & { readonly body?: unknown }): Promise<HttpAnswer> => {
    const url = withQuery(request.url, request.query ?? {})
    for (let attempt = 0; ; attempt++) {
      request.signal?.throwIfAborted()
      await paced(url.host, request.gapMs ?? 0, request.signal)
      const outcome = await ask(send, url, request)
      if (outcome.kind === 'answer') return outcome.answer
      if (!outcome.again || attempt >= options.retries) throw outcome.fault
      const wait = retryAfterMs(outcome.retryAfter, options.now()) ?? backOffMs(attempt, options.chance())
      await options.sleep(wait, request.signal)
    }
  }
  return {
    getJson: patiently,
    postJson: patiently,
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

type Outcome =
  | { readonly kind: 'answer'; readonly answer: HttpAnswer }
  | {
      readonly kind: 'failed'
      readonly fault: Error
      readonly again: boolean
      readonly retryAfter: string | undefined
    }

async function ask(
  send: Send,
  url: URL,
  request: HttpRequest & { readonly body?: unknown },
): Promise<Outcome> {
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

function withQuery(address: string, query: Readonly<Record<string, string | number>>): URL {
  if (!URL.canParse(address))
    throw new Fault(`${oneLine(address)} is not a web address.`, 'Give one that begins with https://.')
  const url = new URL(address)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
  return url
}
