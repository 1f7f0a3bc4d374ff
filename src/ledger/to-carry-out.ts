import type { Locale } from '../report/words/locale.ts'
import type { StoredSuggestion } from '../state/suggestions/suggestions.ts'
import { writeBackKey } from '../state/suggestions/write-backs.ts'
import { campaign } from './campaign.ts'
import { withEdit } from './kind.ts'
import { price } from './price.ts'
import { restock } from './restock.ts'
import { costOf } from './say.ts'

/** What of an accepted suggestion can be carried out in the shop, as it was approved; null where its kind cannot. */
export function toCarryOut(suggestion: StoredSuggestion, currency: string) {
  const { id, kind, decided } = suggestion
  const key = writeBackKey(id, decided?.at)
  if (kind === price.kind) {
    const done = withEdit(price, suggestion)
    if (!done) return null
    const { platform, productId, merchantId, title, fromCents, toCents } = done
    const about = { suggestionId: id, platform, productId, merchantId, title, currency }
    return { key, kind: 'price' as const, ...about, before: fromCents, after: toCents, costCents: null }
  }
  if (kind === restock.kind) {
    const done = withEdit(restock, suggestion)
    if (!done) return null
    const { platform, productId, merchantId, title, order } = done
    const about = { suggestionId: id, platform, productId, merchantId, title, currency }
    return {
      key,
      kind: 'restock' as const,
      ...about,
      before: null,
      after: order,
      costCents: costOf(suggestion).cents,
    }
  }
  if (kind === campaign.kind) {
    const done = withEdit(campaign, suggestion)
    if (!done) return null
    return {
      ...{ key, kind: 'campaign' as const, suggestionId: id, currency },
      ...{ platform: '', productId: suggestion.subject, merchantId: '', title: done.audience },
      ...{ before: null, after: done.contacts, costCents: done.costCents },
    }
  }
  return null
}

/** A value of a change as people read it: a price, or how many. */
export function shownChange(value: number | null, kind: string, { words, price: priceOf }: Locale): string {
  if (value === null) return words.writeBacks.nothing
  return kind === price.kind ? priceOf(value) : words.writeBacks.pieces(value)
}
