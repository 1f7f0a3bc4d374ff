import { randomBytes } from 'node:crypto'

export type Json = Readonly<Record<string, unknown>>

/** Said to one person. Slack keeps such answers in the client; here the workspace is the client. */
export interface Ephemeral {
  readonly ts: string
  readonly channel: string
  readonly threadTs: string | null
  readonly text: string
  readonly blocks: readonly Json[]
}

/** What a `response_url` answers to. */
export interface Origin {
  readonly channel: string
  /** the message whose button was pressed; null for a command */
  readonly message: { readonly ts: string; readonly isEphemeral: boolean } | null
  readonly threadTs: string | null
}

/** Long work that a person waits for: which step of how many, what is done in it, and how much of that. */
export interface Work {
  readonly step: number
  readonly of: number
  readonly doing: string
  readonly done?: { readonly what: string; readonly count: number; readonly of: number }
}

/** A line of a menu. */
export interface Offered {
  readonly label: string
  readonly value: string
}

interface Ticket extends Origin {
  uses: number
  readonly until: number
}

/** What `emulate` takes in but gives nobody back: answers to one person, Home, forms, and response URLs. */
export interface Memory {
  readonly ephemerals: Map<string, Ephemeral>
  home: Json | null
  /** the form that is open at the page */
  form: Json | null
  /** the lines that menus of the open form were offered, by field: only those can be sent */
  readonly offered: Map<string, readonly Offered[]>
  /** what the bot prepares just now, and nothing when it is ready */
  work: Work | null
  issue(origin: Origin): string
  redeem(token: string): Origin | 'expired_url' | 'used_url'
  /** tells every open page that something is new: messages, unless it is only how far the work is */
  changed(what?: Change): void
  onChange(listener: (what: Change) => void): () => void
}

type Change = 'messages' | 'work'

const USES = 5
const LIFETIME_MS = 30 * 60_000

export function newMemory(now: () => number): Memory {
  const tickets = new Map<string, Ticket>()
  const listeners = new Set<(what: Change) => void>()
  return {
    ephemerals: new Map(),
    home: null,
    form: null,
    offered: new Map(),
    work: null,
    issue(origin) {
      for (const [token, ticket] of tickets) if (ticket.until < now()) tickets.delete(token)
      const token = randomBytes(18).toString('base64url')
      tickets.set(token, { ...origin, uses: 0, until: now() + LIFETIME_MS })
      return token
    },
    redeem(token) {
      const ticket = tickets.get(token)
      if (!ticket || ticket.until < now()) return 'expired_url'
      if (ticket.uses >= USES) return 'used_url'
      ticket.uses += 1
      return ticket
    },
    changed(what = 'messages') {
      for (const listener of listeners) listener(what)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
