import { oneLine } from '../lib/text.ts'
import type { Block } from '../messages/message.ts'
import type { StoredSuggestion } from '../state/suggestions/suggestions.ts'
import { readSuggestion } from './read.ts'
import { aboutSuggestion, approval } from './say.ts'

/** Why a suggestion is not followed. They are counted: a reason that keeps coming back mends the advice. */
export const REASONS = ['Already done', 'Not now', 'The figures are wrong', 'Against our plan'] as const

/** What the words of a decision need beside the suggestion. */
export interface Shown {
  readonly now: Date
  readonly currency: string
  /** what costs or brings more, in the currency's units, is asked about again */
  readonly confirmAbove: number
}

/** In a word: open, expired, or what was decided by whom. */
export function statusLabel(
  suggestion: StoredSuggestion,
  { now, currency }: Pick<Shown, 'now' | 'currency'>,
): string {
  const { status, validUntil, decided, reason } = suggestion
  if (status === 'open') return validUntil > now ? 'open' : 'expired'
  if (!decided) return status
  const by = ` by ${oneLine(decided.name, 40)}`
  if (status === 'skipped') return `skipped${by}: ${oneLine(reason ?? 'no reason', 80)}`
  if (status !== 'edited') return `${status}${by}`
  const changedTo = readSuggestion(suggestion)?.changedTo(currency) ?? null
  return `approved${by}, changed${changedTo === null ? '' : ` to ${changedTo}`}`
}

/** Approve, Edit and Skip while it is open; what was decided afterwards. `asked` is what the buttons show again. */
export function decisionBlocks(
  suggestion: StoredSuggestion,
  { asked, asking, ...shown }: Shown & { readonly asked: string; readonly asking: number | null },
): Block[] {
  const { id } = suggestion
  const about = aboutSuggestion(suggestion)
  const label = statusLabel(suggestion, shown)
  if (label !== 'open') return [{ kind: 'context', spans: `No. ${id}: ${label}.`, about }]
  const value = (more = '') => `${id}|${more}|${asked}`
  if (asking === id)
    return [
      { kind: 'text', spans: `Why is No. ${id} skipped? Other reasons: /actions skip ${id} <reason>` },
      {
        kind: 'actions',
        about,
        buttons: REASONS.map((label, i) => ({ label, action: 'suggestion.because', value: value(`${i}`) })),
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
        { label: `Edit No. ${id}`, action: 'suggestion.edit', value: value() },
        { label: `Skip No. ${id}`, action: 'suggestion.skip', value: value() },
      ],
    },
  ]
}
