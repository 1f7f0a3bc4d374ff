import { oneLine } from '../lib/text.ts'
import { record } from '../state/audit.ts'
import type { State } from '../state/database/state.ts'
import { type Decided, type Decision, decideSuggestion } from '../state/suggestions/decisions.ts'
import { type Shown, statusLabel } from './decision-blocks.ts'

/** Who decides, and how messages call the person. */
export interface Decider {
  readonly userId: string
  readonly name: string
}

/** Decided, kept and recorded in one transaction; what to say about it. */
export async function decide(
  state: Pick<State, 'transaction'>,
  { userId, name }: Decider,
  {
    at,
    currency,
    ...what
  }: Pick<Decision, 'id' | 'status' | 'reason' | 'edited' | 'at'> & {
    readonly currency: string
  },
): Promise<string> {
  const decided = await state.transaction(async (trx) => {
    const outcome = await decideSuggestion(trx, { ...what, by: userId, name, at })
    if (outcome.kind === 'decided') {
      const { id, kind, subject } = outcome.suggestion
      await record(trx, {
        who: userId,
        did: `suggestion.${what.status}`,
        what: { ...what, id, kind, subject },
        at,
      })
    }
    return outcome
  })
  return said(decided, { now: at, currency })
}

function said(decided: Decided, shown: Shown): string {
  if (decided.kind === 'unknown') return 'This suggestion is not known.'
  const { suggestion } = decided
  const about = `No. ${suggestion.id} (${suggestion.kind} of ${oneLine(suggestion.subject, 60)})`
  if (decided.kind === 'expired')
    return `${about} held until ${suggestion.validUntil.toISOString().slice(0, 10)} and has expired: ask again for today's.`
  if (decided.kind === 'over')
    return `${about} is decided: ${statusLabel(suggestion, shown)}. Nothing was changed.`
  return `${about} is now ${statusLabel(suggestion, shown)}.`
}
