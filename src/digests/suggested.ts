import { type RuleRecord, trustIn } from '../advice/suggestions/rule-record.ts'
import { aboutSuggestion, bestSuggestions, digestButtons, rulesIn } from '../ledger/say.ts'
import type { Block } from '../messages/message.ts'
import { textBlock } from '../messages/words.ts'
import { sayKindRecord } from '../report/say-record.ts'
import type { Locale } from '../report/words/locale.ts'
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
    ...sayRules(
      best.map(({ suggestion }) => suggestion),
      { rules, locale },
    ),
  ]
}

/** What came of the rules of what is suggested. */
function sayRules(
  suggestions: readonly StoredSuggestion[],
  { rules, locale }: { readonly rules: readonly RuleRecord[]; readonly locale: Locale },
): Block[] {
  const own = rulesIn(suggestions)
  return rules
    .filter(({ rule, measured }) => own.has(rule) && measured > 0)
    .map((one) => ({ kind: 'context', spans: sayKindRecord({ ...one, last: one }, locale) }))
}
