import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'

const current = new AsyncLocalStorage<string>()

/** Whatever follows from one thing that a person did in Slack is done under one id: it is in every line of the log. */
export function asRequest<T>(work: () => T): T {
  return current.run(randomBytes(4).toString('hex'), work)
}

export function requestId(): string | null {
  return current.getStore() ?? null
}

/** What is added to every line of the log. */
export function requestFields(): { readonly request?: string } {
  const request = requestId()
  return request === null ? {} : { request }
}

/** What a person did, without anything that was written: `/kpi`, `block_actions`, `app_mention`. */
export function kindOf(body: object): string {
  if ('command' in body) return String(body.command)
  if ('event' in body && typeof body.event === 'object' && body.event && 'type' in body.event)
    return String(body.event.type)
  return 'type' in body ? String(body.type) : 'request'
}
