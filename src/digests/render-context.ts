import type { Day } from '../lib/days.ts'
import type { Locale } from '../report/words/locale.ts'

/** What the words of a digest need beside the facts. */
export interface RenderContext {
  readonly shopName: string
  /** what of the shop it is of, as people call it; null is all of it */
  readonly segment: string | null
  /** the language of the channel it goes to, and the shop's money and zone */
  readonly locale: Locale
  /** the day the digest is for */
  readonly slotDay: Day
  readonly isLate: boolean
  /** the figures without the chart, the suggestions' buttons and the thread */
  readonly isCompact: boolean
  /** an approval of more asks again, in the currency's units */
  readonly confirmAbove: number
}

/** `Marketplace`, or `Marketplace · Nordkontor` of a segment. */
export function titleOf({ shopName, segment }: Pick<RenderContext, 'shopName' | 'segment'>): string {
  return segment === null ? shopName : `${shopName} · ${segment}`
}
