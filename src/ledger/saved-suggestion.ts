import { createHash } from 'node:crypto'
import type { Suggestion } from '../advice/suggestions/suggestion.ts'
import { keyOf, type ProductRow } from '../facts/restock/assortment.ts'
import { addDays, instantOf } from '../lib/days.ts'
import type { SavedSuggestion } from '../state/suggestions/suggestions.ts'

export interface Decided {
  readonly product: Pick<ProductRow, 'platform' | 'product_id' | 'title' | 'merchant_id'>
  readonly facts: unknown
  readonly suggestion: Suggestion
}

/** A suggestion about a product as the ledger keeps it. */
export function asSaved({ product, facts, suggestion }: Decided, zone: string): SavedSuggestion {
  const about = {
    platform: product.platform,
    productId: product.product_id,
    title: product.title,
    merchantId: product.merchant_id,
  }
  // two platforms may call different products alike
  return savedAs({ subject: keyOf(product), about, facts, suggestion }, zone)
}

/** A suggestion as the ledger keeps it, by the day it ceases to hold and the print of what it was reckoned from. */
export function savedAs(
  given: {
    readonly subject: string
    /** what its action says beside what is to be done */
    readonly about: Readonly<Record<string, unknown>>
    readonly facts: unknown
    readonly suggestion: Suggestion
  },
  zone: string,
): SavedSuggestion {
  const { kind, action, gain, cost, risk, why, validUntil, modelVersion } = given.suggestion
  return {
    kind,
    subject: given.subject,
    action: { ...Object(action), ...given.about, days: gain.days, sure: 1 - risk.ofLoss },
    gain: { cents: gain.cents, low: gain.low, high: gain.high },
    cost,
    risk: `${Math.round(100 * risk.ofLoss)} %: ${risk.words}`,
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
