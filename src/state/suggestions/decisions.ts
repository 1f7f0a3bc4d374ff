import { inRuns, iso, isoOrNull } from '../database/columns.ts'
import type { State, Trx } from '../database/state.ts'
import { type StoredSuggestion, storedSuggestions } from './suggestions.ts'

/** What a person says to a suggestion. */
export interface Decision {
  readonly id: number
  readonly status: 'approved' | 'edited' | 'skipped'
  readonly by: string
  /** how messages call the person */
  readonly name: string
  readonly at: Date
  /** until when it should be carried out */
  readonly dueAt?: Date | undefined
  readonly reason?: string
  /** the changed fields of the action */
  readonly edited?: Readonly<Record<string, number>>
  /** by its number, so that whoever decides knows that it was skipped: a button below an old answer does not */
  readonly mayFollowSkip?: boolean
}

export type Decided =
  | { readonly kind: 'decided'; readonly suggestion: StoredSuggestion }
  /** somebody was first, or newer advice took its place: nothing was changed */
  | { readonly kind: 'over'; readonly suggestion: StoredSuggestion }
  | { readonly kind: 'expired'; readonly suggestion: StoredSuggestion }
  | { readonly kind: 'unknown' }

/**
 * Decides an open suggestion, once: of two clicks at the same time one finds it decided. What was skipped may still be
 * approved by its number while it holds and nothing newer is open.
 */
export async function decideSuggestion(trx: Trx, decision: Decision): Promise<Decided> {
  const { id, status, by, name, at, dueAt = null, reason, edited } = decision
  const found = await suggestionById({ read: trx }, id)
  if (!found) return { kind: 'unknown' }
  if (found.status === 'expired' || (found.status === 'open' && found.validUntil <= at)) {
    await expireSuggestions(trx, at)
    return { kind: 'expired', suggestion: found }
  }
  const isSecondThought =
    decision.mayFollowSkip === true &&
    found.status === 'skipped' &&
    found.validUntil > at &&
    !(await isReplaced(trx, found))
  const changed = await trx('suggestion')
    .where({ id, status: isSecondThought ? 'skipped' : 'open' })
    .update({
      status,
      decided_by: by,
      decided_name: name,
      decided_at: iso(at),
      due_at: isoOrNull(dueAt),
      reminded_at: null,
      reason: reason ?? null,
      edited: edited ? JSON.stringify(edited) : null,
    })
  const suggestion = (await suggestionById({ read: trx }, id)) ?? found
  return { kind: changed === 1 ? 'decided' : 'over', suggestion }
}

export type Undone =
  | { readonly kind: 'undone'; readonly suggestion: StoredSuggestion }
  /** it is open, was decided too long ago, or has newer advice beside it: nothing was changed */
  | { readonly kind: 'open' | 'too-late' | 'replaced'; readonly suggestion: StoredSuggestion }
  | { readonly kind: 'unknown' }

/** Takes a decision back while it is young: the suggestion is open again. */
export async function undoDecision(
  trx: Trx,
  { id, at, since }: { readonly id: number; readonly at: Date; readonly since: Date },
): Promise<Undone> {
  const found = await suggestionById({ read: trx }, id)
  if (!found) return { kind: 'unknown' }
  if (found.status === 'open') return { kind: 'open', suggestion: found }
  const { validUntil, decided } = found
  if (!decided || decided.at < since || validUntil <= at) return { kind: 'too-late', suggestion: found }
  if (await isReplaced(trx, found)) return { kind: 'replaced', suggestion: found }
  const changed = await trx('suggestion')
    .where({ id, status: found.status, decided_at: iso(decided.at) })
    .update({
      status: 'open',
      decided_by: null,
      decided_name: null,
      decided_at: null,
      due_at: null,
      reason: null,
      edited: null,
    })
  const suggestion = (await suggestionById({ read: trx }, id)) ?? found
  return { kind: changed === 1 ? 'undone' : 'open', suggestion }
}

/** A newer suggestion of the same kind and subject is open. */
async function isReplaced(trx: Trx, { kind, subject }: StoredSuggestion): Promise<boolean> {
  return Boolean(await trx('suggestion').where({ kind, subject, status: 'open' }).first('id'))
}

/** Open suggestions past their last day are open no more; how many there were. */
export async function expireSuggestions(trx: Trx, at: Date): Promise<number> {
  return trx('suggestion')
    .where({ status: 'open' })
    .where('valid_until', '<=', iso(at))
    .update({ status: 'expired' })
}

export async function suggestionById(
  state: Pick<State, 'read'>,
  id: number,
): Promise<StoredSuggestion | null> {
  const [found] = storedSuggestions(await state.read('suggestion').where({ id }).limit(1))
  return found ?? null
}

/** The latest of each subject, whatever became of it. */
export async function latestSuggestions(
  state: Pick<State, 'read'>,
  { kind, subjects }: { readonly kind: string; readonly subjects: readonly string[] },
): Promise<Map<string, StoredSuggestion>> {
  const found = new Map<string, StoredSuggestion>()
  for (const run of inRuns(subjects)) {
    const rows = await state.read('suggestion').where({ kind }).whereIn('subject', run).orderBy('id')
    for (const suggestion of storedSuggestions(rows)) found.set(suggestion.subject, suggestion)
  }
  return found
}
