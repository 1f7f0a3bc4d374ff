import { quoted } from '../../src/ask/write.ts'
import type { BoundCommand } from '../../src/command.ts'
import { isUsage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { vocabularyOf } from '../../src/facts/vocabulary.ts'
import type { Dimension } from '../../src/metrics/metric.ts'

type Parts = Pick<Context, 'lake' | 'state'>

/** The names that examples are written with, and what they stand for. */
const NAMES: readonly (readonly [pattern: RegExp, of: Dimension | 'product'])[] = [
  [/\bSKU-1042\b/g, 'product'],
  [/\bM-007\b/g, 'merchant'],
  [/\bElectronics\b/g, 'category'],
  [/(?<=\s|=)app\b/g, 'channel'],
]

/** The examples with this shop's own names in them, so that each can be tried as it stands; an empty shop has none. */
export async function liveExamples(
  { lake, state }: Parts,
  examples: readonly string[],
): Promise<readonly string[]> {
  const { members, products } = await vocabularyOf(lake, state)
  const nameOf = (of: Dimension | 'product'): string | null => {
    if (of === 'product') return products[0]?.id ?? null
    const found = members.find(({ dimension, member }) => dimension === of && member !== 'unknown')
    return found ? quoted(found.member) : null
  }
  const named = NAMES.map(([pattern, of]) => [pattern, nameOf(of)] as const)
  return examples.map((example) =>
    named.reduce((text, [pattern, name]) => (name === null ? text : text.replace(pattern, name)), example),
  )
}

/** The command whose examples, where it could not be asked, are of this shop. */
export function withLiveExamples(command: BoundCommand, ctx: Parts): BoundCommand {
  return {
    ...command,
    ask: async (text, asker) => {
      const said = await command.ask(text, asker)
      return isUsage(said) ? { ...said, examples: await liveExamples(ctx, command.examples) } : said
    },
  }
}
