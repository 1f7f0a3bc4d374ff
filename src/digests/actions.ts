import { z } from 'zod'
import { ranked, type Trust } from '../advice/suggestion.ts'
import { showMoney } from '../lib/money.ts'
import { oneLine, showChange } from '../lib/text.ts'
import type { Span } from '../messages/message.ts'
import type { SavedSuggestion } from '../state/suggestions.ts'
import { shortDay, showWhole } from './show.ts'

const common = { title: z.string().catch(''), days: z.number().positive().catch(1) }
const priceAction = z.object({ ...common, fromCents: z.number(), toCents: z.number() })
const restockAction = z.object({
  ...common,
  order: z.number(),
  onHand: z.number(),
  stockOutOn: z.string().nullable().catch(null),
})

/** One line a suggestion: what to do, what it should bring, what it costs, what speaks against it. */
export type ActionLine = readonly (string | Span)[]

/** The best by worth a day, as `/price` and `/restock` rank them; kinds this file cannot word are left out. */
export function bestActions(
  suggestions: readonly SavedSuggestion[],
  { currency, limit, trust }: { readonly currency: string; readonly limit: number; readonly trust?: Trust },
): ActionLine[] {
  const known = suggestions.flatMap((suggestion) => {
    const days = z.object(common).safeParse(suggestion.action).data?.days ?? 1
    const risk = { ofLoss: chanceOfLoss(suggestion.risk), words: suggestion.risk }
    return {
      kind: suggestion.kind,
      action: suggestion.action,
      subject: suggestion.subject,
      gain: { ...suggestion.gain, days },
      cost: suggestion.cost,
      risk,
      suggestion,
    }
  })
  return ranked(known, trust)
    .flatMap(({ suggestion }) => {
      const words = doing(suggestion, currency)
      return words ? [[...words.spans, ` ${promise(suggestion, words.days, currency)}`]] : []
    })
    .slice(0, limit)
}

function doing(
  { kind, subject, action }: SavedSuggestion,
  currency: string,
): { readonly spans: ActionLine; readonly days: number } | null {
  const product = (title: string): Span => ({ text: oneLine(`${subject} ${title}`, 60), style: 'bold' })
  if (kind === 'price') {
    const found = priceAction.safeParse(action)
    if (!found.success) return null
    const { fromCents, toCents, title, days } = found.data
    const step = `${showMoney(fromCents, currency)} to ${showMoney(toCents, currency)}`
    return {
      spans: ['Price ', product(title), ` from ${step} (${showChange(toCents / fromCents - 1)}):`],
      days,
    }
  }
  const found = restockAction.safeParse(action)
  if (kind !== 'restock' || !found.success) return null
  const { order, onHand, stockOutOn, title, days } = found.data
  const until = stockOutOn === null ? '' : `, gone about ${shortDay(stockOutOn)}`
  return { spans: [`Order ${order} of `, product(title), ` (${onHand} left${until}):`], days }
}

function promise({ kind, gain, cost, risk }: SavedSuggestion, days: number, currency: string): string {
  const range = `${showWhole(gain.low, currency)} to ${showWhole(gain.high, currency)}`
  const brings = `${showWhole(gain.cents, currency)} of profit in ${days} days (80 % range ${range})`
  const costs = cost.cents > 0 ? `costs ${showWhole(cost.cents, currency)}` : 'costs nothing'
  const percent = Math.round(100 * chanceOfLoss(risk))
  const chance = percent === 0 ? 'under 1 %' : `${percent} %`
  const danger = kind === 'restock' ? `risk of unsold stock ${chance}` : `risk of a loss ${chance}`
  return `${kind === 'restock' ? 'saves' : 'brings'} ${brings}, ${costs}, ${danger}.`
}

/** A risk is kept as `12 %: why`. */
function chanceOfLoss(risk: string): number {
  return Number.parseInt(risk, 10) / 100 || 0
}
