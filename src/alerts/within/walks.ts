import type { LearnedPlace } from '../../facts/intraday/learn-places.ts'
import type { PlaceCounts } from '../../facts/intraday/place-counts.ts'
import type { ShopGrid } from '../../facts/intraday/shop-grid.ts'
import type { Day } from '../../lib/days.ts'
import { COUNTED, type Counted } from '../../models/intraday/counted.ts'
import type { IntradayModel } from '../../models/intraday/learn.ts'
import { type Walk, walkOf } from '../../models/intraday/walk.ts'
import { watchFrom } from '../../models/intraday/watch.ts'
import type { WithinDay } from '../incident.ts'

export const HOUR = 4

export interface Asked extends ShopGrid {
  readonly today: number
  readonly day: Day
  /** intervals that are known of each count at the place */
  readonly until: (counted: Counted) => number | null
}

/** Every count of a place as it went since yesterday, with what was expected. */
export function walksOf(
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
export function expectedOf(walk: Walk, from: number, to: number): number {
  return walk.level(from).mean * walk.shape(from, to)
}

/** Of intervals that are still to come. */
export function expectedShape(
  walk: Walk,
  model: IntradayModel | undefined,
  { grid }: Asked,
  from: number,
  to: number,
  before: number,
): number {
  let sum = 0
  for (let at = from; at <= to; at++) sum += model?.shape.perSlot[grid.weekSlot[at] ?? 0] ?? 0
  return walk.level(before).mean * sum
}

export function hoursOf(
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
