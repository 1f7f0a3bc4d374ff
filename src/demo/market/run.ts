import type { Day } from '../../lib/days.ts'
import type { Random } from '../../lib/random.ts'
import type { Aisles } from './aisles.ts'
import type { Timeline } from './calendar.ts'
import type { Catalogue } from './catalogue.ts'
import type { Customers } from './customers.ts'
import type { OrderLine, Planned, Refund } from './orders.ts'
import type { Prices } from './prices.ts'
import type { Sessions } from './sessions.ts'
import type { StockRoom } from './stock.ts'

/** A payment failure: people come and fill carts, and hardly anyone gets through. */
export interface Incident {
  readonly day: Day
  readonly from: number
  /** it is mended then */
  readonly to: number
  /** null: all of them */
  readonly platform: number | null
  readonly category: number | null
  readonly getsThrough: number
}

/** The shop as the days go by: what is fixed, what moves, and what has been recorded so far. */
export interface Run {
  readonly random: Random
  readonly time: Timeline
  readonly shop: Catalogue
  readonly priced: Prices
  readonly incident: Incident
  /** what breaks while somebody watches; null: nothing does */
  readonly later: Incident | null
  readonly people: Customers
  readonly room: StockRoom
  readonly aisles: Aisles
  readonly seen: Sessions
  /** with all that will become of them, also what is not known yet */
  readonly orders: Planned[]
  readonly lines: OrderLine[]
  readonly refunds: Refund[]
  /** per product: expected orders, and their slope on log price */
  readonly expected: Float64Array
  readonly slope: Float64Array
}
