import { oneLine } from '../lib/text.ts'
import type { Block } from '../messages/message.ts'
import type { StoredSuggestion } from '../state/suggestions/suggestions.ts'

/** Why a suggestion is not followed. They are counted: a reason that keeps coming back mends the advice. */
export const REASONS = ['Already done', 'Not now', 'The figures are wrong', 'Against our plan'] as const

/** In a word: open, expired, or what was decided by whom. */
export function statusLabel(
  { status, validUntil, decided, reason, edited }: StoredSuggestion,
  now: Date,
): string {
  if (status === 'open') return validUntil > now ? 'open' : 'expired'
  if (!decided) return status
  const by = ` by ${oneLine(decided.name, 40)}`
  if (status === 'skipped') return `skipped${by}: ${oneLine(reason ?? 'no reason', 80)}`
  if (status === 'edited') return `approved${by}, changed to ${valuesOf(edited)}`
  return `${status}${by}`
}

function valuesOf(edited: unknown): string {
  return typeof edited === 'object' && edited !== null ? Object.values(edited).join(', ') : ''
}

/** Approve, Edit and Skip while it is open; what was decided afterwards. `asked` is what the buttons show again. */
export function decisionBlocks(
  suggestion: StoredSuggestion,
  { asked, asking, now }: { readonly asked: string; readonly asking: number | null; readonly now: Date },
): Block[] {
  const { id } = suggestion
  const standing = statusLabel(suggestion, now)
  if (standing !== 'open') return [{ kind: 'context', spans: `No. ${id}: ${standing}.` }]
  const value = (more = '') => `${id}|${more}|${asked}`
  if (asking === id)
    return [
      { kind: 'text', spans: `Why is No. ${id} skipped? Other reasons: /actions skip ${id} <reason>` },
      {
        kind: 'actions',
        buttons: REASONS.map((label, i) => ({ label, action: 'suggestion.because', value: value(`${i}`) })),
      },
    ]
  return [
    {
      kind: 'actions',
      buttons: [
        { label: 'Approve', action: 'suggestion.approve', value: value(), style: 'primary' },
        { label: 'Edit', action: 'suggestion.edit', value: value() },
        { label: 'Skip', action: 'suggestion.skip', value: value() },
      ],
    },
  ]
}
