import { createHash } from 'node:crypto'
import { OUTCOME_MODEL, type Outcome } from '../advice/suggestions/outcome.ts'
import { ruleOf } from '../advice/suggestions/suggestion.ts'
import type { StoredOutcome } from '../state/suggestions/outcomes.ts'
import type { StoredSuggestion } from '../state/suggestions/suggestions.ts'

/** so long after a decision what is missing may still come in */
const HOPELESS_DAYS = 90

/** What came of a suggestion as the ledger keeps it. */
export function outcomeRow(suggestion: StoredSuggestion, outcome: Outcome, at: Date): StoredOutcome {
  const age = (at.getTime() - (suggestion.decided?.at ?? at).getTime()) / 86_400_000
  const isHopeless = outcome.kind === 'unknown' && age > HOPELESS_DAYS
  return {
    suggestionId: suggestion.id,
    rule: ruleOf(suggestion),
    isFinal: ['measured', 'never-seen', 'untold'].includes(outcome.kind) || isHopeless,
    outcome,
    modelVersion: OUTCOME_MODEL,
    inputsHash: createHash('sha256')
      .update(JSON.stringify([suggestion.inputsHash, outcome]))
      .digest('hex')
      .slice(0, 32),
    measuredAt: at,
  }
}
