import type { Day } from '../lib/days.ts'
import type { Dimension } from '../metrics/metric.ts'

/**
 * One member of a dimension, by its id and by what people call it.
 *
 * @internal exported for the tests: the words of a shop
 */
export interface KnownMember {
  readonly dimension: Dimension
  readonly member: string
  readonly called: string
}

export interface KnownProduct {
  readonly platform: string
  readonly id: string
  readonly title: string
}

/** The names of one shop. */
export interface Vocabulary {
  readonly members: readonly KnownMember[]
  readonly products: readonly KnownProduct[]
  /** of customers: champions, at risk, ... */
  readonly audiences: readonly string[]
}

/** What the words are read with; today is the shop's. */
export interface Known extends Vocabulary {
  readonly today: Day
}
