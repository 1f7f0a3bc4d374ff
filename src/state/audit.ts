import { z } from 'zod'
import { instant, iso, json } from './database/columns.ts'
import type { State, Trx } from './database/state.ts'

/** Who did what and when. The database refuses to change or remove a row. */
export interface Audited {
  readonly who: string
  /** what kind of act, such as `alert.ack` */
  readonly did: string
  /** to what, with what */
  readonly what: unknown
  readonly at: Date
}

const stored = z.object({ who: z.string(), did: z.string(), what: json, at: instant })

export async function record(trx: Trx, act: Audited): Promise<void> {
  await trx('audit').insert({ ...act, what: JSON.stringify(act.what), at: iso(act.at) })
}

/** The latest first. */
export async function audited(
  state: Pick<State, 'read'>,
  { limit }: { readonly limit: number },
): Promise<Audited[]> {
  const rows = await state.read('audit').orderBy('id', 'desc').limit(limit)
  return z.array(stored).parse(rows)
}
