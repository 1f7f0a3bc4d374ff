import { z } from 'zod'
import { flag, instant, iso, json, number } from '../database/columns.ts'
import type { State, Trx } from '../database/state.ts'
import { ACCEPTED, type StoredSuggestion, storedSuggestions } from './suggestions.ts'

const STAGES = ['waiting', 'sent', 'done', 'conflict', 'failed', 'dry'] as const
type Stage = (typeof STAGES)[number]

/** An approved suggestion on its way into the shop, or back out of it. */
export interface WriteBack {
  readonly key: string
  readonly suggestionId: number
  readonly sink: string
  readonly isUndo: boolean
  readonly change: unknown
  readonly stage: Stage
  /** why it is not tried now; null while it is */
  readonly held: string | null
  readonly attempts: number
  readonly note: string
  readonly approvedBy: string
  readonly secondBy: string | null
  readonly doneAt: Date | null
}

const stored = z
  .object({
    change_key: z.string(),
    suggestion: number,
    sink: z.string(),
    is_undo: flag,
    change: json,
    stage: z.enum(STAGES),
    held: z.string().nullable(),
    attempts: number,
    note: z.string(),
    approved_by: z.string(),
    second_by: z.string().nullable(),
    done_at: instant.nullable(),
  })
  .transform(
    (row): WriteBack => ({
      key: row.change_key,
      suggestionId: row.suggestion,
      sink: row.sink,
      isUndo: row.is_undo,
      change: row.change,
      stage: row.stage,
      held: row.held,
      attempts: row.attempts,
      note: row.note,
      approvedBy: row.approved_by,
      secondBy: row.second_by,
      doneAt: row.done_at,
    }),
  )

/** What one decision is carried out under: decided anew, it is another change. */
export function writeBackKey(suggestion: number, decidedAt: Date | undefined): string {
  return `${suggestion}:${decidedAt ? iso(decidedAt) : ''}`
}

/** Kept once: the same key again changes nothing. */
export async function saveWriteBack(
  trx: Trx,
  row: Pick<WriteBack, 'key' | 'suggestionId' | 'sink' | 'isUndo' | 'change' | 'approvedBy'>,
  at: Date,
): Promise<void> {
  await trx('write_back')
    .insert({
      change_key: row.key,
      suggestion: row.suggestionId,
      sink: row.sink,
      is_undo: row.isUndo,
      change: JSON.stringify(row.change),
      stage: 'waiting',
      approved_by: row.approvedBy,
      next_at: iso(at),
      created_at: iso(at),
    })
    .onConflict('change_key')
    .ignore()
}

/** Those to be tried now, the oldest first. */
export async function dueWriteBacks(
  state: Pick<State, 'read'>,
  { sink, at, limit }: { readonly sink: string; readonly at: Date; readonly limit: number },
): Promise<WriteBack[]> {
  const rows = await state
    .read('write_back')
    .where({ sink })
    .whereIn('stage', ['waiting', 'sent'])
    .where('next_at', '<=', iso(at))
    .orderBy('id')
    .limit(limit)
  return z.array(stored).parse(rows)
}

export async function moveWriteBack(
  trx: Trx,
  key: string,
  to: {
    readonly stage: Stage
    readonly held?: string | null
    readonly attempts?: number
    readonly note?: string
    readonly nextAt?: Date
    readonly doneAt?: Date
  },
): Promise<void> {
  await trx('write_back')
    .where({ change_key: key })
    .update({
      stage: to.stage,
      held: to.held ?? null,
      ...(to.attempts !== undefined && { attempts: to.attempts }),
      ...(to.note !== undefined && { note: to.note }),
      ...(to.nextAt && { next_at: iso(to.nextAt) }),
      ...(to.doneAt && { done_at: iso(to.doneAt) }),
    })
}

/** What was carried out of each suggestion, the latest last. */
export async function writeBacksOf(state: Pick<State, 'read'>, suggestion: number): Promise<WriteBack[]> {
  return z.array(stored).parse(await state.read('write_back').where({ suggestion }).orderBy('id'))
}

/** What was done since, by one sink. */
export async function doneSince(
  state: Pick<State, 'read'>,
  { sink, since }: { readonly sink: string; readonly since: Date },
): Promise<WriteBack[]> {
  const rows = await state
    .read('write_back')
    .where({ sink, stage: 'done', is_undo: false })
    .where('done_at', '>=', iso(since))
  return z.array(stored).parse(rows)
}

/** A second person approves what is held for one; false where none is, or the first asks again. */
export async function approveSecond(
  trx: Trx,
  { suggestion, by, at }: { readonly suggestion: number; readonly by: string; readonly at: Date },
): Promise<boolean> {
  const changed = await trx('write_back')
    .where({ suggestion, stage: 'waiting', held: 'four-eyes' })
    .whereNull('second_by')
    .whereNot({ approved_by: by })
    .update({ second_by: by, held: null, next_at: iso(at) })
  return changed > 0
}

/** Accepted since and not yet handed on to this kind's sink. */
export async function acceptedToCarryOut(
  state: Pick<State, 'read'>,
  { kind, since }: { readonly kind: string; readonly since: Date },
): Promise<StoredSuggestion[]> {
  const rows = await state
    .read('suggestion')
    .where({ kind })
    .whereIn('status', ACCEPTED)
    .where('decided_at', '>=', iso(since))
    .whereNotExists(
      state
        .read('write_back')
        .whereRaw("change_key = suggestion.id || ':' || suggestion.decided_at")
        .select(state.read.raw('1')),
    )
    .orderBy('decided_at')
  return storedSuggestions(rows)
}

/** Not accepted any more, though it was handed on: what was carried out of it is to be taken back. */
export async function reopenedAfter(state: Pick<State, 'read'>, sink: string): Promise<StoredSuggestion[]> {
  const rows = await state
    .read('suggestion')
    .whereNotIn('status', ACCEPTED)
    .whereIn('id', state.read('write_back').where({ sink, is_undo: false }).select('suggestion'))
  return storedSuggestions(rows)
}
