import { ranked } from '../src/advice/suggestion.ts'
import type { Job } from '../src/context.ts'
import { plural } from '../src/lib/text.ts'
import { expireSuggestions } from '../src/state/decisions.ts'
import { saveSuggestions } from '../src/state/suggestions.ts'
import { priceAdvice, readAssortment } from './assortment.ts'
import { aheadOf, restockAdvice } from './restock-advice.ts'
import { asSaved, type Decided } from './saved-suggestion.ts'

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
    const orders = restockAdvice(read, await aheadOf(ctx.lake, read.asOf)).flatMap(
      ({ product, facts, advice }) =>
        advice.kind === 'order' ? [{ product, facts, suggestion: advice.suggestion }] : [],
    )
    const saved = [best(prices), best(orders)].flat().map((decided) => asSaved(decided, ctx.config.shop.zone))
    await due.fenced(async (trx) => {
      await expireSuggestions(trx, due.at)
      await saveSuggestions(trx, saved, due.at)
    })
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
