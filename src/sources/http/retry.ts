const FIRST_MS = 500
const LONGEST_MS = 60_000

/** Answers that may be another one next time. A 501 or a 4xx stays what it is. */
const PASSING_STATUS = new Set([408, 425, 429, 500, 502, 503, 504])

/** Errors of the connection, not of the request. `ERR_BAD_RESPONSE` is a body that was cut. */
const PASSING_ERRORS = new Set([
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'EPIPE',
  'ERR_BAD_RESPONSE',
  'ERR_NETWORK',
  'ETIMEDOUT',
])

export function isTransient(outcome: { status: number } | { code: string }): boolean {
  return 'status' in outcome ? PASSING_STATUS.has(outcome.status) : PASSING_ERRORS.has(outcome.code)
}

/**
 * Exponential back-off with equal jitter: half of the wait is certain, the other half random, so that many
 * callers who failed together do not come back together. `chance` is uniform in [0, 1).
 */
export function backOffMs(attempt: number, chance: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt)
  return Math.round(ceiling / 2 + (chance * ceiling) / 2)
}

/** What a Retry-After header asks for, in seconds or as an HTTP date; null when it says nothing readable. Capped. */
export function retryAfterMs(header: string | undefined, now: Date): number | null {
  if (!header) return null
  const text = header.trim()
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime()
  return Number.isNaN(wait) ? null : Math.min(LONGEST_MS, Math.max(0, wait))
}
