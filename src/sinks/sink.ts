import { z } from 'zod'

/** What a shop is to have that somebody approved: a price, an order of pieces, or an audience to contact. */
export const change = z.object({
  /** names it for good: sent along, so that who gets it twice does it once */
  key: z.string(),
  kind: z.enum(['price', 'restock', 'campaign']),
  suggestionId: z.number(),
  platform: z.string(),
  /** of a campaign its own id */
  productId: z.string(),
  merchantId: z.string(),
  title: z.string(),
  /** the price it was decided at, in the minor unit; null for what is not there before; of an undo, what stands there */
  before: z.number().nullable(),
  /** the price, in the minor unit, the pieces, or how many are contacted; null takes an order or an audience back */
  after: z.number().nullable(),
  currency: z.string(),
  /** what all of it costs, in the minor unit; null where nothing is bought */
  costCents: z.number().nullable(),
})
export interface Change extends z.output<typeof change> {
  /** whom a campaign contacts, as platform and keyed hash; read when it is carried out, and kept nowhere else */
  readonly members?: readonly { readonly platform: string; readonly customer: string }[]
}

export type Written =
  | { readonly kind: 'done' }
  /** it surely did not happen, and may be tried again later */
  | { readonly kind: 'later'; readonly because: string }
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
  /** false where the same key again would do it twice, and nothing can be read back: what may have been sent stays so */
  readonly isRepeatable?: false
}
