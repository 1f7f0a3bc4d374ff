import type { Day } from '../lib/days.ts'
import type { Locale } from '../report/words/locale.ts'

/** What the words of a digest need beside the facts. */
export interface RenderContext {
  readonly shopName: string
  /** the language of the channel it goes to, and the shop's money and zone */
  readonly locale: Locale
  /** the day the digest is for */
  readonly slotDay: Day
  readonly isLate: boolean
  /** an approval of more asks again, in the currency's units */
  readonly confirmAbove: number
}
