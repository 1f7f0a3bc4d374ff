import { ranked, type Trust } from '../advice/suggestions/suggestion.ts'
import type { SavedSuggestion } from '../state/suggestions/suggestions.ts'
import { readSuggestion } from './read.ts'

/** Stored suggestions in the order in which `/price`, `/restock` and the night rank the same ones: by the same numbers. */
export function bestFirst<S extends SavedSuggestion>(suggestions: readonly S[], trust: Trust = {}): S[] {
  const rankable = suggestions.map((suggestion) => {
    const { subject, gain, cost, risk } = suggestion
    const read = readSuggestion(suggestion)
    const days = read?.days ?? 1
    return { subject, rule: read?.rule ?? suggestion.kind, gain: { ...gain, days }, cost, risk, suggestion }
  })
  return ranked(rankable, trust).map(({ suggestion }) => suggestion)
}
