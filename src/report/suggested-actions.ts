import { z } from 'zod'
import { ranked, type Trust } from '../advice/suggestions/suggestion.ts'
import { showMoney } from '../lib/money.ts'
import { oneLine, plural, showChange } from '../lib/text.ts'
import type { Button, Span } from '../messages/message.ts'
import type { SavedSuggestion, StoredSuggestion } from '../state/suggestions/suggestions.ts'
import { shortDay, showWhole } from './show.ts'

const common = { title: z.string().catch(''), days: z.number().positive().catch(1) }
const priceAction = z.object({ ...common, fromCents: z.number(), toCents: z.number() })
const restockAction = z.object({
  ...common,
  order: z.number(),
  onHand: z.number(),
  stockOutOn: z.string().nullable().catch(null),
})

const bundleAction = z.object({
  ...common,
  baseId: z.string(),
  offeredId: z.string(),
  offeredTitle: z.string(),
  baseTitle: z.string(),
})
const campaignAction = z.object({
  ...common,
  audience: z.string(),
  contacts: z.number(),
  holdout: z.number(),
  isIncremental: z.boolean(),
})
const experimentAction = z.object({
  ...common,
  experiment: z.string(),
  arm: z.string(),
  verdict: z.string(),
})

/** One line a suggestion: what to do, what it should bring, what it costs, what speaks against it. */
export type ActionLine = readonly (string | Span)[]

/** Best first, by worth a day times the trust in its rule, as `/price` and `/restock` rank them. */
export function bestFirst<S extends SavedSuggestion>(suggestions: readonly S[], trust: Trust = {}): S[] {
  const known = suggestions.map((suggestion) => {
    const days = z.object(common).safeParse(suggestion.action).data?.days ?? 1
    return {
      kind: suggestion.kind,
      action: suggestion.action,
      subject: suggestion.subject,
      gain: { ...suggestion.gain, days },
      cost: suggestion.cost,
      risk: { ofLoss: chanceOfLoss(suggestion.risk), words: suggestion.risk },
      suggestion,
    }
  })
  return ranked(known, trust).map(({ suggestion }) => suggestion)
}

/** The best and what they are worth in words; kinds this file cannot word are left out. */
export function bestActions<S extends SavedSuggestion>(
  suggestions: readonly S[],
  { currency, limit, trust }: { readonly currency: string; readonly limit: number; readonly trust?: Trust },
): { readonly suggestion: S; readonly line: ActionLine }[] {
  return bestFirst(suggestions, trust)
    .flatMap((suggestion) => {
      const words = doing(suggestion, currency)
      if (!words) return []
      const line = [...words.spans, `: ${promise(suggestion, words.days, currency)}`]
      return [{ suggestion, line }]
    })
    .slice(0, limit)
}

/** `Price SKU-1 Lamp from €20.00 to €18.00 (−10.0 %)`; its kind and subject where there are no better words. */
export function sayDoing(suggestion: SavedSuggestion, currency: string): string {
  const spans = doing(suggestion, currency)?.spans ?? [`${suggestion.kind} of ${suggestion.subject}`]
  return spans.map((span) => (typeof span === 'string' ? span : span.text)).join('')
}

/**
 * Approves what a line says, or opens it to be changed or skipped; a digest stays as it was posted, so the answers go to
 * who pressed.
 */
export function digestButtons({ id, kind, subject }: StoredSuggestion): Button[] {
  const what = kind === 'restock' ? 'order' : kind
  return [
    { label: `Approve ${what} of ${oneLine(subject, 50)}`, action: 'suggestion.accept', value: `${id}` },
    { label: `Edit or skip No. ${id}`, action: 'suggestion.open', value: `${id}` },
  ]
}

function doing(
  suggestion: SavedSuggestion,
  currency: string,
): { readonly spans: ActionLine; readonly days: number } | null {
  const { kind, subject, action } = suggestion
  const product = (title: string): Span => ({ text: oneLine(`${subject} ${title}`, 60), style: 'bold' })
  if (kind === 'price') {
    const found = priceAction.safeParse(action)
    if (!found.success) return null
    const { fromCents, toCents, title, days } = found.data
    const step = `${showMoney(fromCents, currency)} to ${showMoney(toCents, currency)}`
    return {
      spans: ['Price ', product(title), ` from ${step} (${showChange(toCents / fromCents - 1)})`],
      days,
    }
  }
  const found = restockAction.safeParse(action)
  if (kind !== 'restock' || !found.success) return doingMore(suggestion)
  const { order, onHand, stockOutOn, title, days } = found.data
  const until = stockOutOn === null ? '' : `, gone about ${shortDay(stockOutOn)}`
  return { spans: [`Order ${order} of `, product(title), ` (${onHand} left${until})`], days }
}

function doingMore({ kind, subject, action }: SavedSuggestion): {
  readonly spans: ActionLine
  readonly days: number
} | null {
  const bold = (text: string): Span => ({ text: oneLine(text, 60), style: 'bold' })
  if (kind === 'bundle') {
    const found = bundleAction.safeParse(action).data
    if (!found) return null
    const base = oneLine(`${found.baseId} ${found.baseTitle}`, 60)
    return {
      spans: ['Offer ', bold(`${found.offeredId} ${found.offeredTitle}`), ` to who takes ${base}`],
      days: found.days,
    }
  }
  if (kind === 'campaign') {
    const found = campaignAction.safeParse(action).data
    if (!found) return null
    const { contacts, holdout, audience, days } = found
    return {
      spans: [
        `Contact ${plural(contacts, 'customer')} (${audience}) by `,
        bold(subject),
        `, ${holdout} held out`,
      ],
      days,
    }
  }
  const found = kind === 'experiment' ? experimentAction.safeParse(action).data : undefined
  if (!found) return null
  const verb = found.verdict === 'ship' ? 'Ship ' : 'Roll back '
  return { spans: [verb, bold(found.arm), ` of ${oneLine(found.experiment, 60)}`], days: found.days }
}

/** `€20 (€4 to €37)`; `not known (−€50 to €4,337)` of a campaign before which nobody was held out. */
export function sayGain(
  suggestion: Pick<SavedSuggestion, 'kind' | 'action' | 'gain'>,
  show: (cents: number) => string,
): string {
  const { cents, low, high } = suggestion.gain
  return `${isUntested(suggestion) ? 'not known' : show(cents)} (${show(low)} to ${show(high)})`
}

function isUntested({ kind, action }: Pick<SavedSuggestion, 'kind' | 'action'>): boolean {
  return kind === 'campaign' && campaignAction.safeParse(action).data?.isIncremental === false
}

function promise(suggestion: SavedSuggestion, days: number, currency: string): string {
  const { kind, gain, cost, risk } = suggestion
  const range = `${showWhole(gain.low, currency)} to ${showWhole(gain.high, currency)}`
  const costs = cost.cents > 0 ? `costs ${showWhole(cost.cents, currency)}` : 'costs nothing'
  if (isUntested(suggestion))
    return `what it brings is not known (from ${range} in ${days} days): nobody was held out before; ${costs}.`
  const brings = `${showWhole(gain.cents, currency)} of profit in ${days} days (80 % range ${range})`
  const percent = Math.round(100 * chanceOfLoss(risk))
  const chance = percent === 0 ? 'under 1 %' : `${percent} %`
  const danger = kind === 'restock' ? `risk of unsold stock ${chance}` : `risk of a loss ${chance}`
  return `${kind === 'restock' ? 'saves' : 'brings'} ${brings}, ${costs}, ${danger}.`
}

/** A risk is kept as `12 %: why`. */
function chanceOfLoss(risk: string): number {
  return Number.parseInt(risk, 10) / 100 || 0
}
