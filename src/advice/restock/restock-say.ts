import { addDays } from '../../lib/days.ts'
import { Z80 } from '../../stats/distributions/z.ts'
import type { Suggestion } from '../suggestions/suggestion.ts'
import type { DailyDemand, LeadTime } from './demand.ts'
import { chanceOfShortage, demandOver, expectedShort } from './inventory.ts'
import { newsvendor } from './newsvendor.ts'
import type { RestockAction, RestockPolicy, StockFacts } from './restock-facts.ts'

const RESTOCK_MODEL = 'restock-cycle-5'

/** Facts of which nothing is missing that money is reckoned from. */
export interface KnownFacts extends StockFacts {
  readonly priceCents: number
  readonly costCents: number
  readonly demand: DailyDemand
  readonly leadTime: LeadTime
}

/** Margin lost over the lead time and one more review when nothing is ordered now, less what is lost anyway. */
function costOfWaiting(
  { priceCents, costCents, demand, leadTime }: KnownFacts,
  state: RestockAction,
  perDay: number,
  policy: RestockPolicy,
): number {
  const margin = Math.max(0, priceCents - costCents)
  const day = { mean: perDay, variance: Math.max(perDay, demand.variance) }
  const short = (days: number) =>
    expectedShort(state.position, demandOver({ mean: days, variance: leadTime.variance }, day))
  return Math.round(margin * (short(state.leadDays + policy.reviewDays) - short(state.leadDays)))
}

/** An order as a suggestion: what waiting for the next review costs, what it costs, and what speaks against it. */
export function sayRestock(
  facts: KnownFacts,
  state: RestockAction,
  policy: RestockPolicy,
): Suggestion<RestockAction> {
  const waiting = (z: number) =>
    costOfWaiting(facts, state, Math.max(0, state.perDay + z * state.perDaySe), policy)
  const { demand } = facts
  const cost = state.order * facts.costCents
  const season = 90
  const unsold =
    1 - chanceOfShortage(state.position + state.order - 1, demandOver({ mean: season, variance: 0 }, demand))
  return {
    kind: 'restock',
    rule: restockRule(state),
    subject: facts.productId,
    action: state,
    gain: { cents: waiting(0), low: waiting(-Z80), high: waiting(Z80), days: policy.reviewDays },
    cost: { cents: cost, low: cost, high: cost },
    risk: {
      ofLoss: unsold,
      words: `${Math.round(unsold * 100)} % chance that some of it is still there after ${season} days.`,
    },
    why: [
      `${demand.kind ?? 'no'} demand, ${state.perDay.toFixed(2)} a day on ordinary days in stock (${demand.days} days${demand.shortDays ? `, ${demand.shortDays} ran short and count for more` : ''})`,
      `lead time ${state.leadDays.toFixed(1)} days by ${state.leadFrom}, reviewed every ${policy.reviewDays}`,
      `position ${state.position} is at or below the reorder point ${state.reorderPoint} (service ${serviceWords(state)}), ordered up to ${state.orderUpTo}`,
      ...untold(facts),
      ...(state.promoUnits > 0 ? [`promotions ahead will sell ${state.promoUnits} more`] : []),
      ...weighed(facts, state, policy),
    ],
    validUntil: addDays(facts.asOf, policy.reviewDays),
    modelVersion: RESTOCK_MODEL,
  }
}

/** `95 %`, and what is asked for to keep it where that is another. */
function serviceWords({ service, asked }: RestockAction): string {
  const wanted = `${Math.round(100 * service)} %`
  const percent = asked > 0.999 ? 'more than 99.9' : (100 * asked).toFixed(1)
  return Math.abs(asked - service) < 0.005
    ? wanted
    : `${wanted}, which took asking for ${percent} % in this shop's past`
}

/** `restock lumpy`: orders are counted by the class of their demand. */
export function restockRule({ demandClass }: { readonly demandClass: string | null }): string {
  return demandClass === null ? 'restock' : `restock ${demandClass}`
}

/** What the position takes for none because no feed tells it. */
function untold({ reserved, inbound }: StockFacts): string[] {
  const missing = [...(reserved === null ? ['reserved'] : []), ...(inbound === null ? ['inbound'] : [])]
  return missing.length === 0 ? [] : [`no feed tells ${missing.join(' or ')} pieces: none are counted`]
}

/** What a unit too few costs against one too many, and the level at which both together cost least. */
function weighed(facts: KnownFacts, { leadDays }: RestockAction, policy: RestockPolicy): string[] {
  const { priceCents, costCents, demand, leadTime } = facts
  if (costCents <= 0 || priceCents <= costCents) return []
  const days = leadDays + policy.reviewDays
  const costs = { tooFew: priceCents - costCents, tooMany: (costCents * policy.holding * days) / 365 }
  const { level } = newsvendor(costs, demandOver({ mean: days, variance: leadTime.variance }, demand))
  const odds = Math.round(costs.tooFew / costs.tooMany)
  return [
    `a unit too few costs ${odds} times one too many; by cost alone ${Math.round(level)} should be there`,
  ]
}
