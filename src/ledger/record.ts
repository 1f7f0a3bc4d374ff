import { type RuleRecord, rulesOf, type Scored } from '../advice/suggestions/rule-record.ts'
import type { State } from '../state/database/state.ts'
import { measuredOutcomes, type StoredOutcome } from '../state/suggestions/outcomes.ts'

/** What every rule's advice has brought so far. */
export async function readRules(state: Pick<State, 'read'>): Promise<RuleRecord[]> {
  return rulesOf(scored(await measuredOutcomes(state)))
}

/** Those of them that could be measured. */
export function scored(outcomes: Iterable<StoredOutcome>): Scored[] {
  return [...outcomes].flatMap(({ rule, outcome }) =>
    outcome.kind === 'measured' ? [{ rule, verdict: outcome.verdict, effect: outcome.effect }] : [],
  )
}
