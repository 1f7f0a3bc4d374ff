import { type FetchFunction, LogLevel, WebClient, type WebClientOptions } from '@slack/web-api'
import type { Logger } from 'pino'

export interface Access {
  readonly botToken: string
  /** any server that speaks Slack's Web API; null is Slack */
  readonly apiUrl: string | null
  readonly fetch?: FetchFunction
  readonly timeoutMs?: number
}

/**
 * For posting: one call is one request. The default client repeats a lost reply by itself, and what was delivered
 * would stand there twice.
 */
export function postClient(access: Access, log: Logger): WebClient {
  return new WebClient(access.botToken, once(access, log))
}

/** For reading while somebody waits: one more try, and soon an answer. */
export function readClient(access: Access, log: Logger): WebClient {
  return new WebClient(access.botToken, {
    ...base(access, log),
    retryConfig: { retries: 1, minTimeout: 200, maxTimeout: 200 },
    rejectRateLimitedCalls: true,
  })
}

/** For the socket: whoever keeps it open tries again. */
export function once(access: Access, log: Logger): WebClientOptions {
  return { ...base(access, log), retryConfig: { retries: 0 }, rejectRateLimitedCalls: true }
}

function base(access: Access, log: Logger): WebClientOptions {
  return {
    logger: slackLogger(log),
    timeout: access.timeoutMs ?? 10_000,
    ...(access.apiUrl === null ? {} : { slackApiUrl: access.apiUrl.replace(/\/*$/, '/') }),
    ...(access.fetch ? { fetch: access.fetch } : {}),
  }
}

/** Slack's libraries log into ours. Their debug lines carry payloads and are dropped. */
export function slackLogger(log: Logger) {
  const words = (said: unknown[]) => ({ said: said.map(String).join(' ').slice(0, 500) })
  return {
    debug: () => {},
    info: (...said: unknown[]) => log.debug(words(said), 'slack library'),
    warn: (...said: unknown[]) => log.warn(words(said), 'slack library'),
    error: (...said: unknown[]) => log.error(words(said), 'slack library'),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  }
}
