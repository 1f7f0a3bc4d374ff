import { addDays, type Day } from '../lib/days.ts'
import type { DailyDemand, LeadTime } from './demand.ts'
import { chanceOfShortage, criticalRatio, demandOver, eoq, expectedShort } from './inventory.ts'
import { reorderPoint as reorderPointOf } from './reorder-point.ts'
import type { Suggestion } from './suggestion.ts'

export const RESTOCK_MODEL = 'restock-cycle-2'

export interface StockFacts {
  readonly productId: string
  readonly asOf: Day
  readonly demand: DailyDemand | null
  readonly leadTime: LeadTime | null
  /** null when the platform tells no stock */
  readonly onHand: number | null
  readonly reserved: number
  readonly inbound: number
  readonly moq: number
  readonly packSize: number
  readonly priceCents: number | null
  readonly costCents: number | null
  /** by its share of sales: A the first 80 %, B to 95 %, C the rest */
  readonly abc: 'A' | 'B' | 'C'
}

export interface RestockPolicy {
  readonly reviewDays: number
  /** the highest service level a class is worth */
  readonly service: Readonly<Record<'A' | 'B' | 'C', number>>
  /** a year, as a share of the unit's cost */
  readonly holding: number
  readonly orderCostCents: number
  /** no order for longer than this, but for its minimum */
  readonly mostCoverDays: number
}

export const RESTOCK_POLICY: RestockPolicy = {
  reviewDays: 7,
  service: { A: 0.98, B: 0.95, C: 0.9 },
  holding: 0.25,
  orderCostCents: 500,
  mostCoverDays: 60,
}

export interface RestockAction {
  readonly order: number
  readonly packs: number
  readonly position: number
  readonly onHand: number
  readonly reorderPoint: number
  readonly service: number
  readonly perDay: number
  readonly perDaySe: number
  readonly coverDays: number | null
  readonly stockOutOn: Day | null
  /** before an order of next review would arrive */
  readonly chanceOfStockOut: number
  readonly leadDays: number
  readonly leadFrom: LeadTime['from']
}

export type RestockAdvice =
  | { readonly kind: 'order'; readonly suggestion: Suggestion<RestockAction> }
  | { readonly kind: 'enough'; readonly state: RestockAction }
  | { readonly kind: 'unknown'; readonly missing: 'stock' | 'lead-time' | 'demand' }

const Z80 = 1.2815515655446004

/**
 * Reorder when the position (on hand - reserved + inbound) is at or below what demand over lead time and review
 * reaches with the wanted service. Order up to it, at least the economic quantity and the supplier's minimum, in
 * whole packs, rounded UP.
 */
export function adviseRestock(facts: StockFacts, policy: RestockPolicy = RESTOCK_POLICY): RestockAdvice {
  const { demand, leadTime, onHand } = facts
  if (onHand === null) return { kind: 'unknown', missing: 'stock' }
  if (!demand) return { kind: 'unknown', missing: 'demand' }
  if (!leadTime) return { kind: 'unknown', missing: 'lead-time' }
  const position = onHand - facts.reserved + facts.inbound
  const horizon = { mean: leadTime.mean + policy.reviewDays, variance: leadTime.variance }
  const ahead = demandOver(horizon, demand)
  const service = serviceLevel(facts, horizon.mean, policy)
  const { point: reorderPoint } = reorderPointOf({
    service,
    reviewDays: policy.reviewDays,
    lead: leadTime,
    perDay: demand,
  })
  const free = Math.max(0, onHand - facts.reserved)
  const coverDays = demand.mean > 0 ? free / demand.mean : null
  const order =
    position <= reorderPoint && demand.mean > 0 ? quantity(facts, reorderPoint - position, policy) : 0
  const state: RestockAction = {
    order,
    packs: order / facts.packSize,
    position,
    onHand,
    reorderPoint,
    service,
    perDay: demand.mean,
    perDaySe: demand.se,
    coverDays,
    stockOutOn: coverDays === null ? null : addDays(facts.asOf, Math.floor(coverDays)),
    chanceOfStockOut: chanceOfShortage(position, ahead),
    leadDays: leadTime.mean,
    leadFrom: leadTime.from,
  }
  return order === 0 ? { kind: 'enough', state } : { kind: 'order', suggestion: say(facts, state, policy) }
}

/** A lost sale against stock that waits, capped by what the product's class is worth. */
function serviceLevel(facts: StockFacts, days: number, policy: RestockPolicy): number {
  const cap = policy.service[facts.abc]
  if (facts.priceCents === null || facts.costCents === null) return cap
  const tooMany = (facts.costCents * policy.holding * days) / 365
  return Math.min(cap, Math.max(0.5, criticalRatio(facts.priceCents - facts.costCents, tooMany)))
}

export function quantity(facts: StockFacts, missing: number, policy: RestockPolicy): number {
  const perDay = facts.demand?.mean ?? 0
  const lot = eoq({
    orderCost: policy.orderCostCents,
    holding: (facts.costCents ?? 0) * policy.holding,
    demand: perDay * 365,
  })
  const wanted = Math.max(missing, Math.min(lot, perDay * policy.mostCoverDays), facts.moq, 1)
  return Math.ceil(wanted / facts.packSize - 1e-9) * facts.packSize
}

/** Margin lost over the lead time and one more review when nothing is ordered now, less what is lost anyway. */
function costOfWaiting(
  facts: StockFacts,
  state: RestockAction,
  perDay: number,
  policy: RestockPolicy,
): number {
  const margin = Math.max(0, (facts.priceCents ?? 0) - (facts.costCents ?? 0))
  const day = { mean: perDay, variance: Math.max(perDay, facts.demand?.variance ?? perDay) }
  const short = (days: number) => {
    const ahead = demandOver({ mean: days, variance: facts.leadTime?.variance ?? 0 }, day)
    return expectedShort(state.position, ahead)
  }
  return Math.round(margin * (short(state.leadDays + policy.reviewDays) - short(state.leadDays)))
}

function say(facts: StockFacts, state: RestockAction, policy: RestockPolicy): Suggestion<RestockAction> {
  const waiting = (z: number) =>
    costOfWaiting(facts, state, Math.max(0, state.perDay + z * state.perDaySe), policy)
  const cost = state.order * (facts.costCents ?? 0)
  const season = 90
  const unsold =
    1 -
    chanceOfShortage(
      state.position + state.order - 1,
      demandOver({ mean: season, variance: 0 }, facts.demand ?? { mean: 0, variance: 0 }),
    )
  return {
    kind: 'restock',
    subject: facts.productId,
    action: state,
    gain: { cents: waiting(0), low: waiting(-Z80), high: waiting(Z80), days: policy.reviewDays },
    cost: { cents: cost, low: cost, high: cost },
    risk: {
      ofLoss: unsold,
      words: `${Math.round(unsold * 100)} % chance that some of it is still there after ${season} days.`,
    },
    why: [
      `sells ${state.perDay.toFixed(2)} a day on ordinary days in stock (${facts.demand?.days ?? 0} days)`,
      `lead time ${state.leadDays.toFixed(1)} days by ${state.leadFrom}, reviewed every ${policy.reviewDays}`,
      `position ${state.position} is at or below the reorder point ${state.reorderPoint} (service ${Math.round(100 * state.service)} %)`,
    ],
    validUntil: addDays(facts.asOf, policy.reviewDays),
    modelVersion: RESTOCK_MODEL,
  }
}
