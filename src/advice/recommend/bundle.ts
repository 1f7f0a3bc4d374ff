import { addDays, type Day } from '../../lib/days.ts'
import { normalQuantile } from '../../stats/distributions/normal.ts'
import { differenceOfProportions } from '../../stats/tests/difference.ts'
import type { Suggestion } from '../suggestions/suggestion.ts'

const BUNDLE_MODEL = 'bundle-excess-1'

/** A product of a pair, and in how many orders it was. */
interface Half {
  readonly productId: string
  readonly title: string
  readonly orders: number
  readonly priceCents: number | null
  readonly costCents: number | null
  /** null when no stock is counted */
  readonly available: number | null
}

/** Two products of a merchant that are bought together more often than by chance. */
export interface BundleFacts {
  readonly asOf: Day
  /** the orders were counted over so many days */
  readonly days: number
  readonly orders: number
  readonly halves: readonly [Half, Half]
  readonly together: number
  readonly lift: number
  /** Benjamini-Hochberg: the share of false pairs among those at least as sure */
  readonly q: number
}

interface BundleAction {
  /** whose buyers are offered the other one */
  readonly baseId: string
  readonly baseTitle: string
  readonly offeredId: string
  readonly offeredTitle: string
  readonly together: number
  readonly baseOrders: number
  readonly lift: number
  /** orders of the base alone, over the days of the gain */
  readonly asked: number
  readonly extraOrders: number
  /** what one more of the offered leaves */
  readonly marginCents: number
  /** what both cost now; an edit makes it the price of the pair */
  readonly pairCents: number
}

export type BundleAdvice =
  | { readonly kind: 'offer'; readonly suggestion: Suggestion<BundleAction> }
  | { readonly kind: 'unknown'; readonly missing: 'cost' | 'price' }
  | { readonly kind: 'nothing'; readonly because: 'no-stock' | 'no-margin' | 'not-sure' }

const DAYS = 30
/** middles of equal slices of probability */
const SLICES = Array.from({ length: 15 }, (_, i) => (i + 0.5) / 15)

/**
 * Cross-selling of a pair: whoever takes one alone is offered the other. Beyond chance its buyers take the other by
 * P(other | one) - P(other | not one) (Newcombe's interval); an offer brings from nothing to as much again among those
 * who did not, and any share of that is held equally likely, as no offer was tested. Times the margin, at most the
 * stock. Of the two directions the one that brings more. 40 of 200 who took tea took a cup, 100 of the 1,800 others
 * did: 14.4 points more; of 160 a month without, half of that brings 11.6 cups.
 */
export function adviseBundle(facts: BundleFacts): BundleAdvice {
  const [a, b] = facts.halves
  const ways = [offer(facts, a, b), offer(facts, b, a)]
  const offers = ways.flatMap((way) => (way.kind === 'offer' ? [way] : []))
  const best = offers.sort((x, y) => y.suggestion.gain.cents - x.suggestion.gain.cents)[0]
  return (
    best ?? ways.find(({ kind }) => kind === 'unknown') ?? ways[0] ?? { kind: 'nothing', because: 'not-sure' }
  )
}

function offer(facts: BundleFacts, base: Half, offered: Half): BundleAdvice {
  const { asOf, days, orders, together, lift, q } = facts
  if (offered.priceCents === null || base.priceCents === null) return { kind: 'unknown', missing: 'price' }
  if (offered.costCents === null) return { kind: 'unknown', missing: 'cost' }
  const margin = offered.priceCents - offered.costCents
  if (margin <= 0) return { kind: 'nothing', because: 'no-margin' }
  const stock = Math.min(
    offered.available ?? Number.POSITIVE_INFINITY,
    base.available ?? Number.POSITIVE_INFINITY,
  )
  if (stock <= 0) return { kind: 'nothing', because: 'no-stock' }
  const asked = ((base.orders - together) * DAYS) / days
  const { estimate, high } = differenceOfProportions(
    { hits: together, of: base.orders },
    { hits: offered.orders - together, of: orders - base.orders },
    0.8,
  )
  const se = (high - estimate) / normalQuantile(0.9)
  if (!(estimate > 0) || !Number.isFinite(se) || asked <= 0) return { kind: 'nothing', because: 'not-sure' }
  const brought = SLICES.flatMap((slice) => {
    const excess = Math.max(0, estimate + normalQuantile(slice) * se)
    return SLICES.map((share) => Math.min(stock, asked * excess * share))
  }).sort((x, y) => x - y)
  const at = (p: number) => brought[Math.round(p * (brought.length - 1))] ?? 0
  return {
    kind: 'offer',
    suggestion: {
      kind: 'bundle',
      rule: 'bundle',
      subject: [base.productId, offered.productId].sort().join('+'),
      action: {
        baseId: base.productId,
        baseTitle: base.title,
        offeredId: offered.productId,
        offeredTitle: offered.title,
        together,
        baseOrders: base.orders,
        lift,
        asked,
        extraOrders: at(0.5),
        marginCents: margin,
        pairCents: base.priceCents + offered.priceCents,
      },
      gain: {
        cents: Math.round(at(0.5) * margin),
        low: Math.round(at(0.1) * margin),
        high: Math.round(at(0.9) * margin),
        days: DAYS,
      },
      cost: { cents: 0, low: 0, high: 0 },
      risk: {
        ofLoss: q,
        words: 'Whoever takes it now may not come back for it later: that is not reckoned in.',
      },
      why: [
        `${together} of ${base.orders} orders of ${base.productId} hold ${offered.productId} too, ${lift.toFixed(1)} times as many as by chance, in ${days} days`,
        `${Math.round(asked)} orders in ${DAYS} days take it alone; an offer brings from none to ${(100 * estimate).toFixed(1)} % of them, any share of that equally likely`,
        'an association, not a tested offer: what it brings is measured from the approval on',
      ],
      validUntil: addDays(asOf, 14),
      modelVersion: BUNDLE_MODEL,
    },
  }
}
