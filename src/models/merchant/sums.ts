import type { Day } from '../../lib/days.ts'

/** The KPIs a merchant is held beside its peers by, besides its average order. */
export const RATES = ['conversion', 'cancel_rate', 'refund_rate', 'late_delivery', 'stock_out'] as const
export type Rate = (typeof RATES)[number]

/** The parts of a KPI over the window. */
export interface Parts {
  readonly of: number
  readonly over: number
  /** how many independent tries it is worth: money and days of a product are not tries of their own */
  readonly tries: number
}

interface Sales {
  readonly gmvCents: number
  readonly orders: number
}

/** What is known of a merchant, its KPIs summed over one window of days. */
export interface MerchantSums {
  readonly id: string
  readonly name: string
  readonly platforms: readonly string[]
  readonly region: string
  /** in which it sells most */
  readonly category: string
  readonly signedUpOn: Day | null
  readonly firstSaleOn: Day | null
  readonly lastSaleOn: Day | null
  readonly products: number
  readonly sales: Sales
  /** standard deviation of what its orders come to; null with fewer than two of them */
  readonly orderSdCents: number | null
  readonly rates: Readonly<Record<Rate, Parts>>
  /** the last four weeks, and the four before them */
  readonly recent: Sales
  readonly before: Sales
}
