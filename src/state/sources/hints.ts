import { z } from 'zod'
import { instant, iso, number } from '../database/columns.ts'
import type { State } from '../database/state.ts'
import { databaseTime } from '../database/time.ts'

const stored = z.object({ source: z.string(), id: z.string(), times: number, at: instant })
type Hint = z.output<typeof stored>

/** Of one source at one run: the next one follows the others. */
const MOST = 1000

/** What platforms have sent word of, for the replica that collects: the same said twice is one hint. */
export function hintsOf(state: Pick<State, 'read' | 'transaction'>) {
  return {
    give: (hints: readonly Pick<Hint, 'source' | 'id'>[]) =>
      state.transaction(async (trx) => {
        const at = iso(await databaseTime(trx))
        for (const { source, id } of hints)
          await trx('source_hint')
            .insert({ source, id, times: 1, at })
            .onConflict(['source', 'id'])
            .merge({ times: trx.raw('source_hint.times + 1') })
      }),
    of: async (source: string): Promise<Hint[]> =>
      z
        .array(stored)
        .parse(await state.read('source_hint').where({ source }).orderBy(['at', 'id']).limit(MOST)),
    done: (hints: readonly Hint[]) =>
      state.transaction(async (trx) => {
        for (const { source, id, times } of hints)
          await trx('source_hint').where({ source, id, times }).delete()
      }),
  }
}
