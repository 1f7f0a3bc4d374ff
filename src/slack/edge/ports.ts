import { type Asker, type Command, isUsage, type Role, type Usage } from '../../context.ts'
import type { Message } from '../../messages/message.ts'

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
