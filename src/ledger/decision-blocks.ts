import { oneLine } from '../lib/text.ts'
import type { Block } from '../messages/message.ts'
import type { Locale } from '../report/words/locale.ts'
import type { StoredSuggestion } from '../state/suggestions/suggestions.ts'
import { readSuggestion } from './read.ts'
import { aboutSuggestion, approval } from './say.ts'

/** What the words of a decision need beside the suggestion. */
export interface Shown {
  readonly now: Date
  readonly locale: Locale
  /** what costs or brings more, in the currency's units, is asked about again */
  readonly confirmAbove: number
}

/** In a word: open, expired, or what was decided by whom. */
export function statusLabel(
  suggestion: StoredSuggestion,
  { now, locale }: Pick<Shown, 'now' | 'locale'>,
): string {
  const { status, decided, reason } = suggestion
  const { suggestions } = locale.words
  const who = oneLine(decided?.name ?? '', 40)
  switch (status) {
    case 'open':
      return isOpen(suggestion, now) ? suggestions.open : suggestions.expired
    case 'expired':
    case 'superseded':
      return suggestions[status]
    case 'skipped':
      return suggestions.skippedBy(who, oneLine(reason ?? suggestions.noReason, 80))
    case 'approved':
      return suggestions.approvedBy(who)
    case 'edited':
      return suggestions.changedBy(who, readSuggestion(suggestion)?.changedTo(locale) ?? null)
  }
}

function isOpen({ status, validUntil }: StoredSuggestion, now: Date): boolean {
  return status === 'open' && validUntil > now
}

/** Approve, Edit and Skip while it is open; what was decided afterwards. `asked` is what the buttons show again. */
export function decisionBlocks(
  suggestion: StoredSuggestion,
  { asked, asking, ...shown }: Shown & { readonly asked: string; readonly asking: number | null },
): Block[] {
  const { id } = suggestion
  const about = aboutSuggestion(suggestion)
  const { numbered, whySkipped, reasons, edit, skip } = shown.locale.words.suggestions
  if (!isOpen(suggestion, shown.now))
    return [{ kind: 'context', spans: numbered(id, statusLabel(suggestion, shown)), about }]
  const value = (more = '') => `${id}|${more}|${asked}`
  if (asking === id)
    return [
      { kind: 'text', spans: whySkipped(id) },
      {
        kind: 'actions',
        about,
        buttons: reasons.map((label, i) => ({ label, action: 'suggestion.because', value: value(`${i}`) })),
      },
    ]
  return [
    {
      kind: 'actions',
      about,
      buttons: [
        {
          ...approval(suggestion, shown),
          action: 'suggestion.approve',
          value: value(),
          style: 'primary',
        },
        { label: edit(id), action: 'suggestion.edit', value: value() },
        { label: skip(id), action: 'suggestion.skip', value: value() },
      ],
    },
  ]
}
