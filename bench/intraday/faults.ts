import type { Random } from '../../src/lib/random.ts'
import type { Events } from './series.ts'

export interface Fault {
  readonly kind: 'drop' | 'leak' | 'surge'
  /** of the events: lost, or come on top */
  readonly share: number
  /** seconds */
  readonly from: number
  readonly to: number
}

const HOUR_S = 3600
const DROPS = [1, 0.8, 0.5, 0.3]
/** hours */
const LENGTHS = [0.5, 1, 2, 3, 6]
const MIN_GAP_S = 72 * HOUR_S
/** events that a fault must take or bring: one at an hour when the shop is shut is none */
const MIN_EVENTS = 12

/**
 * Faults at random instants from `after` on, one every three to six days, at hours at which something happens. A drop loses
 * events one by one with its share as the chance; a leak loses a fifth over six to twelve hours; a surge brings as many
 * again. It knows nothing of what looks for them.
 */
export function withFaults(
  events: Events,
  after: number,
  random: Random,
): { readonly events: Events; readonly faults: readonly Fault[] } {
  const { at } = events
  const faults: Fault[] = []
  const end = at[at.length - 1] ?? 0
  let time = after + 6 * HOUR_S
  while (time < end - 8 * HOUR_S) {
    const fault = drawn(time, random)
    const inside = between(at, fault.from, fault.to)
    if (inside * fault.share >= MIN_EVENTS && inside > 0) {
      faults.push(fault)
      time = fault.to + MIN_GAP_S + random.next() * MIN_GAP_S
    } else time += HOUR_S * (0.5 + random.next())
  }
  const kept: number[] = []
  for (const one of at) {
    const fault = faults.find(({ from, to }) => one >= from && one < to)
    if (!fault) kept.push(one)
    else if (fault.kind === 'surge')
      kept.push(one, ...(random.next() < fault.share ? [one + random.next()] : []))
    else if (random.next() >= fault.share) kept.push(one)
  }
  return { events: { ...events, at: Float64Array.from(kept).sort() }, faults }
}

function drawn(from: number, random: Random): Fault {
  const kind = random.next()
  if (kind < 0.1) return { kind: 'leak', share: 0.2, from, to: from + HOUR_S * (6 + 6 * random.next()) }
  const length = HOUR_S * (LENGTHS[random.below(LENGTHS.length)] ?? 1)
  if (kind < 0.2) return { kind: 'surge', share: 1, from, to: from + length }
  return { kind: 'drop', share: DROPS[random.below(DROPS.length)] ?? 1, from, to: from + length }
}

/** How many instants lie in a stretch. */
export function between(at: Float64Array, from: number, to: number): number {
  return place(at, to) - place(at, from)
}

function place(at: Float64Array, time: number): number {
  let [low, high] = [0, at.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((at[middle] ?? 0) < time) low = middle + 1
    else high = middle
  }
  return low
}
