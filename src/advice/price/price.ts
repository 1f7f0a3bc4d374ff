import { addDays, type Day } from '../../lib/days.ts'
import { Z80 } from '../../stats/distributions/z.ts'
import type { Suggestion } from '../suggestions/suggestion.ts'
import { caughtBy, drawnBy, sayShares } from './diversion.ts'
import { MIN_WEEKS } from './elasticity.ts'
import type { PriceFacts } from './price-facts.ts'
import { PRICE_LIMITS, type PriceLimits } from './price-limits.ts'
import { meanGain, type Outcome, outcomeOf, type Stand, thirds } from './price-outcome.ts'
import { pricePoints } from './price-points.ts'

export const PRICE_MODEL = 'price-poisson-eb-5'

export interface PriceAction {
  readonly fromCents: number
  readonly toCents: number
  readonly elasticity: number
  readonly elasticityLow: number
  readonly elasticityHigh: number
  readonly chanceOfGain: number
  /** it pays only while stock is short: about until this day; null where it hangs on no shortage */
  readonly onlyUntil: Day | null
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
  const { costCents } = facts
  const stand = standOf(facts, limits.horizonDays)
  if (costCents === null || !stand) return keep(costCents === null ? 'no-cost' : 'no-sales')
  if (stand.stock === 0) return keep('no-stock')
  if (facts.daysSinceChange !== null && facts.daysSinceChange < limits.restDays) return keep('changed-lately')
  const ways = waysOf(stand)
  const cents = bestOf(pricePoints(facts, costCents, limits), (point) =>
    Math.min(...ways.map((way) => meanGain(way, point))),
  )
  if (cents === null) return keep('no-better')
  const outcome = leastOf(ways, cents)
  if (outcome.chanceOfGain <= limits.minConfidence) return keep('not-sure')
  if (outcome.gain.middle < limits.leastGainCents) return keep('too-small')
  return { kind: 'change', suggestion: suggest(facts, { cents, outcome, stand, limits }) }
}

function keep(because: Extract<PriceAdvice, { kind: 'keep' }>['because']): PriceAdvice {
  return { kind: 'keep', because }
}

/** so many points are tried first, and then those about the best of them */
const TRIED = 24

/** The point that gains most, of many in two passes: a gain rises and falls only a few times along a price. */
function bestOf(points: readonly number[], gainAt: (cents: number) => number): number | null {
  const step = Math.max(1, Math.ceil(points.length / TRIED))
  let best = { at: -1, gain: 0 }
  const consider = (at: number) => {
    const point = points[at]
    const gain = point === undefined ? 0 : gainAt(point)
    if (gain > best.gain) best = { at, gain }
  }
  for (let at = 0; at < points.length; at += step) consider(at)
  consider(points.length - 1)
  const { at: middle } = best
  if (middle >= 0) for (let at = middle - step + 1; at < middle + step; at++) consider(at)
  return points[best.at] ?? null
}

/**
 * What is short and can be ordered again is judged as it stands and with enough of it: a price that only pays while
 * stock is short is no answer to a shortage, the order is.
 */
function waysOf(stand: Stand): Stand[] {
  return stand.stock === null || !stand.isOrderable ? [stand] : [stand, { ...stand, stock: null }]
}

/** Of the ways the one that promises least. */
function leastOf(ways: readonly Stand[], cents: number): Outcome {
  const [first, ...others] = ways.map((way) => outcomeOf(way, cents))
  if (!first) throw new RangeError('a price is judged in no way at all')
  return others.reduce((least, one) => {
    const chanceOfGain = Math.min(least.chanceOfGain, one.chanceOfGain)
    return { ...(one.meanGain < least.meanGain ? one : least), chanceOfGain }
  }, first)
}

/** Null without a cost or a sale. A count below zero is none. */
function standOf(facts: PriceFacts, horizonDays: number): Stand | null {
  const { priceCents, costCents, elasticity, units, days, stock, leadDays } = facts
  if (costCents === null || units <= 0 || days <= 0) return null
  return {
    priceCents,
    costCents,
    units: (units / days) * horizonDays,
    horizonDays,
    doubt: facts.levelDoubt ?? 1 / Math.sqrt(units),
    stock: stock === null ? null : Math.max(0, stock),
    isOrderable: leadDays != null,
    untilMore: leadDays == null ? 1 : Math.min(1, leadDays / horizonDays),
    elasticity,
    drawn: thirds(drawnBy(facts.diversion ?? null)),
    caught: thirds(caughtBy(facts.diversion ?? null)),
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
      onlyUntil: scarceUntil(facts, best),
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
      ...shortage(facts, best),
      ...(best.cents < from && facts.neighbours
        ? [
            `${sayShares(best.stand.drawn)} of the extra units are taken off ${facts.neighbours.count} alike products of its category, at their margin${facts.diversion ? ', as learned from what it sold while others of it were cheaper' : ''}`,
          ]
        : []),
      'an association, not a tested effect: no price test was run',
    ],
    validUntil: addDays(facts.asOf, 7),
    modelVersion: PRICE_MODEL,
  }
}

/** What of it hangs on stock that is short, and until when. */
function shortage(
  { asOf, leadDays }: PriceFacts,
  { cents, stand }: { readonly cents: number; readonly stand: Stand },
): string[] {
  const { stock, units, isOrderable } = stand
  if (stock === null || stock >= units) return []
  if (isOrderable)
    return [
      `its stock does not last, and this price pays all the same once an order has arrived (lead time ${Math.round(leadDays ?? 0)} days): it is no reason to order less than is short`,
    ]
  const until = scarceUntil({ asOf }, { cents, stand })
  if (until === null) return []
  return [
    `only while it is short: no lead time is known, and its ${stock} pieces are gone about ${until}; once more is there, the price before holds again`,
  ]
}

/** The day on which what is short and cannot be ordered again is gone, as far as is known; null where a price does not hang on it. */
function scarceUntil(
  { asOf }: Pick<PriceFacts, 'asOf'>,
  { cents, stand }: { readonly cents: number; readonly stand: Stand },
): Day | null {
  const { stock, units, isOrderable, priceCents, horizonDays, elasticity } = stand
  if (stock === null || stock >= units || isOrderable || cents < priceCents) return null
  const wanted = units * (cents / priceCents) ** elasticity.value
  return addDays(asOf, Math.round(horizonDays * Math.min(1, stock / wanted)))
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
