import type { LearnedPlace } from '../../facts/intraday/learn-places.ts'
import type { PlaceCounts } from '../../facts/intraday/read-places.ts'
import type { ShopGrid } from '../../facts/intraday/shop-grid.ts'
import type { Day } from '../../lib/days.ts'
import { COUNTED, type Counted, QUARTER_MS } from '../../models/intraday/counted.ts'
import { type Walk, walkOf } from '../../models/intraday/walk.ts'
import { watchFrom } from '../../models/intraday/watch.ts'
import type { KpiIncident, WithinDay } from '../incident.ts'
import type { Fall } from './falls.ts'

/** a cart is filled after its session began: of the last half hour it is not known yet */
const CART_QUARTERS = 2
const HOUR = 4
/** a step has fallen where it brings less than this of what the step before it brought */
const STUCK = 0.75
const MIN_DUE = 4

interface Asked extends ShopGrid {
  readonly today: number
  readonly day: Day
  /** intervals that are known of each count at the place */
  readonly until: (counted: Counted) => number | null
}

/** One fall as the incident that an alert is about; promotions, prices and marks are added by who reads them. */
export function toWithin(fall: Fall, place: PlaceCounts, learned: LearnedPlace, asked: Asked): KpiIncident {
  const { grid, startMs, today, day, until } = asked
  const { since, end } = fall.episode
  const iso = (at: number) => new Date(startMs + at * QUARTER_MS).toISOString()
  const walks = walksOf(place, learned, asked)
  const funnel = COUNTED.flatMap((step) => {
    const last = Math.min(end, (until(step) ?? 0) - 1 - (step === 'carts' ? CART_QUARTERS : 0))
    const walk = walks.get(step)
    if (!walk || last < since.at) return []
    return [{ step, count: walk.count(since.at, last), expected: expectedOf(walk, since.at, last) }]
  })
  const orders = funnel.find(({ step }) => step === 'orders')
  const sessions = funnel.find(({ step }) => step === 'sessions')
  // where only sessions fell, what they would have ordered is lost
  const lostOrders = Math.max(0, orders ? orders.expected - orders.count : 0)
  const cents = learned.orderCents
  const hours = (end - since.at + 1) / HOUR
  const lostCents = cents === null ? null : Math.round(lostOrders * cents)
  const lead = fall.counted === 'orders' ? orders : (sessions ?? orders)
  const depth = orders && orders.expected > 0 ? 1 - orders.count / orders.expected : 0
  const walk = walks.get('orders')
  const dayEnd = grid.day.lastIndexOf(grid.day[today] ?? 0)
  const still =
    walk && end < dayEnd
      ? Math.max(0, depth) * expectedShape(walk, learned, asked, end + 1, dayEnd, since.at)
      : 0
  const within: WithinDay = {
    since: iso(since.at),
    from: iso(since.from),
    to: iso(since.to + 1),
    until: iso(end + 1),
    step: stepOf(funnel),
    funnel,
    lostOrders,
    lostCents,
    anHourCents: lostCents === null ? null : Math.round(lostCents / hours),
    hours: walk
      ? hoursOf(walk, {
          from: Math.max(today, 0),
          to: Math.min(end, (until('orders') ?? 0) - 1),
          before: since.at,
          iso,
        })
      : [],
    promos: [],
    priceChanges: 0,
    marks: [],
  }
  return {
    kind: 'kpi',
    family: 'sales',
    direction: 'down',
    day,
    kpi: fall.counted === 'orders' ? 'orders' : 'sessions',
    isBad: true,
    segment: fall.segment,
    value: lead?.count ?? fall.episode.count,
    expected: lead?.expected ?? fall.episode.expected,
    low: null,
    high: null,
    since: null,
    score: null,
    // what the day will have lost if it goes on so
    stakeCents: cents === null || lostCents === null ? null : Math.round(lostCents + still * cents),
    alongside: [],
    within,
  }
}

/** The first step of the way to an order that brings less of the step before it than it does otherwise. */
function stepOf(funnel: WithinDay['funnel']): WithinDay['step'] {
  let before = 1
  for (const { step, count, expected } of funnel) {
    if (expected < MIN_DUE) continue
    const share = count / expected
    if (share < STUCK * Math.min(1, before)) return step
    before = share
  }
  return 'orders'
}

function walksOf(
  place: PlaceCounts,
  { models }: LearnedPlace,
  { grid, today, until }: Asked,
): Map<Counted, Walk> {
  const walks = new Map<Counted, Walk>()
  for (const name of COUNTED) {
    const [model, to] = [models[name], until(name)]
    if (!model || to === null) continue
    const from = watchFrom(grid, today)
    const walk = walkOf({ counts: place.counts[name], grid, model }, from, to)
    for (let at = from; at < to; at++) walk.add(at)
    walks.set(name, walk)
  }
  return walks
}

/** By the level that was known when the fall began. */
function expectedOf(walk: Walk, from: number, to: number): number {
  return walk.level(from).mean * walk.shape(from, to)
}

/** Of intervals that are still to come. */
function expectedShape(
  walk: Walk,
  { models }: LearnedPlace,
  { grid }: Asked,
  from: number,
  to: number,
  before: number,
): number {
  let sum = 0
  for (let at = from; at <= to; at++) sum += models.orders?.shape.perSlot[grid.weekSlot[at] ?? 0] ?? 0
  return walk.level(before).mean * sum
}

function hoursOf(
  walk: Walk,
  {
    from,
    to,
    before,
    iso,
  }: {
    readonly from: number
    readonly to: number
    readonly before: number
    readonly iso: (at: number) => string
  },
): WithinDay['hours'] {
  const hours: { at: string; count: number; expected: number }[] = []
  for (let at = from; at + HOUR - 1 <= to; at += HOUR)
    hours.push({
      at: iso(at),
      count: walk.count(at, at + HOUR - 1),
      expected: walk.level(Math.min(at, before)).mean * walk.shape(at, at + HOUR - 1),
    })
  return hours
}
