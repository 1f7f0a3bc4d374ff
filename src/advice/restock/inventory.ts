import { type CountMoments, negativeBinomialCdf } from '../../stats/distributions/counts.ts'

/**
 * Economic order quantity: sqrt(2 K d / h), the lot that balances ordering cost K against holding cost h a unit and
 * year at demand d a year. `eoq({ orderCost: 8, holding: 0.225, demand: 1300 })` is `304.05` (stockpyl).
 */
export function eoq(of: {
  readonly orderCost: number
  readonly holding: number
  readonly demand: number
}): number {
  return of.holding > 0 ? Math.sqrt((2 * of.orderCost * of.demand) / of.holding) : 0
}

/** Newsvendor service level: what a unit too few costs against what one too many costs, cu / (cu + co). */
export function criticalRatio(tooFew: number, tooMany: number): number {
  return tooFew <= 0 ? 0 : tooFew / (tooFew + tooMany)
}

/**
 * Demand over a lead time that itself varies: mean d L, variance L s2 + d2 sL2. Negative binomial when that
 * exceeds the mean, Poisson when not.
 */
export function demandOver(
  days: { readonly mean: number; readonly variance: number },
  perDay: CountMoments,
): CountMoments {
  return {
    mean: perDay.mean * days.mean,
    variance: days.mean * perDay.variance + perDay.mean ** 2 * days.variance,
  }
}

export function chanceOfShortage(position: number, demand: CountMoments): number {
  return demand.mean === 0
    ? 0
    : 1 - negativeBinomialCdf(Math.max(0, position), demand) * Number(position >= 0)
}

/** Expected units short: E(D - position)+, the sum of P(D > k) from the position upwards. */
export function expectedShort(position: number, demand: CountMoments): number {
  if (demand.mean === 0) return 0
  if (position <= 0) return demand.mean - position
  let short = demand.mean
  // E(D - k)+ = E(D) - sum of P(D > j) for j below k: the shorter sum of the two
  for (let k = 0; k < position; k++) {
    const above = 1 - negativeBinomialCdf(k, demand)
    short -= above
    if (above < 1e-9) break
  }
  return Math.max(0, short)
}
