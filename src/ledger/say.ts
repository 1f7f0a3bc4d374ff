import type { Estimate, Trust } from '../advice/suggestions/suggestion.ts'
import { majorUnit } from '../lib/money.ts'
import { oneLine } from '../lib/text.ts'
import type { Button } from '../messages/message.ts'
import type { Locale } from '../report/words/locale.ts'
import type { Risk, SavedSuggestion, StoredSuggestion } from '../state/suggestions/suggestions.ts'
import type { ReadSuggestion, SuggestionLine } from './kind.ts'
import { bestFirst } from './rank.ts'
import { readSuggestion, ruleOf } from './read.ts'

/** The best and what they are worth in words; those that cannot be read are left out. */
export function bestSuggestions<S extends SavedSuggestion>(
  suggestions: readonly S[],
  { locale, limit, trust }: { readonly locale: Locale; readonly limit: number; readonly trust?: Trust },
): { readonly suggestion: S; readonly line: SuggestionLine }[] {
  return bestFirst(suggestions, trust)
    .flatMap((suggestion) => {
      const read = readSuggestion(suggestion)
      if (!read) return []
      return [{ suggestion, line: lineOf(suggestion, read, locale) }]
    })
    .slice(0, limit)
}

/** What their outcomes are counted by. */
export function rulesIn(suggestions: readonly SavedSuggestion[]): ReadonlySet<string> {
  return new Set(suggestions.map(ruleOf))
}

/** `Price SKU-1 Lamp from €20.00 to €18.00 (−10.0 %)`; its kind and subject where it cannot be read. */
export function sayDoing(suggestion: SavedSuggestion, locale: Locale): string {
  const { kind, subject } = suggestion
  const spans = readSuggestion(suggestion)?.doing(locale) ?? [locale.words.suggestions.unread(kind, subject)]
  return spans.map((span) => (typeof span === 'string' ? span : span.text)).join('')
}

/** `+15.0 % for SKU-2872`: what a button approves. */
function sayBrief(suggestion: SavedSuggestion, locale: Locale): string {
  const { kind, subject } = suggestion
  const { unread } = locale.words.suggestions
  return readSuggestion(suggestion)?.brief(locale) ?? unread(kind, oneLine(subject, 50))
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
  shown: { readonly locale: Locale; readonly confirmAbove: number },
): Button[] {
  const { id } = suggestion
  return [
    { ...approval(suggestion, shown), action: 'suggestion.accept', value: `${id}` },
    { label: shown.locale.words.suggestions.editOrSkip(id), action: 'suggestion.open', value: `${id}` },
  ]
}

/** What an approval is called, and what it asks first where much money hangs on it. */
export function approval(
  suggestion: SavedSuggestion,
  { locale, confirmAbove }: { readonly locale: Locale; readonly confirmAbove: number },
): Pick<Button, 'label' | 'confirm'> {
  const { approve, confirm } = locale.words.suggestions
  const label = approve(sayBrief(suggestion, locale))
  if (!isLarge(suggestion, { currency: locale.currency, confirmAbove })) return { label }
  return { label, confirm: confirm(sayDoing(suggestion, locale), sayCost(suggestion, locale), UNDO_MINUTES) }
}

/** So much money hangs on it that it is asked about again. */
export function isLarge(
  suggestion: SavedSuggestion,
  { currency, confirmAbove }: { readonly currency: string; readonly confirmAbove: number },
): boolean {
  return worthCents(suggestion) > confirmAbove * majorUnit(currency)
}

/** The money that hangs on it: what it costs or what it should bring or lose, whichever is more. */
function worthCents({ cost, gain }: SavedSuggestion): number {
  return Math.max(cost.cents, Math.abs(gain.cents))
}

/** Names the blocks of a suggestion in what was posted. */
export function aboutSuggestion({ id }: Pick<StoredSuggestion, 'id'>): string {
  return `suggestion:${id}`
}

/** how long a decision can be taken back */
export const UNDO_MINUTES = 10

/** `€20 (€4 to €37)`. */
export function sayRange({ cents, low, high }: Estimate, locale: Locale): string {
  const shown = locale.estimate('money', { value: cents, low, high })
  return locale.words.suggestions.range(shown.value, shown.low, shown.high)
}

/** The gain with its range; `not known (−€50 to €4,337)` where nothing tells it, as of a first campaign. */
export function sayGain(suggestion: SavedSuggestion, locale: Locale): string {
  const isUnknown = (readSuggestion(suggestion)?.unknownGain(locale) ?? null) !== null
  if (!isUnknown) return sayRange(suggestion.gain, locale)
  const { low, high } = wholeRange(suggestion.gain, locale)
  return locale.words.suggestions.unknownGain(low, high)
}

/** The same for a day: gains over a week and over a month can be told apart only so. */
export function sayDailyGain(suggestion: SavedSuggestion, locale: Locale): string {
  const days = readSuggestion(suggestion)?.days ?? 1
  const { cents, low, high } = suggestion.gain
  return sayGain({ ...suggestion, gain: { cents: cents / days, low: low / days, high: high / days } }, locale)
}

/** Why it is suggested: as it is stored, in English, or from its action in another language. */
export function sayWhy(suggestion: SavedSuggestion, locale: Locale): string {
  return readSuggestion(suggestion)?.why(locale) ?? suggestion.why
}

/** `12 %: less demand than hoped`; the words alone where the probability is not known. */
export function sayRisk(suggestion: SavedSuggestion, locale: Locale): string {
  const { ofLoss, words }: Risk = suggestion.risk
  if (ofLoss === null) return words
  const name = readSuggestion(suggestion)?.risk(locale) ?? ''
  return locale.words.suggestions.risk({ chance: sayChance(ofLoss, locale), name, words })
}

function sayChance(ofLoss: number | null, { words, percent }: Locale): string {
  const chance = Math.round(100 * (ofLoss ?? 0)) / 100
  return chance === 0 ? words.suggestions.underOnePercent : percent(chance, 0)
}

export function sayCost({ cost }: SavedSuggestion, { wholeMoney }: Locale): string | null {
  return cost.cents > 0 ? wholeMoney(cost.cents) : null
}

function lineOf(suggestion: SavedSuggestion, read: ReadSuggestion, locale: Locale): SuggestionLine {
  const { promised } = locale.words.suggestions
  return [...read.doing(locale), promised(promise(suggestion, read, locale))]
}

function promise(suggestion: SavedSuggestion, read: ReadSuggestion, locale: Locale): string {
  const { gain, risk } = suggestion
  const { promise, unknownPromise, costs } = locale.words.suggestions
  const { days } = read
  const said = { days, costs: costs(sayCost(suggestion, locale)) }
  const because = read.unknownGain(locale)
  if (because !== null) return unknownPromise({ ...said, ...wholeRange(gain, locale), because })
  const { value, low, high } = locale.estimate('money', { value: gain.cents, low: gain.low, high: gain.high })
  return promise({
    ...said,
    low,
    high,
    gains: read.gains(locale),
    gain: value,
    risk: read.risk(locale),
    chance: sayChance(risk.ofLoss, locale),
  })
}

/** Of a gain that nothing tells yet: its low end is what it costs, so it is not rounded as an estimate. */
function wholeRange({ low, high }: Estimate, { wholeMoney }: Locale): { low: string; high: string } {
  return { low: wholeMoney(low), high: wholeMoney(high) }
}
