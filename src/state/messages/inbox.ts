import { z } from 'zod'
import { instant, iso, json } from '../database/columns.ts'
import type { State } from '../database/state.ts'

/** Something heard that must not be lost: stored before it is acknowledged, done when it has been acted on. */
export interface Heard {
  readonly id: string
  readonly kind: string
  readonly body: unknown
  readonly receivedAt: Date
}

const stored = z
  .object({ id: z.string(), kind: z.string(), body: json, received_at: instant })
  .transform((row): Heard => ({ id: row.id, kind: row.kind, body: row.body, receivedAt: row.received_at }))

/** `seen` when this id came before: a redelivery, to be acknowledged and left alone. */
export async function receive(
  state: Pick<State, 'write'>,
  heard: { readonly id: string; readonly kind: string; readonly body: unknown },
  now: Date,
): Promise<'new' | 'seen'> {
  const inserted = await state
    .write('inbox')
    .insert({ id: heard.id, kind: heard.kind, body: JSON.stringify(heard.body), received_at: iso(now) })
    .onConflict('id')
    .ignore()
    .returning('id')
  return inserted.length > 0 ? 'new' : 'seen'
}

export async function markDone(state: Pick<State, 'write'>, id: string, now = new Date()): Promise<void> {
  await state
    .write('inbox')
    .where({ id })
    .whereNull('done_at')
    .update({ done_at: iso(now) })
}

export async function forget(state: Pick<State, 'write'>, id: string): Promise<void> {
  await state.write('inbox').where({ id }).delete()
}

/** What a stopped process left behind, oldest first. */
export async function unfinished(state: Pick<State, 'read'>): Promise<Heard[]> {
  const rows = await state.read('inbox').whereNull('done_at').orderBy(['received_at', 'id'])
  return z.array(stored).parse(rows)
}
