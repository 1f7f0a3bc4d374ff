import { z } from 'zod'

/** What a shop is to have that somebody approved: a price, or an order of pieces. */
export const change = z.object({
  /** names it for good: sent along, so that who gets it twice does it once */
  key: z.string(),
  kind: z.enum(['price', 'restock']),
  suggestionId: z.number(),
  platform: z.string(),
  productId: z.string(),
  merchantId: z.string(),
  title: z.string(),
  /** the price it was decided at, in the minor unit; null for an order */
  before: z.number().nullable(),
  /** the price, in the minor unit, or the pieces; null takes an order back */
  after: z.number().nullable(),
  currency: z.string(),
  /** what all of it costs, in the minor unit; null where nothing is bought */
  costCents: z.number().nullable(),
})
export type Change = z.output<typeof change>

type Written =
  | { readonly kind: 'done' }
  /** for good: trying again changes nothing */
  | { readonly kind: 'refused'; readonly because: string }
  /** it may have been done or not: the answer was lost, or it is to be tried later */
  | { readonly kind: 'unknown'; readonly because: string }

/** A place that changes are carried out in. */
export interface Sink {
  /**
   * What stands there now, in the terms of `after`; null where nothing can be read back. Throws where it cannot be reached.
   */
  readonly read: ((change: Change) => Promise<number | null>) | null
  /** once; asked again with the same key it must not do it twice */
  write(change: Change): Promise<Written>
}
