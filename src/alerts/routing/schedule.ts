import { addDays, type Day, daysBetween, instantOf, wallClock } from '../../lib/days.ts'
import { type MuteInterval, mutedUntil } from './mute.ts'

/**
 * Persons who take turns: each for so many days, from an hour of the clock on.
 *
 * @internal exported for the tests: one of them
 */
export interface Layer {
  /** Slack's ids */
  readonly users: readonly string[]
  readonly start: Day
  /** minutes since midnight: when a turn begins */
  readonly at: number
  readonly days: number
  /** only within these hours; null is always */
  readonly hours: Omit<MuteInterval, 'zone'> | null
}

export interface Swap {
  readonly user: string
  readonly from: Date
  readonly to: Date
}

/** Who is on call: a later layer goes before an earlier one, a shift of a calendar before these, and a swap before all. */
export interface Schedule {
  readonly zone: string
  readonly layers: readonly Layer[]
  readonly swaps: readonly Swap[]
  /** as a calendar has them; before the layers, and of two at once the one that began later */
  readonly shifts?: readonly Swap[]
}

/** Nobody before the first turn, and outside the hours of all layers. */
export function onCallAt({ zone, layers, swaps, shifts = [] }: Schedule, at: Date): string | null {
  const isNow = ({ from, to }: Swap) => at >= from && at < to
  const swap = swaps.findLast(isNow) ?? shifts.findLast(isNow)
  if (swap) return swap.user
  for (const layer of layers.toReversed()) {
    const user = turnAt(layer, zone, at)
    if (user !== null) return user
  }
  return null
}

/** Turns change at an hour of the clock: on the day it is changed one is an hour shorter or longer. */
function turnAt({ users, start, at: minute, days, hours }: Layer, zone: string, at: Date): string | null {
  if (hours && mutedUntil({ ...hours, zone }, at) === null) return null
  const today = wallClock(at, zone).day
  const day = at >= instantOf(today, minute, zone) ? today : addDays(today, -1)
  const turn = Math.floor(daysBetween(start, day) / days)
  return turn < 0 ? null : (users[turn % users.length] ?? null)
}

const AHEAD_DAYS = 62

/** The next time another person is on call; null when nobody else is within two months. */
export function nextChange(
  schedule: Schedule,
  after: Date,
): { readonly at: Date; readonly user: string | null } | null {
  const now = onCallAt(schedule, after)
  for (const at of boundaries(schedule, after)) {
    const user = onCallAt(schedule, at)
    if (user !== now) return { at, user }
  }
  return null
}

function boundaries({ zone, layers, swaps, shifts = [] }: Schedule, after: Date): Date[] {
  const first = wallClock(after, zone).day
  const days = Array.from({ length: AHEAD_DAYS }, (_, ahead) => addDays(first, ahead))
  const minutes = new Set(layers.flatMap(({ at, hours }) => [at, ...(hours ? [hours.from, hours.to] : [])]))
  const turns = days.flatMap((day) => [...minutes].map((minute) => instantOf(day, minute, zone)))
  return [...turns, ...[...swaps, ...shifts].flatMap(({ from, to }) => [from, to])]
    .filter((at) => at > after)
    .toSorted((a, b) => a.getTime() - b.getTime())
}
