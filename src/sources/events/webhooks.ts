import { createHmac } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { Hints, Webhooks } from '../hints.ts'
import { parseJson } from '../http/json.ts'
import { isSameSecret } from './same-secret.ts'

export interface WebhookOptions {
  readonly of: readonly Webhooks[]
  readonly hints: Hints
  readonly now: () => Date
  /** so many of a feed had a wrong signature since the start; said at most once a minute */
  readonly onWrong: (told: { readonly feed: string; readonly wrong: number }) => void
}

/** A platform stops sending after some failures, so only what it can mend itself is a failure. */
export const MAX_WEBHOOK_BYTES = 4 * 1024 * 1024

const WRONG_EVERY_MS = 60_000

export interface Hooks {
  /** null where no feed of that name takes any */
  of(feed: string): Webhooks | null
  /** the status to answer with; the hints are kept before it is returned */
  take(
    webhooks: Webhooks,
    sent: { readonly headers: IncomingHttpHeaders; readonly raw: Buffer },
  ): Promise<number>
}

export function webhookTaker({ of, hints, now, onWrong }: WebhookOptions): Hooks {
  const wrong = new Map<string, { count: number; saidAt: number }>()
  const countWrong = (feed: string) => {
    const { count, saidAt } = wrong.get(feed) ?? { count: 0, saidAt: Number.NEGATIVE_INFINITY }
    const isDue = now().getTime() - saidAt >= WRONG_EVERY_MS
    wrong.set(feed, { count: count + 1, saidAt: isDue ? now().getTime() : saidAt })
    if (isDue) onWrong({ feed, wrong: count + 1 })
  }
  return {
    of: (feed) => of.find((one) => one.feed === feed) ?? null,
    async take(webhooks, { headers, raw }) {
      const signature = headers[webhooks.signature]
      if (signature === undefined && webhooks.isPing?.(raw.toString('utf8'))) return 200
      if (!isSigned(raw, webhooks.secret, signature)) {
        countWrong(webhooks.feed)
        return 401
      }
      const given = webhooks.hints(headers, parsed(raw))
      if (given.length > 0) await hints.give(given)
      return 200
    },
  }
}

function isSigned(raw: Buffer, secret: string, signature: string | string[] | undefined): boolean {
  const right = createHmac('sha256', secret).update(raw).digest('base64')
  return isSameSecret(typeof signature === 'string' ? signature : '', right)
}

/** What is signed and is no JSON says nothing. */
function parsed(raw: Buffer): unknown {
  try {
    return parseJson(raw.toString('utf8'))
  } catch {
    return null
  }
}
