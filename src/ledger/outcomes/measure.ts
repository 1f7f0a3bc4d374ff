import { createHash } from 'node:crypto'
import { OUTCOME_MODEL, type Outcome } from '../../advice/suggestions/outcome.ts'
import { type Day, dayOf } from '../../lib/days.ts'
import type { StoredOutcome } from '../../state/suggestions/outcomes.ts'
import type { StoredSuggestion } from '../../state/suggestions/suggestions.ts'
import type { MeasureReads } from '../kind.ts'
import { readSuggestion, ruleOf } from '../read.ts'

/** so long after a decision what is missing may still come in */
const HOPELESS_DAYS = 90

/** What came of a suggestion as the ledger keeps it. */
export function outcomeRow(suggestion: StoredSuggestion, outcome: Outcome, at: Date): StoredOutcome {
  const age = (at.getTime() - (suggestion.decided?.at ?? at).getTime()) / 86_400_000
  const isHopeless = outcome.kind === 'unknown' && age > HOPELESS_DAYS
  return {
    suggestionId: suggestion.id,
    rule: ruleOf(suggestion),
    isFinal: ['measured', 'never-seen', 'inconclusive'].includes(outcome.kind) || isHopeless,
    outcome,
    modelVersion: OUTCOME_MODEL,
    inputsHash: createHash('sha256')
      .update(JSON.stringify([suggestion.inputsHash, outcome]))
      .digest('hex')
      .slice(0, 32),
    measuredAt: at,
  }
}

/** What came of an accepted suggestion, as the data to `asOf` tells; null when the ledger holds what nobody knows any more. */
export async function measureSuggestion(
  suggestion: StoredSuggestion,
  { asOf, zone }: { readonly asOf: Day; readonly zone: string },
  reads: MeasureReads,
): Promise<Outcome | null> {
  const read = readSuggestion(suggestion)
  if (!read || !suggestion.decided) return null
  return read.measure({ decidedOn: dayOf(suggestion.decided.at, zone), asOf }, reads)
}

/** The products that accepted suggestions are about. */
export function touchedBy(
  accepted: readonly Pick<StoredSuggestion, 'kind' | 'subject' | 'action'>[],
): ReadonlySet<string> {
  return new Set(accepted.flatMap((one) => readSuggestion(one)?.subjects.products ?? [one.subject]))
}
