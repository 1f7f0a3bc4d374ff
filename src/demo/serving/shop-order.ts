import type { Day } from '../../lib/days.ts'

/** What the shop's process is told to make and serve. */
export interface ShopOrder {
  readonly today: Day
  readonly seed: number
  readonly days: number
  /** so many days may follow, one after the other */
  readonly ahead: number
  readonly dir: string
  readonly port: number
  readonly token: string
}
