export interface PriceLimits {
  readonly mostChange: number
  /** (price - cost) / price */
  readonly leastMargin: number
  /** how far beyond the prices seen the association is trusted */
  readonly beyondSeen: number
  /** P(gain > 0) below which nothing is said */
  readonly surely: number
  readonly horizonDays: number
  readonly leastGainCents: number
  /** a price that was changed so lately is left to show what it does */
  readonly restDays: number
}

export const PRICE_LIMITS: PriceLimits = {
  mostChange: 0.15,
  leastMargin: 0.1,
  beyondSeen: 1.2,
  surely: 0.9,
  horizonDays: 30,
  leastGainCents: 500,
  restDays: 14,
}
