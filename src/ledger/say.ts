import type { Estimate, Trust } from '../advice/suggestions/suggestion.ts'
import { majorUnit } from '../lib/money.ts'
import { oneLine } from '../lib/text.ts'
import type { Button } from '../messages/message.ts'
import { showWhole } from '../report/show.ts'
import type { Risk, SavedSuggestion, StoredSuggestion } from '../state/suggestions/suggestions.ts'
import type { ReadSuggestion, SuggestionLine } from './kind.ts'
import { bestFirst } from './rank.ts'
import { readSuggestion } from './read.ts'

/** The best and what they are worth in words; those that cannot be read are left out. */
export function bestSuggestions<S extends SavedSuggestion>(
  suggestions: readonly S[],
  { currency, limit, trust }: { readonly currency: string; readonly limit: number; readonly trust?: Trust },
): { readonly suggestion: S; readonly line: SuggestionLine }[] {
  return bestFirst(suggestions, trust)
    .flatMap((suggestion) => {
      const read = readSuggestion(suggestion)
      if (!read) return []
      return [{ suggestion, line: [...read.doing(currency), `: ${promise(suggestion, read, currency)}`] }]
    })
    .slice(0, limit)
}

/** `Price SKU-1 Lamp from €20.00 to €18.00 (−10.0 %)`; its kind and subject where it cannot be read. */
export function sayDoing(suggestion: SavedSuggestion, currency: string): string {
  const spans = readSuggestion(suggestion)?.doing(currency) ?? [`${suggestion.kind} of ${suggestion.subject}`]
  return spans.map((span) => (typeof span === 'string' ? span : span.text)).join('')
}

/** `+15.0 % for SKU-2872`: what a button approves. */
export function sayBrief(suggestion: SavedSuggestion, currency: string): string {
  return (
    readSuggestion(suggestion)?.brief(currency) ?? `${suggestion.kind} of ${oneLine(suggestion.subject, 50)}`
  )
}

/** What it costs, as somebody changed it. */
export function costOf(suggestion: StoredSuggestion): Estimate {
  return readSuggestion(suggestion)?.costOf(suggestion.cost) ?? suggestion.cost
}

/**
 * Approves what a line says, or opens it to be changed or skipped. The answers go to who pressed; the buttons give way
 * to who decided.
 */
export function digestButtons(
  suggestion: StoredSuggestion,
  shown: { readonly currency: string; readonly confirmAbove: number },
): Button[] {
  const { id } = suggestion
  return [
    { ...approval(suggestion, shown), action: 'suggestion.accept', value: `${id}` },
    { label: `Edit or skip No. ${id}`, action: 'suggestion.open', value: `${id}` },
  ]
}

/** What an approval is called, and what it asks first where much money hangs on it. */
export function approval(
  suggestion: SavedSuggestion,
  { currency, confirmAbove }: { readonly currency: string; readonly confirmAbove: number },
): Pick<Button, 'label' | 'confirm'> {
  const label = `Approve ${sayBrief(suggestion, currency)}`
  if (worthCents(suggestion) <= confirmAbove * majorUnit(currency)) return { label }
  const { cost } = suggestion
  const costs = cost.cents > 0 ? ` It costs ${showWhole(cost.cents, currency)}.` : ''
  return {
    label,
    confirm: `${sayDoing(suggestion, currency)}.${costs} It can be undone for ${UNDO_MINUTES} minutes.`,
  }
}

/** The money that hangs on it: what it costs or what it should bring or lose, whichever is more. */
export function worthCents({ cost, gain }: SavedSuggestion): number {
  return Math.max(cost.cents, Math.abs(gain.cents))
}

/** Names the blocks of a suggestion in what was posted. */
export function aboutSuggestion({ id }: Pick<StoredSuggestion, 'id'>): string {
  return `suggestion:${id}`
}

/** how long a decision can be taken back */
export const UNDO_MINUTES = 10

/** `€20 (€4 to €37)`. */
export function sayRange({ cents, low, high }: Estimate, show: (cents: number) => string): string {
  return `${show(cents)} (${show(low)} to ${show(high)})`
}

/** The gain with its range; `not known (−€50 to €4,337)` where nothing tells it, as of a first campaign. */
export function sayGain(suggestion: SavedSuggestion, show: (cents: number) => string): string {
  const { gain } = suggestion
  if (!readSuggestion(suggestion)?.unknownGain) return sayRange(gain, show)
  return `not known (${show(gain.low)} to ${show(gain.high)})`
}

/** The days its gain is over. */
export function daysOf(suggestion: SavedSuggestion): number {
  return readSuggestion(suggestion)?.days ?? 1
}

/** `12 %: less demand than hoped`; the words alone where the probability is not known. */
export function sayRisk({ ofLoss, words }: Risk): string {
  return ofLoss === null ? words : `${sayChance(ofLoss)}: ${words}`
}

function sayChance(ofLoss: number | null): string {
  const percent = Math.round(100 * (ofLoss ?? 0))
  return percent === 0 ? 'under 1 %' : `${percent} %`
}

function promise({ gain, cost, risk }: SavedSuggestion, read: ReadSuggestion, currency: string): string {
  const money = (cents: number) => showWhole(cents, currency)
  const range = `${money(gain.low)} to ${money(gain.high)}`
  const costs = cost.cents > 0 ? `costs ${money(cost.cents)}` : 'costs nothing'
  const { days, unknownGain, gains } = read
  if (unknownGain)
    return `what it brings is not known (from ${range} in ${days} days): ${unknownGain}; ${costs}.`
  const gained = `${money(gain.cents)} of profit in ${days} days (80 % range ${range})`
  return `${gains} ${gained}, ${costs}, ${read.risk} ${sayChance(risk.ofLoss)}.`
}
