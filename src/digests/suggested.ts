import { type RuleRecord, trustIn } from '../advice/suggestions/rule-record.ts'
import { aboutSuggestion, bestSuggestions, digestButtons } from '../ledger/say.ts'
import type { Block } from '../messages/message.ts'
import { textBlock } from '../messages/words.ts'
import type { StoredSuggestion } from '../state/suggestions/suggestions.ts'
import type { RenderContext } from './render-context.ts'

const SHOWN = 3

/** The best suggestions with their buttons; nothing where there is none. */
export function suggested(
  {
    suggestions,
    rules,
  }: { readonly suggestions: readonly StoredSuggestion[]; readonly rules: readonly RuleRecord[] },
  { locale, confirmAbove }: Pick<RenderContext, 'locale' | 'confirmAbove'>,
): Block[] {
  const best = bestSuggestions(suggestions, { locale, limit: SHOWN, trust: trustIn(rules) })
  if (best.length === 0) return []
  return [
    textBlock([{ text: locale.words.digest.suggested, style: 'bold' }]),
    // each above its own buttons: nobody has to count which button is whose
    ...best.flatMap(({ suggestion, line }, i): Block[] => [
      textBlock([`${i + 1}. `, ...line]),
      {
        kind: 'actions',
        buttons: digestButtons(suggestion, { locale, confirmAbove }),
        about: aboutSuggestion(suggestion),
      },
    ]),
  ]
}
