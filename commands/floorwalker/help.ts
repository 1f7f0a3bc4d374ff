import type { Command } from '../../src/context.ts'
import type { Message } from '../../src/messages/message.ts'

export type Described = Pick<Command<unknown>, 'name' | 'usage' | 'about' | 'examples'>

/** Every command by its usage, this one last. */
export function sayHelp(others: readonly Described[], own: Pick<Described, 'name' | 'usage'>): Message {
  const about = 'This help, how everything stands, or (for managers) who did what.'
  const all = [...others, { usage: own.usage, about }]
  return {
    text: `Floorwalker answers ${others.map(({ name }) => name).join(', ')} and ${own.name}.`,
    blocks: [
      { kind: 'header', text: 'What you can ask' },
      {
        kind: 'list',
        items: all.map((one) => [{ text: one.usage, style: 'code' as const }, ` ${one.about}`]),
      },
      {
        kind: 'context',
        spans: `For example: ${others.flatMap(({ examples }) => examples.slice(0, 1)).join(' · ')}`,
      },
    ],
  }
}
