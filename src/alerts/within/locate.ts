import type { Segment } from '../../metrics/read/cells.ts'
import { isWithin } from '../incident.ts'
import type { Fall } from './falls.ts'

/** so much of what the whole lacks lies in a place that fell further than the whole: then it is there */
const NEARLY_ALL = 0.7
const DEEPER = 1.25

/**
 * As few places as account for all falls, the widest first: of the whole shop's fall a part of it where nearly all of it lies
 * there. Orders go before sessions: they are what is lost. Of what rose the same.
 */
export function locateFalls(falls: readonly Fall[]): Fall[] {
  const on = (side: Fall['episode']['side']) => falls.filter(({ episode }) => episode.side === side)
  // what is taken back is a story of its own: cancellations and the refunds they bring are one
  return [on('down'), on('up')].flatMap(located)
}

function located(falls: readonly Fall[]): Fall[] {
  const left = [...falls].sort((a, b) => sizeOf(a.segment) - sizeOf(b.segment) || lostOf(b) - lostOf(a))
  const found: Fall[] = []
  while (left.length > 0) {
    const widest = left[0]
    if (!widest) break
    const inside = left.filter(({ segment }) => isWithin(segment, widest.segment))
    const lead = inside.find(({ counted }) => counted === 'orders' || counted === 'purchases') ?? widest
    const narrow = inside
      .filter((one) => one.counted === lead.counted && one !== lead && explains(one, lead))
      .sort((a, b) => sizeOf(b.segment) - sizeOf(a.segment) || lostOf(b) - lostOf(a))[0]
    const chosen = narrow ?? lead
    found.push(chosen)
    const rest = left.filter(
      (one) => one !== widest && !overlaps(one.segment, chosen.segment) && !inside.includes(one),
    )
    left.splice(0, left.length, ...rest)
  }
  return found
}

function explains(narrow: Fall, wide: Fall): boolean {
  return lostOf(narrow) >= NEARLY_ALL * lostOf(wide) && depthOf(narrow) >= DEEPER * depthOf(wide)
}

function lostOf({ episode }: Fall): number {
  return Math.abs(episode.expected - episode.count)
}

function depthOf({ episode }: Fall): number {
  return episode.expected > 0 ? Math.abs(1 - episode.count / episode.expected) : 0
}

function sizeOf(segment: Segment): number {
  return Object.keys(segment).length
}

/** Two places that may hold the same order: of different dimensions, or one within the other. */
function overlaps(a: Segment, b: Segment): boolean {
  const of = new Map(Object.entries(b))
  return Object.entries(a).every(([name, member]) => (of.get(name) ?? member) === member)
}
