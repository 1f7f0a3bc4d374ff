import { iso } from '../database/columns.ts'
import type { State, Trx } from '../database/state.ts'
import { ACCEPTED, type StoredSuggestion, storedSuggestions } from './suggestions.ts'

/**
 * What was accepted, should have been carried out by now, shows in no data and in no sink, and was not reminded of yet; the
 * longest due first. What is due longer than `since` is left alone: nobody carries that out any more.
 */
export async function overdue(
  state: Pick<State, 'read'>,
  { at, since }: { readonly at: Date; readonly since: Date },
): Promise<StoredSuggestion[]> {
  const rows = await state
    .read('suggestion as s')
    .leftJoin('outcome as o', 'o.suggestion_id', 's.id')
    .leftJoin('write_back as w', 'w.suggestion', 's.id')
    .whereIn('s.status', ACCEPTED)
    .where('s.due_at', '<=', iso(at))
    .where('s.due_at', '>=', iso(since))
    .whereNull('s.reminded_at')
    .whereNull('w.suggestion')
    .where((either) => either.whereNull('o.suggestion_id').orWhere('o.kind', 'not-seen'))
    .orderBy('s.due_at')
    .select('s.*')
  return storedSuggestions(rows)
}

/** Whether it was not reminded of before: of two at once one is first. */
export async function markReminded(trx: Trx, id: number, at: Date): Promise<boolean> {
  const changed = await trx('suggestion')
    .where({ id })
    .whereNull('reminded_at')
    .update({ reminded_at: iso(at) })
  return changed === 1
}
