import type { Day } from '../../lib/days.ts'
import type { DailyDemand, LeadTime } from './demand.ts'

export interface StockFacts {
  readonly productId: string
  readonly asOf: Day
  readonly demand: DailyDemand | null
  readonly leadTime: LeadTime | null
  /** null when the platform tells no stock */
  readonly onHand: number | null
  /** null where no feed tells; then none are taken to be, and the advice says so */
  readonly reserved: number | null
  readonly inbound: number | null
  readonly moq: number
  readonly packSize: number
  readonly priceCents: number | null
  readonly costCents: number | null
  /** promotions that are announced: their days from tomorrow on, and how many times as much an ordinary day sells on one */
  readonly promo?: { readonly days: readonly Day[]; readonly lift: number }
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
  /** an order whose chance to be sold out within a season is below this is not advised */
  readonly minConfidence: number
}

export interface RestockAction {
  readonly order: number
  readonly packs: number
  readonly position: number
  readonly onHand: number
  /** on hand and not sold yet; never below zero */
  readonly free: number
  /** ordered and not there yet; as far as a source tells */
  readonly inbound: number
  readonly reorderPoint: number
  readonly orderUpTo: number
  readonly packSize: number
  readonly moq: number
  readonly unitCostCents: number | null
  /** units more than usual that promotions ahead will sell before a later order would arrive */
  readonly promoUnits: number
  /** the service that is wanted */
  readonly service: number
  /** what had to be asked of the model on the shop's past to keep it */
  readonly asked: number
  readonly perDay: number
  readonly perDaySe: number
  readonly coverDays: number | null
  readonly stockOutOn: Day | null
  /** before an order of next review would arrive */
  readonly chanceOfStockOut: number
  readonly leadDays: number
  readonly leadFrom: LeadTime['from']
  /** outcomes are counted by it; null when nothing was sold */
  readonly demandClass: DailyDemand['kind']
}
