import type { Day } from '../../lib/days.ts'

/** What the shop's process is told to make and serve. */
export interface ShopOrder {
  readonly today: Day
  readonly seed: number
  readonly days: number
  /** so many days may follow, one after the other */
  readonly ahead: number
  /** something breaks on the first of them, and its hours pass as the clock says */
  readonly isLive: boolean
  readonly dir: string
  readonly port: number
  readonly token: string
}

/** From when on the shop's clock goes, and how fast. */
export interface ShopClock {
  readonly kind: 'clock'
  readonly atMs: number
  readonly speed: number
}
