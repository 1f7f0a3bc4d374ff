import { sumOf } from '../../lib/sum.ts'
import {
  type BetaPrior,
  credible,
  drawn,
  fitBetaPrior,
  shareBelow,
  type Tries,
} from '../../stats/distributions/beta-prior.ts'
import { normalCdf, normalQuantile } from '../../stats/distributions/normal.ts'
import { type Pooled, pauleMandel, shrink } from '../../stats/regression/paule-mandel.ts'
import type { PeerGroup } from './peers.ts'
import { type MerchantSums, type Parts, RATES, type Rate } from './sums.ts'

/** A figure of one merchant beside those of its peers. */
export interface Beside {
  /** as counted; null where there was nothing to count */
  readonly counted: number | null
  /** drawn towards its peers by as much as there is too little of its own */
  readonly estimate: number
  /** of the estimate, 90 %: costs more than all the rest, so only what is shown is asked for it */
  readonly interval: () => { readonly low: number; readonly high: number }
  /** mean of the peers' true figures */
  readonly peers: number
  /** of the peers, those whose true figure is lower */
  readonly shareBelow: number
}

/** How the true figures of a group are spread. */
export interface Spread {
  readonly rates: Readonly<Record<Rate, BetaPrior | null>>
  /** of the logarithm of an order's value; `cv`: its spread within a merchant */
  readonly order: { readonly pooled: Pooled; readonly cv: number } | null
}

const Z90 = normalQuantile(0.95)
/** of merchants with too few orders to have one of their own */
const USUAL_CV = 1

export function learnSpread({ members }: PeerGroup): Spread {
  const prior = (rate: Rate) => fitBetaPrior(members.map((one) => triesOf(one.rates[rate])))
  const cv = orderCv(members)
  const pooled = pauleMandel(members.flatMap((one) => measuredOrder(one, cv) ?? []))
  return {
    rates: {
      conversion: prior('conversion'),
      cancel_rate: prior('cancel_rate'),
      refund_rate: prior('refund_rate'),
      late_delivery: prior('late_delivery'),
      stock_out: prior('stock_out'),
    },
    order: pooled && { pooled, cv },
  }
}

/** Null where nothing is known of it among its peers. */
function rateBeside(parts: Parts, prior: BetaPrior | null): Beside | null {
  if (!prior) return null
  const tries = triesOf(parts)
  return {
    counted: parts.over > 0 ? parts.of / parts.over : null,
    estimate: drawn(tries, prior),
    interval: () => credible(tries, prior),
    peers: prior.mean,
    shareBelow: shareBelow(tries, prior),
  }
}

/** Its average order, on the scale of the logarithm: what orders come to is skewed. */
export function orderBeside(one: MerchantSums, { order }: Spread): Beside | null {
  const measured = order && measuredOrder(one, order.cv)
  if (!order || !measured) return null
  const { value, se } = shrink(measured, order.pooled)
  const { mean, tau } = order.pooled
  return {
    counted: one.sales.gmvCents / one.sales.orders,
    estimate: Math.exp(value),
    interval: () => ({ low: Math.exp(value - Z90 * se), high: Math.exp(value + Z90 * se) }),
    peers: Math.exp(mean),
    shareBelow: tau > 0 ? normalCdf((value - mean) / tau) : 0.5,
  }
}

export function besidePeers(one: MerchantSums, spread: Spread): Readonly<Record<Rate, Beside | null>> {
  const found = RATES.map((rate) => [rate, rateBeside(one.rates[rate], spread.rates[rate])] as const)
  return Object.fromEntries(found) as Record<Rate, Beside | null>
}

export function triesOf({ of, over, tries }: Parts): Tries {
  if (over <= 0 || tries <= 0) return { k: 0, n: 0 }
  return { k: tries * Math.min(1, Math.max(0, of / over)), n: tries }
}

function measuredOrder({ sales, orderSdCents }: MerchantSums, cv: number) {
  if (sales.orders === 0 || sales.gmvCents <= 0) return null
  const mean = sales.gmvCents / sales.orders
  // a handful of orders may by chance be alike
  const own = orderSdCents === null ? cv : orderSdCents / mean
  const weight = Math.min(1, sales.orders / 20)
  return { value: Math.log(mean), se: (weight * own + (1 - weight) * cv) / Math.sqrt(sales.orders) || 0.01 }
}

function orderCv(members: readonly MerchantSums[]): number {
  const known = members.flatMap(({ orderSdCents, sales }) =>
    orderSdCents === null || sales.gmvCents <= 0
      ? []
      : [{ weight: sales.orders, cv: (orderSdCents * sales.orders) / sales.gmvCents }],
  )
  const weights = sumOf(known, ({ weight }) => weight)
  return weights === 0 ? USUAL_CV : sumOf(known, ({ weight, cv }) => weight * cv) / weights || 0.01
}
