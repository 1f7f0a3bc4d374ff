import { addDays } from '../../lib/days.ts'
import type { Suggestion } from '../suggestions/suggestion.ts'
import type { DailyDemand, LeadTime } from './demand.ts'
import { chanceOfShortage, criticalRatio, demandOver } from './inventory.ts'
import type { ServiceToAsk } from './kept-service.ts'
import { type OrderCosts, orderLevels } from './order-levels.ts'
import type { RestockAction, RestockPolicy, StockFacts } from './restock-facts.ts'
import { sayRestock } from './restock-say.ts'

export const RESTOCK_POLICY: RestockPolicy = {
  reviewDays: 7,
  service: { A: 0.98, B: 0.95, C: 0.9 },
  holding: 0.25,
  orderCostCents: 500,
  mostCoverDays: 60,
  minConfidence: 0,
}

export type RestockAdvice =
  | { readonly kind: 'order'; readonly suggestion: Suggestion<RestockAction> }
  | { readonly kind: 'enough'; readonly state: RestockAction }
  /** an order is due, but it is less sure to be sold than is asked for */
  | { readonly kind: 'not-sure'; readonly sure: number; readonly state: RestockAction }
  /** an order is due, but what waiting costs and what the order does cannot be told without it */
  | { readonly kind: 'unpriced'; readonly missing: 'cost' | 'price'; readonly state: RestockAction }
  | { readonly kind: 'unknown'; readonly missing: 'stock' | 'lead-time' | 'demand' }
  | { readonly kind: 'too-short'; readonly need: number; readonly have: number }

/** days in stock before anything is said of its demand */
const MIN_DAYS = 14

/**
 * Reorder when the position (on hand - reserved + inbound) is at or below the point that lasts the lead time with the
 * wanted service, up to where orders and stock together cost least, see `orderLevels`; what promotions ahead will sell
 * comes on top of both. The service is asked for as the shop's own past says it must be to be kept, see `keptService`. At least the supplier's minimum, in whole packs, rounded UP. Stock below zero was sold and is not there: it is ordered on top.
 */
export function adviseRestock(
  facts: StockFacts,
  wanted: Partial<RestockPolicy> = {},
  ask: ServiceToAsk = (_, service) => service,
): RestockAdvice {
  const policy = { ...RESTOCK_POLICY, ...wanted }
  const { demand, leadTime, onHand } = facts
  if (onHand === null) return { kind: 'unknown', missing: 'stock' }
  if (!demand) return { kind: 'unknown', missing: 'demand' }
  if (demand.days < MIN_DAYS) return { kind: 'too-short', need: MIN_DAYS, have: demand.days }
  if (!leadTime) return { kind: 'unknown', missing: 'lead-time' }
  const state = stateOf(facts, { demand, leadTime, onHand }, { policy, ask })
  if (state.order === 0) return { kind: 'enough', state }
  const { priceCents, costCents } = facts
  if (costCents === null) return { kind: 'unpriced', missing: 'cost', state }
  if (priceCents === null) return { kind: 'unpriced', missing: 'price', state }
  const known = { ...facts, priceCents, costCents, demand, leadTime }
  const suggestion = sayRestock(known, state, policy)
  const sure = 1 - suggestion.risk.ofLoss
  return sure < policy.minConfidence ? { kind: 'not-sure', sure, state } : { kind: 'order', suggestion }
}

function stateOf(
  facts: StockFacts,
  { demand, leadTime, onHand }: { demand: DailyDemand; leadTime: LeadTime; onHand: number },
  { policy, ask }: { readonly policy: RestockPolicy; readonly ask: ServiceToAsk },
): RestockAction {
  const position = onHand - (facts.reserved ?? 0) + (facts.inbound ?? 0)
  const horizon = { mean: leadTime.mean + policy.reviewDays, variance: leadTime.variance }
  const promoUnits = promoUnitsWithin(facts, demand.mean, horizon.mean)
  const ahead = demandOver(horizon, demand)
  const service = serviceLevel(facts, horizon.mean, policy)
  const asked = ask(demand.kind, service)
  const cycle = {
    service,
    reviewDays: policy.reviewDays,
    lead: leadTime,
    perDay: demand,
    costs: orderCosts(facts, policy),
    mostCoverDays: policy.mostCoverDays,
  }
  const levels = orderLevels(cycle, asked)
  const reorderPoint = levels.point + promoUnits
  const orderUpTo = levels.upTo + promoUnits
  const free = Math.max(0, onHand - (facts.reserved ?? 0))
  const coverDays = demand.mean > 0 ? free / demand.mean : null
  const order = position <= reorderPoint && demand.mean > 0 ? inPacks(facts, orderUpTo - position) : 0
  return {
    order,
    packs: order / facts.packSize,
    position,
    onHand,
    free,
    inbound: facts.inbound ?? 0,
    reorderPoint,
    orderUpTo,
    packSize: facts.packSize,
    moq: facts.moq,
    unitCostCents: facts.costCents,
    promoUnits,
    service,
    asked,
    perDay: demand.mean,
    perDaySe: demand.se,
    coverDays,
    stockOutOn:
      coverDays === null ? null : addDays(facts.asOf, Math.floor(Math.min(coverDays, FOREVER_DAYS))),
    chanceOfStockOut: chanceOfShortage(position - promoUnits, ahead),
    leadDays: leadTime.mean,
    leadFrom: leadTime.from,
    demandClass: demand.kind,
  }
}

const FOREVER_DAYS = 3650

function promoUnitsWithin({ promo, asOf }: StockFacts, perDay: number, days: number): number {
  if (!promo || promo.lift <= 1) return 0
  const until = addDays(asOf, Math.ceil(days))
  const count = promo.days.filter((day) => day > asOf && day <= until).length
  return Math.round(count * perDay * (promo.lift - 1))
}

/** Without a known cost nothing can be weighed. */
export function orderCosts({ costCents }: StockFacts, policy: RestockPolicy): OrderCosts | null {
  return costCents ? { order: policy.orderCostCents, holding: (costCents * policy.holding) / 365 } : null
}

/** At least the supplier's minimum, in whole packs, rounded UP. */
function inPacks({ moq, packSize }: Pick<StockFacts, 'moq' | 'packSize'>, wanted: number): number {
  return Math.ceil(Math.max(wanted, moq, 1) / packSize - 1e-9) * packSize
}

/** A lost sale against stock that waits, capped by what the product's class is worth. */
function serviceLevel(facts: StockFacts, days: number, policy: RestockPolicy): number {
  const cap = policy.service[facts.abc]
  if (facts.priceCents === null || facts.costCents === null) return cap
  const tooMany = (facts.costCents * policy.holding * days) / 365
  return Math.min(cap, Math.max(0.5, criticalRatio(facts.priceCents - facts.costCents, tooMany)))
}
