import type { Timeline } from './calendar.ts'
import type { Product } from './catalogue.ts'

/** What a session looks like at the moment its customer decides. */
export interface Visit {
  readonly productViews: number
  readonly cartAdds: number
  readonly isReturning: boolean
  /** price against the product's usual price */
  readonly priceRatio: number
  readonly discount: number
  /** share of the products seen that could be had */
  readonly inStock: number
  readonly device: number
  readonly channel: number
  readonly isPromo: boolean
  readonly variant: number
  readonly urge: number
}

/** The true model: log-odds of buying. Written to the ground truth, so a fitted model can be held against it. */
export const TRUE_MODEL = {
  intercept: -6.62,
  logProductViews: 1.0,
  logCartAdds: 2.3,
  returning: 0.45,
  discount: 0.6,
  inStock: 1.2,
  promo: 0.1,
  device: [-0.2, 0.15, 0],
  channel: [0.2, 0, -0.4],
  /** a logistic curve flattens near its top, so the slope on log price is steeper than the elasticity wanted */
  slopePerElasticity: 1.25,
} as const

export function purchaseProbability(visit: Visit, product: Product, time: Timeline): number {
  const m = TRUE_MODEL
  const logit =
    m.intercept +
    m.logProductViews * Math.log1p(visit.productViews) +
    m.logCartAdds * Math.log1p(visit.cartAdds) +
    m.returning * Number(visit.isReturning) +
    m.slopePerElasticity * product.elasticity * Math.log(visit.priceRatio) +
    m.discount * visit.discount +
    m.inStock * visit.inStock +
    m.promo * Number(visit.isPromo) +
    (m.device[visit.device] ?? 0) +
    (m.channel[visit.channel] ?? 0) +
    (visit.variant === 2 ? time.experiment.upliftLogit : 0) +
    visit.urge
  return 1 / (1 + Math.exp(-logit))
}

/** A second product in the basket: taken more readily when it is cheap, with the same elasticity. */
export function companionProbability(product: Product, priceRatio: number): number {
  return Math.min(1, 0.5 * priceRatio ** product.elasticity)
}
