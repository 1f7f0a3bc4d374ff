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
import { ruleOf } from '../read.ts'

/** What every rule's advice has brought so far. */
export async function readRules(state: Pick<State, 'read'>): Promise<RuleRecord[]> {
  return rulesOf(scored(await measuredOutcomes(state)))
}

/** so many of the latest of a kind say how it does now */
const LAST = 12

/** What the latest suggestions of a rule have brought, and how far it is trusted. */
export interface KindRecord {
  readonly rule: string
  readonly last: EffectRecord
  readonly trust: number
}

/** Of each of these suggestions' rules, in their order, each once; without outcomes its record is empty. */
export function kindRecords(
  outcomes: readonly StoredOutcome[],
  suggestions: readonly StoredSuggestion[],
): KindRecord[] {
  const latest = outcomes.toSorted((a, b) => b.measuredAt.getTime() - a.measuredAt.getTime())
  return [...new Set(suggestions.map(ruleOf))].map((rule) => {
    const own = scored(latest.filter((one) => one.rule === rule))
    return { rule, last: recordOf(own.slice(0, LAST)), trust: rulesOf(own)[0]?.trust ?? 1 }
  })
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
