export interface PriceLimits {
  readonly maxChange: number
  /** (price - cost) / price */
  readonly minMargin: number
  /** how far beyond the prices seen the association is trusted */
  readonly maxExtrapolation: number
  /** P(gain > 0) below which nothing is said */
  readonly minConfidence: number
  readonly horizonDays: number
  readonly leastGainCents: number
  /** a price that was changed so lately is left to show what it does */
  readonly restDays: number
}

export const PRICE_LIMITS: PriceLimits = {
  maxChange: 0.15,
  minMargin: 0.1,
  maxExtrapolation: 1.2,
  minConfidence: 0.9,
  horizonDays: 30,
  leastGainCents: 500,
  restDays: 14,
}
