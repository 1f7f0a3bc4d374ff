import { createHash } from 'node:crypto'
import { ranked, type Suggestion } from '../src/advice/suggestion.ts'
import type { Job } from '../src/context.ts'
import { addDays, instantOf } from '../src/lib/days.ts'
import { plural } from '../src/lib/text.ts'
import { type SavedSuggestion, saveSuggestions } from '../src/state/suggestions.ts'
import { type ProductRow, priceAdvice, readAssortment } from './assortment.ts'
import { restockAdvice } from './restock-advice.ts'

interface Decided {
  readonly product: ProductRow
  readonly facts: unknown
  readonly suggestion: Suggestion
}

/** the best of each kind are kept: a list nobody reads to its end helps no one */
const KEPT = 200

export const advise: Job = {
  name: 'advise',
  about:
    'Decides which prices and orders to suggest, and keeps the suggestions. Nothing in a shop is changed.',
  schedule: { at: '03:30' },
  catchUp: 'latest',
  async run(ctx, due) {
    const read = await readAssortment(ctx.lake)
    if (!read) return { text: 'No product has been seen yet, so there is nothing to advise on.' }
    const prices = priceAdvice(read).flatMap(({ product, facts, advice }) =>
      advice.kind === 'change' ? [{ product, facts, suggestion: advice.suggestion }] : [],
    )
    const orders = restockAdvice(read).flatMap(({ product, facts, advice }) =>
      advice.kind === 'order' ? [{ product, facts, suggestion: advice.suggestion }] : [],
    )
    const saved = [best(prices), best(orders)].flat().map((decided) => asSaved(decided, ctx.config.shop.zone))
    await due.fenced((trx) => saveSuggestions(trx, saved, due.at))
    return {
      text: `Suggests ${plural(prices.length, 'price change')} and ${plural(orders.length, 'order')}, data to ${read.asOf}.`,
      counts: { prices: prices.length, orders: orders.length, saved: saved.length },
    }
  },
}

function best(decided: readonly Decided[]): Decided[] {
  const of = new Map(decided.map((one) => [one.suggestion, one]))
  return ranked(decided.map(({ suggestion }) => suggestion))
    .slice(0, KEPT)
    .flatMap((suggestion) => of.get(suggestion) ?? [])
}

function asSaved({ product, facts, suggestion }: Decided, zone: string): SavedSuggestion {
  const { kind, subject, action, gain, cost, risk, why, validUntil, modelVersion } = suggestion
  return {
    kind,
    subject,
    action: { ...Object(action), title: product.title, merchantId: product.merchant_id, days: gain.days },
    gain: { cents: gain.cents, low: gain.low, high: gain.high },
    cost,
    risk: `${Math.round(100 * risk.ofLoss)} %: ${risk.words}`,
    why: why.join('; '),
    validUntil: instantOf(addDays(validUntil, 1), 0, zone),
    modelVersion,
    inputsHash: createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 32),
    status: 'open',
  }
}
