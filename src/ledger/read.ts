import type { StoredSuggestion } from '../state/suggestions/suggestions.ts'
import type { ReadSuggestion } from './kind.ts'
import { kinds } from './registry.ts'

type Stored = Pick<StoredSuggestion, 'kind' | 'subject' | 'action'> & { readonly edited?: unknown }

/** What a stored suggestion says, by its kind; null when the kind is not known any more or its action is another's. */
export function readSuggestion(suggestion: Stored): ReadSuggestion | null {
  return kinds.find(({ kind }) => kind === suggestion.kind)?.read(suggestion) ?? null
}

/** What the outcomes of a suggestion are counted by. */
export function ruleOf(suggestion: Stored): string {
  return readSuggestion(suggestion)?.rule ?? suggestion.kind
}
