import type { Asker, Command, Role, Usage } from '../../context.ts'
import type { Message } from '../../messages/message.ts'

/** What this room is handed. It knows neither the database nor the jobs; the app fits these to both. */
export interface OutboxRow {
  readonly id: number
  readonly key: string
  readonly parentKey: string | null
  readonly parentTs: string | null
  readonly channel: string
  readonly channelId: string | null
  /** where it stands; null until it was posted, afterwards a newer revision is an edit */
  readonly ts: string | null
  readonly content: string
  readonly revision: number
  readonly postedRevision: number
  /** tried without an answer: look whether it stands there before trying again */
  readonly ambiguous: boolean
  readonly firstTriedAt: Date | null
  readonly attempts: number
}

export interface OutboxStore {
  /** the lease must outlast a post: two minutes are enough */
  claimNext(now: Date): Promise<OutboxRow | null>
  /** durable before the network call; false when the claim has gone to another */
  markTrying(id: number, now: Date): Promise<boolean>
  markPosted(
    id: number,
    posted: { readonly ts: string; readonly channelId: string; readonly revision: number },
  ): Promise<void>
  markRetry(
    id: number,
    retry: { readonly notBefore: Date; readonly error: string; readonly ambiguous: boolean },
  ): Promise<void>
  markDead(id: number, error: string): Promise<void>
}

export interface Heard {
  readonly id: string
  readonly kind: string
  readonly body: unknown
  readonly receivedAt: Date
}

export interface Inbox {
  receive(
    heard: { readonly id: string; readonly kind: string; readonly body: unknown },
    now: Date,
  ): Promise<'new' | 'seen'>
  markDone(id: string, now: Date): Promise<void>
  unfinished(): Promise<readonly Heard[]>
}

export type Audit = (act: {
  readonly who: string
  readonly did: string
  readonly what: unknown
  readonly at: Date
}) => Promise<void>

/** A command with its context already given: what is typed comes in, a message goes out. */
export interface EdgeCommand {
  readonly name: string
  readonly usage: string
  readonly about: string
  readonly examples: readonly string[]
  readonly roles: readonly Role[]
  ask(text: string, asker: Asker): Promise<Message | Usage>
}

export function isUsage(answer: unknown): answer is Usage {
  return typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'usage'
}

/** The one way a command is asked, from Slack and from a terminal alike. */
export function bindCommand<Q, C>(
  command: Omit<Command<Q>, 'answer'> & {
    answer(ctx: C, query: Q, asker: Asker): Promise<Message | Usage>
  },
  ctx: C,
): EdgeCommand {
  const { name, usage, about, examples, roles } = command
  return {
    name,
    usage,
    about,
    examples,
    roles,
    ask: async (text, asker) => {
      const query = command.parse(text.trim())
      return isUsage(query) ? query : command.answer(ctx, query, asker)
    },
  }
}
