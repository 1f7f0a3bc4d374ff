import {
  type EffectRecord,
  type RuleRecord,
  recordOf,
  rulesOf,
  type Scored,
} from '../../advice/suggestions/rule-record.ts'
import { groupBy } from '../../lib/group.ts'
import type { State } from '../../state/database/state.ts'
import { measuredOutcomes, type StoredOutcome } from '../../state/suggestions/outcomes.ts'
import type { StoredSuggestion } from '../../state/suggestions/suggestions.ts'

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

/** What came of the approved suggestions of one kind, or of one person. */
export interface PartRecord {
  readonly part: string
  readonly approved: number
  readonly record: EffectRecord
}

/** The record of each part whose outcomes were measured, the most approved first. */
export function recordsBy(
  accepted: readonly StoredSuggestion[],
  outcomes: readonly StoredOutcome[],
  partOf: (one: StoredSuggestion) => string,
): PartRecord[] {
  const found = new Map(outcomes.map((one) => [one.suggestionId, one]))
  return [...groupBy(accepted, partOf)]
    .map(([part, own]) => ({
      part,
      approved: own.length,
      record: recordOf(scored(own.flatMap(({ id }) => found.get(id) ?? []))),
    }))
    .filter(({ record }) => record.measured > 0)
    .toSorted((a, b) => b.approved - a.approved || (a.part < b.part ? -1 : 1))
}
