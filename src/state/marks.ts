import { z } from 'zod'
import { instant, iso } from './database/columns.ts'
import type { State, Trx } from './database/state.ts'

const stored = z.object({ at: instant, said: z.string() })

/** What has happened to the shop from outside its data: a release, another payment provider, a newsletter. */
export type Mark = z.output<typeof stored>

/** The same said again of the same moment is one mark. */
export async function addMark(trx: Trx, { at, said }: Mark, by: { who: string; now: Date }): Promise<void> {
  await trx('mark')
    .insert({ at: iso(at), said, told_by: by.who, told_at: iso(by.now) })
    .onConflict(['at', 'said'])
    .ignore()
}

/** From the one instant to before the other, in their order. */
export async function marksBetween(
  state: Pick<State, 'read'>,
  { from, to, limit }: { readonly from: Date; readonly to: Date; readonly limit: number },
): Promise<Mark[]> {
  const rows = await state
    .read('mark')
    .where('at', '>=', iso(from))
    .where('at', '<', iso(to))
    .orderBy(['at', 'id'])
    .limit(limit)
  return z.array(stored).parse(rows)
}
