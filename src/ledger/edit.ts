import { amountFrom } from '../lib/amount.ts'
import { oneLine } from '../lib/text.ts'
import type { Locale } from '../report/words/locale.ts'
import type { State } from '../state/database/state.ts'
import { suggestionById } from '../state/suggestions/decisions.ts'
import type { StoredSuggestion } from '../state/suggestions/suggestions.ts'
import type { Editable } from './kind.ts'
import { readSuggestion } from './read.ts'

/** What a person may change of a suggestion; text says why nothing can be. */
export async function editableOf(
  state: Pick<State, 'read'>,
  { id, locale }: { readonly id: number; readonly locale: Locale },
): Promise<Editable | string> {
  const suggestion = await suggestionById(state, id)
  const found = suggestion && editable(suggestion, locale)
  return found ?? locale.words.suggestions.unknown
}

/** `24` of an order or `19.90` of a price, by what the suggestion is about; text says what is wrong with it. */
export async function editOf(
  state: Pick<State, 'read'>,
  { id, typed, locale }: { readonly id: number; readonly typed: string; readonly locale: Locale },
): Promise<{ readonly edited: Readonly<Record<string, number>> } | string> {
  const found = await editableOf(state, { id, locale })
  if (typeof found === 'string') return found
  const read = amountFrom(typed, found.isMoney ? locale.currency : null)
  if (read.kind === 'ambiguous') return locale.words.usage.twoAmounts(oneLine(typed, 30), read.readings)
  if (read.kind === 'none' || !(read.value > 0))
    return locale.words.suggestions.notValid(oneLine(typed, 30), found.wanted)
  const edited = found.edited(read.value)
  return typeof edited === 'string' ? edited : { edited }
}

function editable(suggestion: StoredSuggestion, locale: Locale): Editable | null {
  const read = readSuggestion(suggestion)
  if (!read) return null
  const title = read.title === suggestion.subject ? '' : ` ${read.title}`
  return read.editable({ about: oneLine(`${suggestion.subject}${title}`, 90), locale })
}
