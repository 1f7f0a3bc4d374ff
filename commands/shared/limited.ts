import { type Asker, type BoundCommand, type Command, isUsage, type Usage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { isGranted } from '../../src/lib/access.ts'
import { writeScope } from '../../src/metrics/metric.ts'
import { findScope } from '../../src/metrics/read/scope.ts'
import { shopLocale } from '../../src/report/words/locale.ts'

/**
 * The command for who may see only some segments: it is answered where all of its answer is of one of them, and refused
 * where that is not known. For everybody else it is as it was.
 */
export function limited<Q>(command: Command<Q>): Command<Q> {
  return {
    ...command,
    async answer(ctx, query, asker) {
      const { sees = 'all' } = asker
      if (sees === 'all') return command.answer(ctx, query, asker)
      const typed = command.segmentOf?.(query) ?? ''
      const isSeen = typed === 'own' || isGranted(sees, await writtenAs(ctx, typed))
      return isSeen ? command.answer(ctx, query, asker) : refusal(ctx, asker)
    },
  }
}

/** As it is known in the data; '' where nothing of the name is, so that nobody learns which names there are. */
async function writtenAs({ lake }: Pick<Context, 'lake'>, typed: string): Promise<string> {
  if (typed.trim() === '') return ''
  const scope = await findScope(lake, typed)
  return scope !== 'all' && 'kind' in scope ? '' : writeScope(scope)
}

function refusal({ config }: Pick<Context, 'config'>, { sees = 'all' }: Asker): Usage {
  const { refused } = shopLocale(config).words.edge
  return { kind: 'usage', because: refused.notSeen(sees === 'all' ? [] : sees), asksBack: true }
}

/** What could not be asked is said without examples and near names: they may be of what the person may not see. */
export function withoutNames(command: BoundCommand): BoundCommand {
  return {
    ...command,
    ask: async (text, asker) => {
      const said = await command.ask(text, asker)
      if ((asker.sees ?? 'all') === 'all' || !isUsage(said)) return said
      return { kind: 'usage', because: said.because, examples: [] }
    },
  }
}
