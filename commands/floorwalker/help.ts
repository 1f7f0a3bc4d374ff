import type { Command } from '../../src/command.ts'
import type { Message } from '../../src/messages/message.ts'
import type { Locale } from '../../src/report/words/locale.ts'

export type Described = Pick<Command<unknown>, 'name' | 'usage' | 'about' | 'examples'>

/** Every command by its usage, this one last; then examples of this shop. */
export function sayHelp(
  others: readonly Described[],
  { examples: shown, ...own }: Pick<Described, 'name' | 'usage' | 'examples'>,
  { words: { status } }: Locale,
): Message {
  const { title, line, about, own: ownAbout, examples } = status.help
  const all = [
    ...others.map((one) => ({ usage: one.usage, about: about(one) })),
    { usage: own.usage, about: ownAbout },
  ]
  return {
    text: line([...others.map(({ name }) => name), own.name]),
    blocks: [
      { kind: 'header', text: title },
      {
        kind: 'list',
        items: all.map((one) => [{ text: one.usage, style: 'code' as const }, ` ${one.about}`]),
      },
      {
        kind: 'context',
        spans: examples(shown),
      },
    ],
  }
}
