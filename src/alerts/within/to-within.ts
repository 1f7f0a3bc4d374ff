import type { LearnedPlace } from '../../facts/intraday/learn-places.ts'
import type { PlaceCounts } from '../../facts/intraday/place-counts.ts'
import { type Counted, QUARTER_MS, TAKEN_BACK } from '../../models/intraday/counted.ts'
import type { KpiIncident, WithinDay } from '../incident.ts'
import type { Fall } from './falls.ts'
import { toTakenBack } from './to-taken-back.ts'
import { type Asked, expectedOf, expectedShape, HOUR, hoursOf, walksOf } from './walks.ts'

/** a cart is filled after its session began: of the last half hour it is not known yet */
const CART_QUARTERS = 2
/** a step has fallen where it brings less than this of what the step before it brought */
const STUCK = 0.75
const MIN_DUE = 4

/** One fall as the incident that an alert is about; promotions, prices and marks are added by who reads them. */
export function toWithin(fall: Fall, place: PlaceCounts, learned: LearnedPlace, asked: Asked): KpiIncident {
  const back = TAKEN_BACK.find((one) => one === fall.counted)
  if (back) return toTakenBack(fall, back, { place, learned, asked })
  const { grid, startMs, today, day, until } = asked
  const { since, end } = fall.episode
  const iso = (at: number) => new Date(startMs + at * QUARTER_MS).toISOString()
  const walks = walksOf(place, learned, asked)
  const last: Counted = fall.counted === 'purchases' ? 'purchases' : 'orders'
  const steps: readonly Counted[] = ['sessions', 'carts', last]
  const funnel = steps.flatMap((step) => {
    const known = Math.min(end, (until(step) ?? 0) - 1 - (step === 'carts' ? CART_QUARTERS : 0))
    const walk = walks.get(step)
    if (!walk || known < since.at) return []
    return [{ step, count: walk.count(since.at, known), expected: expectedOf(walk, since.at, known) }]
  })
  const orders = funnel.find(({ step }) => step === last)
  const sessions = funnel.find(({ step }) => step === 'sessions')
  // where only sessions fell, what they would have ordered is lost
  const lostOrders = Math.max(0, orders ? orders.expected - orders.count : 0)
  const cents = learned.orderCents
  const hours = (end - since.at + 1) / HOUR
  const lostCents = cents === null ? null : Math.round(lostOrders * cents)
  const lead = fall.counted === 'sessions' ? (sessions ?? orders) : orders
  const depth = orders && orders.expected > 0 ? 1 - orders.count / orders.expected : 0
  const walk = walks.get(last)
  const dayEnd = grid.day.lastIndexOf(grid.day[today] ?? 0)
  const still =
    walk && end < dayEnd
      ? Math.max(0, depth) * expectedShape(walk, learned.models[last], asked, end + 1, dayEnd, since.at)
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
          to: Math.min(end, (until(last) ?? 0) - 1),
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
    // orders that are known only by the sessions that bought are orders to who reads it
    kpi: fall.counted === 'sessions' ? 'sessions' : 'orders',
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
