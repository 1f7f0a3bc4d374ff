import { z } from 'zod'
import { instant, iso, isoOrNull, number } from '../database/columns.ts'
import type { State, Trx } from '../database/state.ts'

/** How far a source has been read, how fresh it is, and what went wrong last. */
export interface SourceState {
  readonly source: string
  readonly cursor: string | null
  /** the latest instant any row of it named */
  readonly lastRowAt: Date | null
  readonly lastSuccessAt: Date | null
  /** when it was read for the first time; null where that was before it was written down */
  readonly firstTriedAt: Date | null
  /** as the last sync counted them */
  readonly rows: number
  readonly refused: number
  /** of the last sync; null when it went well */
  readonly error: string | null
  /** the first of the syncs in a row that failed; null when the last one went well */
  readonly failingSince: Date | null
  /** what the source wrote of a sync that went well: opaque here */
  readonly notes: string | null
}

export interface SavedSourceState {
  readonly source: string
  readonly cursor: string | null
  /** left out or null: what was known stays */
  readonly lastRowAt?: Date | null
  /** null: what was known stays, as after a failed sync */
  readonly lastSuccessAt: Date | null
  /** when this sync began */
  readonly triedAt?: Date
  readonly rows: number
  readonly refused: number
  readonly error: string | null
  /** left out: what was known stays */
  readonly notes?: string | null
}

const stored = z
  .object({
    source: z.string(),
    cursor: z.string().nullable(),
    last_row_at: instant.nullable(),
    last_success_at: instant.nullable(),
    first_tried_at: instant.nullable(),
    rows: number,
    refused: number,
    error: z.string().nullable(),
    failing_since: instant.nullable(),
    notes: z.string().nullable(),
  })
  .transform(
    (row): SourceState => ({
      source: row.source,
      cursor: row.cursor,
      lastRowAt: row.last_row_at,
      lastSuccessAt: row.last_success_at,
      firstTriedAt: row.first_tried_at,
      rows: row.rows,
      refused: row.refused,
      error: row.error,
      failingSince: row.failing_since,
      notes: row.notes,
    }),
  )

export async function sourceState(state: Pick<State, 'read'>, source: string): Promise<SourceState | null> {
  const row = await state.read('feed').where({ source }).first()
  return row ? stored.parse(row) : null
}

export async function sourceStates(state: Pick<State, 'read'>): Promise<SourceState[]> {
  return z.array(stored).parse(await state.read('feed').orderBy('source'))
}

export async function saveSourceState(trx: Trx, feed: SavedSourceState): Promise<void> {
  const hasEnded = feed.error === null && feed.notes !== undefined
  const failing_since = feed.error === null ? null : isoOrNull(feed.triedAt)
  const kept = {
    // a page of a sync that goes on says nothing of how it ends
    ...(feed.error !== null && {
      failing_since: trx.raw('coalesce(feed.failing_since, ?)', [failing_since]),
    }),
    ...((hasEnded || feed.lastSuccessAt) && { failing_since: null }),
    ...(feed.lastRowAt && { last_row_at: iso(feed.lastRowAt) }),
    ...(feed.lastSuccessAt && { last_success_at: iso(feed.lastSuccessAt) }),
    ...(feed.notes !== undefined && { notes: feed.notes }),
  }
  const said = { cursor: feed.cursor, rows: feed.rows, refused: feed.refused, error: feed.error }
  await trx('feed')
    .insert({
      source: feed.source,
      ...said,
      last_row_at: isoOrNull(feed.lastRowAt),
      last_success_at: isoOrNull(feed.lastSuccessAt),
      first_tried_at: isoOrNull(feed.triedAt),
      failing_since,
      notes: feed.notes ?? null,
    })
    .onConflict('source')
    .merge({ ...said, ...kept })
}
