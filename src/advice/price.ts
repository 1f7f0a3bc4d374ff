import { addDays, type Day } from '../lib/days.ts'
import { normalCdf } from '../stats/normal.ts'
import type { Elasticity } from './elasticity.ts'
import type { Suggestion } from './suggestion.ts'

export const PRICE_MODEL = 'price-poisson-eb-2'

export interface PriceFacts {
  readonly productId: string
  readonly asOf: Day
  readonly priceCents: number
  /** per unit; null when the platform does not tell */
  readonly costCents: number | null
  readonly lowestSeenCents: number
  readonly highestSeenCents: number
  /** units on ordinary days in stock, of the last weeks */
  readonly units: number
  readonly days: number
  readonly elasticity: Elasticity
}

export interface PriceLimits {
  readonly mostChange: number
  /** (price - cost) / price */
  readonly leastMargin: number
  /** how far beyond the prices seen the association is trusted */
  readonly beyondSeen: number
  readonly surely: number
  readonly horizonDays: number
  readonly leastGainCents: number
}

export const PRICE_LIMITS: PriceLimits = {
  mostChange: 0.15,
  leastMargin: 0.1,
  beyondSeen: 1.2,
  surely: 0.9,
  horizonDays: 30,
  leastGainCents: 500,
}

export interface PriceAction {
  readonly fromCents: number
  readonly toCents: number
  readonly elasticity: number
  readonly elasticityLow: number
  readonly elasticityHigh: number
}

export type PriceAdvice =
  | { readonly kind: 'change'; readonly suggestion: Suggestion<PriceAction> }
  | {
      readonly kind: 'keep'
      readonly because: 'no-cost' | 'no-sales' | 'no-better' | 'not-sure' | 'too-small'
    }

/** 80 % of a normal distribution lies within so many standard deviations */
const Z80 = 1.2815515655446004
/** five-point Gauss-Hermite nodes and weights for a standard normal */
const NODES: readonly (readonly [number, number])[] = [
  [-2.8569700138728056, 0.011257411327720688],
  [-1.355626179974266, 0.2220759220056126],
  [0, 0.5333333333333333],
  [1.355626179974266, 0.2220759220056126],
  [2.8569700138728056, 0.011257411327720688],
]

/**
 * The price point with the largest expected profit under a constant elasticity, within the limits; silent unless
 * profit rises with more than `surely` probability. Units at the new price are units x (new / old)^elasticity.
 */
export function advisePrice(facts: PriceFacts, wanted: Partial<PriceLimits> = {}): PriceAdvice {
  const limits = { ...PRICE_LIMITS, ...wanted }
  const { priceCents, costCents, elasticity } = facts
  if (costCents === null) return { kind: 'keep', because: 'no-cost' }
  if (facts.units === 0 || facts.days === 0) return { kind: 'keep', because: 'no-sales' }
  const units = (facts.units / facts.days) * limits.horizonDays
  let best = { cents: priceCents, gain: 0 }
  for (const cents of pricePoints(facts, costCents, limits)) {
    const gain = units * expectedProfitChange(priceCents, cents, costCents, elasticity)
    if (gain > best.gain) best = { cents, gain }
  }
  if (best.cents === priceCents) return { kind: 'keep', because: 'no-better' }
  const sure = chanceOfGain(priceCents, best.cents, costCents, elasticity)
  if (sure <= limits.surely) return { kind: 'keep', because: 'not-sure' }
  if (best.gain < limits.leastGainCents) return { kind: 'keep', because: 'too-small' }
  return { kind: 'change', suggestion: say(facts, { ...best, costCents, units, sure }, limits) }
}

/** Prices a shop would print within reach: whole units less one, ten or fifty-one hundredths. */
export function pricePoints(
  facts: Pick<PriceFacts, 'priceCents' | 'lowestSeenCents' | 'highestSeenCents'>,
  costCents: number,
  limits: PriceLimits,
): number[] {
  const low = Math.max(
    facts.priceCents * (1 - limits.mostChange),
    facts.lowestSeenCents / limits.beyondSeen,
    costCents / (1 - limits.leastMargin),
  )
  const high = Math.min(
    facts.priceCents * (1 + limits.mostChange),
    facts.highestSeenCents * limits.beyondSeen,
  )
  // an expensive product moves in steps of about a hundredth
  const step = Math.max(1, Math.round(facts.priceCents / 10_000)) * 100
  const points: number[] = []
  for (let whole = Math.floor(low / step) * step; whole <= high + step; whole += step)
    for (const ending of step === 100 ? [49, 90, 99] : [step - 1])
      if (whole + ending >= low && whole + ending <= high) points.push(whole + ending)
  return points
}

/** Profit per unit sold so far, after less before, at one elasticity. */
function profitChange(from: number, to: number, cost: number, elasticity: number): number {
  return (to / from) ** elasticity * (to - cost) - (from - cost)
}

function expectedProfitChange(from: number, to: number, cost: number, { value, se }: Elasticity): number {
  return NODES.reduce(
    (sum, [node, weight]) => sum + weight * profitChange(from, to, cost, value + node * se),
    0,
  )
}

/** Profit rises exactly when the elasticity lies on one side of where the two margins balance. */
export function chanceOfGain(from: number, to: number, cost: number, { value, se }: Elasticity): number {
  if (to <= cost || from === to) return 0
  if (from <= cost) return to > from ? 1 : 0
  const balance = Math.log((from - cost) / (to - cost)) / Math.log(to / from)
  const z = (value - balance) / Math.max(se, 1e-9)
  return normalCdf(to > from ? z : -z)
}

function say(
  facts: PriceFacts,
  best: { cents: number; gain: number; costCents: number; units: number; sure: number },
  limits: PriceLimits,
): Suggestion<PriceAction> {
  const { value, se, own, weeks } = facts.elasticity
  const { priceCents: from } = facts
  // volume is a count: its own doubt widens what the elasticity's leaves open
  const doubt = Z80 / Math.sqrt(facts.units)
  const ends = [-Z80, Z80].flatMap((z) => {
    const change = best.units * profitChange(from, best.cents, best.costCents, value + z * se)
    return [change * Math.max(0, 1 - doubt), change * (1 + doubt)]
  })
  const givenAway = Math.max(0, from - best.cents) * best.units
  const low = Math.round(Math.min(...ends))
  return {
    kind: 'price',
    subject: facts.productId,
    action: {
      fromCents: from,
      toCents: best.cents,
      elasticity: value,
      elasticityLow: value - Z80 * se,
      elasticityHigh: value + Z80 * se,
    },
    gain: {
      cents: Math.round(best.gain),
      low,
      high: Math.round(Math.max(...ends)),
      days: limits.horizonDays,
    },
    cost: { cents: Math.round(givenAway), low: 0, high: Math.round(Math.max(givenAway, -low)) },
    risk: {
      ofLoss: 1 - best.sure,
      words:
        best.cents < from
          ? 'If demand does not answer the lower price, the difference is given away.'
          : 'If buyers answer more strongly than they did before, fewer units cost more than the margin brings.',
    },
    why: [
      own
        ? `its own ${weeks} weeks of prices and units, drawn towards its category`
        : 'its category: its own price hardly moved',
      'an association, not a tested effect: no price test was run',
    ],
    validUntil: addDays(facts.asOf, 7),
    modelVersion: PRICE_MODEL,
  }
}
