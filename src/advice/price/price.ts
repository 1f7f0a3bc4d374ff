import { addDays } from '../../lib/days.ts'
import { Z80 } from '../../stats/distributions/z.ts'
import type { Suggestion } from '../suggestions/suggestion.ts'
import { MIN_WEEKS } from './elasticity.ts'
import type { PriceFacts } from './price-facts.ts'
import { PRICE_LIMITS, type PriceLimits } from './price-limits.ts'
import { meanGain, type Outcome, outcomeOf, type Stand } from './price-outcome.ts'
import { pricePoints } from './price-points.ts'

export const PRICE_MODEL = 'price-poisson-eb-3'

export interface PriceAction {
  readonly fromCents: number
  readonly toCents: number
  readonly elasticity: number
  readonly elasticityLow: number
  readonly elasticityHigh: number
  readonly chanceOfGain: number
}

export type PriceAdvice =
  | { readonly kind: 'change'; readonly suggestion: Suggestion<PriceAction> }
  | {
      readonly kind: 'keep'
      readonly because:
        | 'no-cost'
        | 'no-sales'
        | 'no-stock'
        | 'changed-lately'
        | 'no-better'
        | 'not-sure'
        | 'too-small'
    }

/** A cut and a raise are counted apart: what comes of one tells nothing of the other. */
export function priceRule({ fromCents, toCents }: Pick<PriceAction, 'fromCents' | 'toCents'>): string {
  return toCents < fromCents ? 'price cut' : 'price raise'
}

/**
 * The price point with the largest expected profit under a constant elasticity, within the limits; silent unless
 * profit rises with more than `minConfidence` probability.
 */
export function advisePrice(facts: PriceFacts, wanted: Partial<PriceLimits> = {}): PriceAdvice {
  const limits = { ...PRICE_LIMITS, ...wanted }
  const { priceCents, costCents } = facts
  const stand = standOf(facts, limits.horizonDays)
  if (costCents === null || !stand) return keep(costCents === null ? 'no-cost' : 'no-sales')
  if (stand.stock === 0) return keep('no-stock')
  if (facts.daysSinceChange !== null && facts.daysSinceChange < limits.restDays) return keep('changed-lately')
  let best = { cents: priceCents, gain: 0 }
  for (const cents of pricePoints(facts, costCents, limits)) {
    const gain = meanGain(stand, cents)
    if (gain > best.gain) best = { cents, gain }
  }
  if (best.cents === priceCents) return keep('no-better')
  const outcome = outcomeOf(stand, best.cents)
  if (outcome.chanceOfGain <= limits.minConfidence) return keep('not-sure')
  if (outcome.gain.middle < limits.leastGainCents) return keep('too-small')
  return { kind: 'change', suggestion: suggest(facts, { cents: best.cents, outcome, stand, limits }) }
}

function keep(because: Extract<PriceAdvice, { kind: 'keep' }>['because']): PriceAdvice {
  return { kind: 'keep', because }
}

/** Null without a cost or a sale. A count below zero is none. */
function standOf(facts: PriceFacts, horizonDays: number): Stand | null {
  const { priceCents, costCents, elasticity, units, days, stock } = facts
  if (costCents === null || units <= 0 || days <= 0) return null
  return {
    priceCents,
    costCents,
    units: (units / days) * horizonDays,
    doubt: 1 / Math.sqrt(units),
    stock: stock === null ? null : Math.max(0, stock),
    elasticity,
    neighbours: facts.neighbours
      ? { units: facts.neighbours.units * horizonDays, marginCents: facts.neighbours.marginCents }
      : null,
  }
}

function suggest(
  facts: PriceFacts,
  best: { cents: number; outcome: Outcome; stand: Stand; limits: PriceLimits },
): Suggestion<PriceAction> {
  const { value, se, own, weeks, prices } = facts.elasticity
  const { priceCents: from } = facts
  const { gain, chanceOfGain } = best.outcome
  const givenAway = Math.max(0, from - best.cents) * best.stand.units
  return {
    kind: 'price',
    rule: priceRule({ fromCents: from, toCents: best.cents }),
    subject: facts.productId,
    action: {
      fromCents: from,
      toCents: best.cents,
      elasticity: value,
      elasticityLow: value - Z80 * se,
      elasticityHigh: value + Z80 * se,
      chanceOfGain,
    },
    gain: {
      cents: Math.round(gain.middle),
      low: Math.round(gain.low),
      high: Math.round(gain.high),
      days: best.limits.horizonDays,
    },
    cost: { cents: Math.round(givenAway), low: 0, high: Math.round(Math.max(givenAway, -gain.low)) },
    risk: {
      ofLoss: 1 - chanceOfGain,
      words:
        best.cents < from
          ? `If demand does not answer the lower price, the difference is given away.${tolerance(best.stand, best.cents)}`
          : 'If buyers answer more strongly than they did before, fewer units cost more than the margin brings.',
    },
    why: [
      own
        ? `its own ${weeks} weeks of prices and units, drawn towards its category`
        : `its category: by itself it needs 2 prices over ${MIN_WEEKS} weeks and has ${prices} over ${weeks}`,
      ...(best.stand.stock !== null && best.stand.stock < best.stand.units
        ? ['its stock does not last: dearer units sell out later']
        : []),
      ...(best.cents < from && facts.neighbours
        ? [
            `a third of the extra units are taken off ${facts.neighbours.count} alike products of its category, at their margin`,
          ]
        : []),
      'an association, not a tested effect: no price test was run',
    ],
    validUntil: addDays(facts.asOf, 7),
    modelVersion: PRICE_MODEL,
  }
}

/** Up to which share of the extra units neighbours may lose before the shop as a whole gains nothing. */
function tolerance(stand: Stand, cents: number): string {
  if (!stand.neighbours || stand.neighbours.marginCents <= 0) return ''
  const alone = outcomeOf({ ...stand, neighbours: null }, cents)
  const lost = (alone.units.middle - stand.units) * stand.neighbours.marginCents
  if (!(lost > 0) || alone.gain.middle >= lost) return ''
  return ` If more than ${Math.round((100 * alone.gain.middle) / lost)} % of the extra units come from alike products, the shop gains nothing.`
}

export type WhatIf =
  | {
      readonly kind: 'outcome'
      readonly days: number
      /** at the price now */
      readonly before: Outcome
      readonly after: Outcome
      /** the price reckoned with: the one asked for, or the last one that is near enough to those seen */
      readonly cents: number
      readonly isClipped: boolean
    }
  | { readonly kind: 'unknown'; readonly because: 'no-cost' | 'no-sales' }

/** What any price would bring, within reach of those seen: further out the association is not trusted. */
export function whatIf(facts: PriceFacts, askedCents: number, limits = PRICE_LIMITS): WhatIf {
  const stand = standOf(facts, limits.horizonDays)
  if (!stand) return { kind: 'unknown', because: facts.costCents === null ? 'no-cost' : 'no-sales' }
  const low = Math.ceil(facts.lowestSeenCents / limits.maxExtrapolation)
  const high = Math.floor(facts.highestSeenCents * limits.maxExtrapolation)
  const cents = Math.max(low, Math.min(high, askedCents))
  return {
    kind: 'outcome',
    days: limits.horizonDays,
    before: outcomeOf(stand, facts.priceCents),
    after: outcomeOf(stand, cents),
    cents,
    isClipped: cents !== askedCents,
  }
}
