import type { Day } from '../lib/days.ts'

/** What the words of a digest need beside the facts. */
export interface RenderContext {
  readonly shop: { readonly name: string; readonly zone: string; readonly currency: string }
  /** the day the digest is for */
  readonly slotDay: Day
  readonly isLate: boolean
  /** an approval of more asks again, in the currency's units */
  readonly confirmAbove: number
}
