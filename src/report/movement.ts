import type { Point } from '../metrics/metric.ts'
import { splitSales } from '../models/drivers/drivers.ts'
import type { Comparison } from './compare.ts'

/** What moved GMV, in money; the parts sum to the total. */
export interface SalesMovement {
  readonly totalCents: number
  readonly beforeCents: number
  readonly parts: readonly {
    readonly name: 'sessions' | 'orders' | 'conversion' | 'aov'
    readonly cents: number
  }[]
}

/** Null when GMV or orders cannot be compared. Without sessions it is split into orders and their average value. */
export function salesMovement(compared: readonly Comparison[]): SalesMovement | null {
  const of = (name: string) => compared.find(({ metric }) => metric.name === name)
  const [gmv, orders, sessions] = [of('gmv'), of('orders'), of('sessions')]
  if (!gmv?.usual || !orders?.usual) return null
  const visits = sessions?.usual ? { before: sessions.usual, after: sessions.today } : null
  const split = splitSales(
    partsOf(visits?.before ?? orders.usual, orders.usual, gmv.usual),
    partsOf(visits?.after ?? orders.today, orders.today, gmv.today),
  )
  const beforeCents = gmv.usual.of
  const first = visits
    ? [
        { name: 'sessions' as const, cents: split.sessions },
        { name: 'conversion' as const, cents: split.conversion },
      ]
    : [{ name: 'orders' as const, cents: split.sessions }]
  return { totalCents: split.total, beforeCents, parts: [...first, { name: 'aov', cents: split.aov }] }
}

function partsOf(sessions: Point, orders: Point, gmv: Point) {
  return { sessions: sessions.of, orders: orders.of, gmvCents: gmv.of }
}
