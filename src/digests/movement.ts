import type { KpiCell } from '../metrics/cells.ts'
import type { Dimension, Point } from '../metrics/metric.ts'
import { contributions, splitRate, splitSales } from '../models/drivers.ts'
import { locate } from '../models/locate.ts'
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

/** Where a KPI moved: one place, everything else, and (of a rate) the changed mix. They sum to the change. */
export interface PlaceMovement {
  readonly where: Readonly<Partial<Record<Dimension, string>>>
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
 * The change of a rate: at the place that stands out statistically, else at the member with the largest effect of all
 * dimensions. Null when either period is empty.
 */
export function ratePlace(cells: readonly KpiCell[], dimensions: readonly Dimension[]): PlaceMovement | null {
  const [found] = locate(cells, dimensions, { limit: 1 })
  const where = found ? whereOf(found.where, dimensions) : strongestOfRate(cells, dimensions)
  if (!where) return null
  const split = splitRate(inOrOut(cells, where), 'place')
  const inside = split?.members.find(({ member }) => member === 'in')
  if (!split || !inside) return null
  const { before, after, rate } = inside
  const { delta: change, mix } = split
  return { where, before, after, change, here: rate, elsewhere: split.rate - rate, mix }
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

function strongestOfRate(cells: readonly KpiCell[], dimensions: readonly Dimension[]) {
  const effects = dimensions.flatMap((dimension) => {
    const members = splitRate(cells, dimension)?.members ?? []
    return members.length < 2 ? [] : members.map(({ member, rate }) => ({ dimension, member, rate }))
  })
  const [first] = effects.toSorted((a, b) => Math.abs(b.rate) - Math.abs(a.rate))
  return first ? { [first.dimension]: first.member } : null
}

function whereOf(found: Readonly<Record<string, string>>, dimensions: readonly Dimension[]) {
  const named = dimensions.filter((name) => found[name] !== undefined)
  return Object.fromEntries(named.map((name) => [name, found[name] ?? '']))
}

function inOrOut(cells: readonly KpiCell[], where: PlaceMovement['where']): KpiCell[] {
  const isInside = ({ dims }: KpiCell) =>
    Object.entries(where).every(([name, member]) => dims[name] === member)
  return cells.map((cell) => ({ ...cell, dims: { place: isInside(cell) ? 'in' : 'out' } }))
}
