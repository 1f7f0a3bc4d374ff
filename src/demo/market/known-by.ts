import { addDays } from '../../lib/days.ts'
import type { World } from './world.ts'

/** an order is placed so long after its session began at the latest */
const ORDERED_WITHIN_S = 90

/**
 * The world as far as it is known at an instant (epoch seconds): rows come in the order in which they happened, so what is
 * known is the first so many of each. A day's stock is counted, and parcels are ordered, when it is over.
 */
export function knownBy(world: World, now: number): World {
  const { time, sessions, orders, lines, refunds, stock } = world
  const isOver = now >= (time.starts[time.days] ?? 0)
  const days = isOver ? time.days : time.days - 1
  const placed = firstNot(
    orders.length,
    (i) => (sessions.at[orders[i]?.session ?? 0] ?? 0) + ORDERED_WITHIN_S <= now,
  )
  return {
    ...world,
    time: { ...time, days, today: addDays(time.first, days) },
    sessions: { ...sessions, count: firstNot(sessions.count, (i) => (sessions.at[i] ?? 0) <= now) },
    orders: orders.slice(0, placed),
    lines: lines.slice(
      0,
      firstNot(lines.length, (i) => (lines[i]?.order ?? 0) < placed),
    ),
    refunds: refunds.slice(
      0,
      firstNot(refunds.length, (i) => (refunds[i]?.at ?? 0) <= now),
    ),
    stock: { ...stock, deliveries: stock.deliveries.filter(({ orderedOn }) => orderedOn < days) },
  }
}

/** From the end, where the little that is not known yet lies. */
function firstNot(length: number, isKnown: (index: number) => boolean): number {
  let known = length
  while (known > 0 && !isKnown(known - 1)) known--
  return known
}
