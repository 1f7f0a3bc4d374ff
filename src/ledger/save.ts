import { createHash } from 'node:crypto'
import type { Suggestion } from '../advice/suggestions/suggestion.ts'
import { keyOf, type ProductRow } from '../facts/restock/assortment.ts'
import { addDays, instantOf } from '../lib/days.ts'
import type { SavedSuggestion } from '../state/suggestions/suggestions.ts'
import type { Kept, SuggestionKind } from './kind.ts'

type Saves = Pick<SuggestionKind<Kept>, 'kind' | 'action'>

/** A suggestion of one product, with the facts it was made from. */
export interface OfProduct {
  readonly product: Pick<ProductRow, 'platform' | 'product_id' | 'title' | 'merchant_id'>
  readonly facts: unknown
  readonly suggestion: Suggestion
}

/** A suggestion of one product as the ledger keeps it. */
export function ofProduct(
  kind: Saves,
  { product, facts, suggestion }: OfProduct,
  zone: string,
): SavedSuggestion {
  const about = {
    platform: product.platform,
    productId: product.product_id,
    title: product.title,
    merchantId: product.merchant_id,
  }
  // two platforms may call different products alike
  return toSave(kind, { subject: keyOf(product), about, facts, suggestion }, zone)
}

/**
 * A suggestion as the ledger keeps it, by the day it ceases to hold and a hash of the facts it was made from. Its action
 * is checked here, so that what is kept can be read back.
 */
export function toSave(
  { kind, action: schema }: Saves,
  given: {
    readonly subject: string
    /** what its action says beside what is to be done */
    readonly about: { readonly title: string } & Readonly<Record<string, unknown>>
    readonly facts: unknown
    readonly suggestion: Suggestion
  },
  zone: string,
): SavedSuggestion {
  const { action, gain, cost, risk, why, validUntil, modelVersion } = given.suggestion
  const full = { ...action, ...given.about, days: gain.days, confidence: 1 - risk.ofLoss }
  schema.parse(full)
  return {
    kind,
    subject: given.subject,
    action: full,
    gain: { cents: gain.cents, low: gain.low, high: gain.high },
    cost,
    risk,
    why: why.join('; '),
    validUntil: instantOf(addDays(validUntil, 1), 0, zone),
    modelVersion,
    inputsHash: createHash('sha256').update(JSON.stringify(given.facts, coarse)).digest('hex').slice(0, 32),
    status: 'open',
  }
}

/** The engine sums in parallel, so the last digits of a mean differ from night to night: they are no other input. */
function coarse(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(9)) : value
}
