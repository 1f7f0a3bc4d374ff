import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import axios, { AxiosError } from 'axios'
import { Fault } from '../../lib/errors.ts'
import { admit, lookupAdmitted } from './address.ts'
import { shown } from './faults.ts'
import type { HttpOptions } from './http-options.ts'

/** An answer as it came. */
export interface Raw {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

export interface Sent {
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly signal?: AbortSignal | undefined
  readonly mayFollow?: ((to: URL) => void) | undefined
  /** sent as JSON; absent: nothing is sent, only asked for */
  readonly body?: unknown
  /** of what is sent; POST where it is not said */
  readonly method?: 'POST' | 'PUT' | 'PATCH' | undefined
  /** sent as a form, in place of JSON */
  readonly form?: Readonly<Record<string, string>> | undefined
}

export type Send = (url: URL, sent: Sent) => Promise<Raw>

const MAX_REDIRECTS = 5

/** Redirects are followed by hand: each new address passes the same gate, and the token stays with its origin. */
export async function follow(send: Send, from: URL, sent: Sent): Promise<Raw> {
  let url = from
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const raw = await send(url, url.origin === from.origin ? sent : { signal: sent.signal })
    const to = raw.status >= 300 && raw.status < 400 ? raw.headers.location : undefined
    // what is put in a body is meant for the address it was put to
    if (!to || sent.body !== undefined || sent.form !== undefined) return raw
    url = new URL(to, url)
    sent.mayFollow?.(url)
  }
  throw new Fault(
    `${shown(from)} redirects more than ${MAX_REDIRECTS} times.`,
    'Give the address it ends at.',
  )
}

export function agentsOf(options: Pick<HttpOptions, 'allowPrivate' | 'privateHosts'>) {
  const connection = {
    keepAlive: true,
    ...(options.allowPrivate ? {} : { lookup: lookupAdmitted(options.privateHosts ?? []) }),
  }
  return { httpAgent: new HttpAgent(connection), httpsAgent: new HttpsAgent(connection) }
}

export function sender(options: HttpOptions): Send {
  const agents = agentsOf(options)
  return async (url, { headers, signal, method = 'POST', ...put }) => {
    admit(url, options)
    const text = textOf(put)
    const limit = new AbortController()
    const stop = () => limit.abort()
    const timer = setTimeout(stop, options.timeoutMs)
    signal?.addEventListener('abort', stop)
    try {
      const answer = await axios.request<string>({
        ...agents,
        ...(text === null ? { method: 'get' } : { method, data: text }),
        url: url.href,
        adapter: 'http',
        headers: {
          Accept: 'application/json',
          ...(text !== null && {
            'Content-Type': put.form ? 'application/x-www-form-urlencoded' : 'application/json',
          }),
          ...headers,
          'User-Agent': options.userAgent,
        },
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

function textOf({ body, form }: Pick<Sent, 'body' | 'form'>): string | null {
  if (form) return new URLSearchParams(form).toString()
  return body === undefined ? null : JSON.stringify(body)
}

function plain(headers: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  )
}
