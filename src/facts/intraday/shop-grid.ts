import { addDays, type Day, daysIn, instantOf, wallClock, weekday } from '../../lib/days.ts'
import { QUARTER_MS } from '../../models/intraday/counted.ts'
import { type Grid, gridFrom } from '../../models/intraday/grid.ts'

const SLOTS = 96

/** The quarters of an hour of some days of the shop, by its own clock. */
export interface ShopGrid {
  readonly grid: Grid
  /** the first instant of the first day */
  readonly startMs: number
}

/** Days of 23 and 25 hours have as many quarters, each at its place by the wall clock. */
export function shopGrid(
  { from, to }: { readonly from: Day; readonly to: Day },
  { zone, isNamed }: { readonly zone: string; readonly isNamed: (day: Day) => boolean },
): ShopGrid {
  const [weekSlot, day, named]: [number[], number[], number[]] = [[], [], []]
  const days = daysIn({ from, to })
  const midnights = [...days, to].map((one) => instantOf(one, 0, zone).getTime())
  for (const [at, one] of days.entries()) {
    const start = midnights[at] ?? 0
    const slots = Math.round(((midnights[at + 1] ?? 0) - start) / QUARTER_MS)
    const first = (weekday(one) - 1) * SLOTS
    for (let slot = 0; slot < slots; slot++) {
      const place = slots === SLOTS ? slot : quarterOf(start + slot * QUARTER_MS, zone)
      weekSlot.push(first + place)
      day.push(at)
      named.push(isNamed(one) ? 1 : 0)
    }
  }
  return {
    startMs: midnights[0] ?? 0,
    grid: gridFrom(SLOTS, {
      weekSlot: Int16Array.from(weekSlot),
      day: Int32Array.from(day),
      isNamed: Uint8Array.from(named),
    }),
  }
}

function quarterOf(ms: number, zone: string): number {
  return Math.floor(wallClock(new Date(ms), zone).minute / 15)
}

/** From the day so many before up to the end of the day itself. */
export function daysUpTo(day: Day, before: number): { readonly from: Day; readonly to: Day } {
  return { from: addDays(day, -before), to: addDays(day, 1) }
}
