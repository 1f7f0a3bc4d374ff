import type { Day } from '../../lib/days.ts'
import type { Neighbours } from '../recommend/neighbours.ts'
import type { Diversion } from './diversion.ts'
import type { Elasticity } from './elasticity.ts'

export interface PriceFacts {
  readonly productId: string
  readonly asOf: Day
  readonly currency: string
  readonly priceCents: number
  /** per unit; null when the platform does not tell */
  readonly costCents: number | null
  readonly lowestSeenCents: number
  readonly highestSeenCents: number
  /** what a competitor asks, and what the maker lets be advertised at least; null when not known */
  readonly competitorCents: number | null
  readonly leastAdvertisedCents: number | null
  /** since the price last changed; null when no change was seen */
  readonly daysSinceChange: number | null
  /** to be had over the horizon: on hand and on its way, less reserved; null when not counted */
  readonly stock: number | null
  /** from an order to its delivery; null or left out: it cannot be ordered again, as far as is known */
  readonly leadDays?: number | null
  /** units on ordinary days in stock, of the last weeks */
  readonly units: number
  readonly days: number
  /** relative standard error of what it sells now; left out: that of its count */
  readonly levelDoubt?: number
  readonly elasticity: Elasticity
  /** alike products whose buyers a lower price may draw; null or left out when there are none */
  /** what goes over within its category, as learned; null or left out where nothing tells */
  readonly diversion?: Diversion | null
  readonly neighbours?: Neighbours | null
}
