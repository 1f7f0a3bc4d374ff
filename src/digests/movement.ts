import type { KpiCell } from '../metrics/cells.ts'
import type { Dimension, Point } from '../metrics/metric.ts'
import { contributions, splitRate, splitSales } from '../models/drivers.ts'
import type { Comparison } from './compare.ts'
import { type Place, standout } from './standout.ts'

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

/** Where a KPI moved: one place, everything else, and (of a rate) the changed mix. They sum to the change. */
export interface PlaceMovement {
  /** null: no place stands out, and all of it is `elsewhere` */
  readonly where: Place | null
  /** the value there; null where there was nothing */
  readonly before: number | null
  readonly after: number | null
  readonly change: number
  readonly here: number
  readonly elsewhere: number
  /** how much came from more or fewer sessions where the rate is high; 0 for a sum */
  readonly mix: number
}

/**
 * The change of a rate: at the place that stands out, else by the dimension whose mix changed most. Null when either
 * period is empty.
 */
export function ratePlace(cells: readonly KpiCell[], dimensions: readonly Dimension[]): PlaceMovement | null {
  const where = standout(cells, dimensions)
  if (!where) return mixOnly(cells, dimensions)
  const split = splitRate(inOrOut(cells, where), 'place')
  const inside = split?.members.find(({ member }) => member === 'in')
  if (!split || !inside) return null
  const { before, after, rate } = inside
  const { delta: change, mix } = split
  return { where, before, after, change, here: rate, elsewhere: split.rate - rate, mix }
}

function mixOnly(cells: readonly KpiCell[], dimensions: readonly Dimension[]): PlaceMovement | null {
  const splits = dimensions.flatMap((dimension) => splitRate(cells, dimension) ?? [])
  const [strongest] = splits.toSorted((a, b) => Math.abs(b.mix) - Math.abs(a.mix))
  if (!strongest) return null
  const { delta: change, rate: elsewhere, mix } = strongest
  return { where: null, before: null, after: null, change, here: 0, elsewhere, mix }
}

/** The change of a sum, at the member that moved most beyond its share. Null when there is nothing to tell apart. */
export function sumPlace(cells: readonly KpiCell[], dimensions: readonly Dimension[]): PlaceMovement | null {
  const all = dimensions.flatMap((dimension) => {
    const members = contributions(cells, dimension)
    const before = members.reduce((sum, member) => sum + member.before, 0)
    const change = members.reduce((sum, member) => sum + member.change, 0)
    if (members.length < 2) return []
    return members.map((member) => ({
      ...member,
      dimension,
      total: change,
      excess: Math.abs(member.change - (before > 0 ? (member.before / before) * change : 0)),
    }))
  })
  const [first] = all.toSorted((a, b) => b.excess - a.excess)
  if (!first) return null
  const { dimension, member, before, after, change, total } = first
  return {
    where: { [dimension]: member },
    before,
    after,
    change: total,
    here: change,
    elsewhere: total - change,
    mix: 0,
  }
}

function inOrOut(cells: readonly KpiCell[], where: Place): KpiCell[] {
  const isInside = ({ dims }: KpiCell) =>
    Object.entries(where).every(([name, member]) => dims[name] === member)
  return cells.map((cell) => ({ ...cell, dims: { place: isInside(cell) ? 'in' : 'out' } }))
}
