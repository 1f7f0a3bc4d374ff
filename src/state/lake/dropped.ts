import { z } from 'zod'
import { number } from '../database/columns.ts'
import type { State, Trx } from '../database/state.ts'

/** Rows of a source that are kept no longer: those that landed (`reason` null), and those refused for a reason. */
export interface DroppedRows {
  readonly source: string
  readonly reason: string | null
  readonly rows: number
}

const stored = z.object({ source: z.string(), reason: z.string(), rows: number })

export async function addDropped(trx: Trx, dropped: readonly DroppedRows[]): Promise<void> {
  for (const { source, reason, rows } of dropped) {
    await trx('lake_dropped')
      .insert({ source, reason: reason ?? '', rows })
      .onConflict(['source', 'reason'])
      .merge({ rows: trx.raw('lake_dropped.rows + ?', [rows]) })
  }
}

export async function droppedRows(state: Pick<State, 'read'>): Promise<DroppedRows[]> {
  const rows = z.array(stored).parse(await state.read('lake_dropped'))
  return rows.map(({ reason, ...row }) => ({ ...row, reason: reason === '' ? null : reason }))
}

const summed = z.object({ source: z.string(), rows: number })

/** How many rows of each source have landed so far, those that are kept no longer among them. */
export async function landedRows(state: Pick<State, 'read'>): Promise<Map<string, number>> {
  const kept = await state
    .read('lake_file')
    .whereRaw("substr(table_name, 1, 4) = 'raw_'")
    .whereNotNull('source')
    .groupBy('source')
    .select('source')
    .sum({ rows: 'rows' })
  const landed = new Map(
    z
      .array(summed)
      .parse(kept)
      .map(({ source, rows }) => [source, rows]),
  )
  for (const { source, reason, rows } of await droppedRows(state))
    if (reason === null) landed.set(source, (landed.get(source) ?? 0) + rows)
  return landed
}
