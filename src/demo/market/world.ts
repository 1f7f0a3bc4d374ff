import type { Timeline } from './calendar.ts'
import type { Catalogue } from './catalogue.ts'
import type { Order, OrderLine, Refund } from './orders.ts'
import type { Prices } from './prices.ts'
import type { Incident } from './run.ts'
import type { Sessions } from './sessions.ts'
import type { StockBook } from './stock.ts'

export interface World {
  readonly time: Timeline
  readonly catalogue: Catalogue
  readonly prices: Prices
  readonly sessions: Sessions
  readonly orders: readonly Order[]
  readonly lines: readonly OrderLine[]
  readonly refunds: readonly Refund[]
  readonly stock: StockBook
  /** local elasticity of each product's expected orders, over all its visits */
  readonly elasticities: readonly (number | null)[]
  readonly incident: Incident
}
