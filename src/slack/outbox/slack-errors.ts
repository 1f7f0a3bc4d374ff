import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api'
import { messageOf } from '../../lib/errors.ts'

/** What a failed call means for the message: surely not there, or perhaps. */
export type Failure =
  | { readonly kind: 'limited'; readonly afterMs: number; readonly text: string }
  | { readonly kind: 'refused'; readonly code: string; readonly text: string }
  | { readonly kind: 'unanswered'; readonly text: string }

/** Slack's own trouble: the answer says no, the message may stand all the same. */
const UNSURE = new Set([
  'internal_error',
  'fatal_error',
  'request_timeout',
  'service_unavailable',
  'unknown_error',
])

export function failureOf(error: unknown): Failure {
  const text = messageOf(error)
  if (error instanceof WebAPIRateLimitedError) {
    return { kind: 'limited', afterMs: error.retryAfter * 1000, text }
  }
  if (error instanceof WebAPIPlatformError) {
    const code = String(error.data.error)
    if (code === 'ratelimited' || code === 'rate_limited') return { kind: 'limited', afterMs: 30_000, text }
    return UNSURE.has(code) || !/^[a-z0-9_]+$/.test(code)
      ? { kind: 'unanswered', text }
      : { kind: 'refused', code, text }
  }
  if (error instanceof WebAPIHTTPError && error.statusCode >= 400 && error.statusCode < 500) {
    return { kind: 'refused', code: `http_${error.statusCode}`, text }
  }
  if (error instanceof WebAPIRequestError || error instanceof WebAPIHTTPError) {
    return { kind: 'unanswered', text }
  }
  return { kind: 'unanswered', text }
}

/** The server does not know what was sent: say it more simply. */
export function isAboutBlocks(failure: Failure): boolean {
  return (
    failure.kind === 'refused' &&
    /^(invalid_blocks|invalid_blocks_format|msg_blocks_too_long|msg_too_long|invalid_arguments|invalid_attachments|file_not_found|slack_file)/.test(
      failure.code,
    )
  )
}

/** All that a refusal says of why, such as which block it does not know. */
export function detailsOf(error: unknown): string {
  if (!(error instanceof WebAPIPlatformError)) return messageOf(error)
  const { error: code, response_metadata, ...more } = error.data
  return [code, ...(response_metadata?.messages ?? []), JSON.stringify(more)].join(' ')
}
