import { z } from 'zod'
import { instant, iso } from './database/columns.ts'
import type { State, Trx } from './database/state.ts'

const TROUBLE_KINDS = ['job', 'source', 'channel', 'subscription'] as const
export type TroubleKind = (typeof TROUBLE_KINDS)[number]

/** Something of the bot itself that does not work, and was told. */
export interface Trouble {
  readonly kind: TroubleKind
  readonly subject: string
  readonly because: string
  readonly since: Date
}

const stored = z.object({
  kind: z.enum(TROUBLE_KINDS),
  subject: z.string(),
  because: z.string(),
  since: instant,
})

export async function openTroubles(state: Pick<State, 'read'>): Promise<Trouble[]> {
  return z.array(stored).parse(await state.read('trouble').orderBy(['since', 'kind', 'subject']))
}

/** False where it is known already: whoever writes it down first tells of it. */
export async function openTrouble(trx: Trx, trouble: Trouble): Promise<boolean> {
  const inserted = await trx('trouble')
    .insert({ ...trouble, since: iso(trouble.since) })
    .onConflict(['kind', 'subject'])
    .ignore()
    .returning('kind')
  return inserted.length > 0
}

/** False where another process has ended it. */
export async function endTrouble(trx: Trx, { kind, subject }: Trouble): Promise<boolean> {
  return (await trx('trouble').where({ kind, subject }).delete()) > 0
}
