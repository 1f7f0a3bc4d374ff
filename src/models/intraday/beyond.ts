import type { Grid } from './grid.ts'
import type { Window } from './windows.ts'

/** How much more than by chance windows scatter, as relative variances: by window, then by part of the day. */
export type Beyond = readonly (readonly number[])[]

/** of three hours: a night scatters more than a noon */
const PARTS = 8
const MOST = 4
/** one window counts for no more than four of its standard deviations */
const WINSOR = 16
/** of an average part's evidence, that all parts together have in each */
const SHRINK = 0.25

/** By moments, winsorised, each part of the day shrunk to all of it. */
export function beyondOf(
  each: (visit: (at: number, day: number, window: number, own: Window) => void) => void,
  grid: Grid,
  windows: number,
): Beyond {
  const room = Array.from({ length: windows }, () => new Float64Array(PARTS))
  const above = room.map((one) => one.slice())
  each((at, _, i, { count, expected, beyond }) => {
    const part = partOf(grid, at)
    const known = expected + beyond * expected ** 2
    add(above[i], part, Math.min((count - expected) ** 2 - known, WINSOR * known))
    add(room[i], part, expected ** 2)
  })
  return room.map((own, i) => {
    const all = ratio(total(above[i]), total(own))
    const shared = (SHRINK * total(own)) / PARTS
    return Array.from(own, (due, part) => ratio((above[i]?.[part] ?? 0) + shared * all, due + shared))
  })
}

export function beyondAt(beyond: Beyond, grid: Grid, at: number, window: number): number {
  return beyond[window]?.[partOf(grid, at)] ?? 0
}

function partOf({ weekSlot, slotsADay }: Grid, at: number): number {
  return Math.floor((((weekSlot[at] ?? 0) % slotsADay) * PARTS) / slotsADay)
}

function ratio(above: number, room: number): number {
  return room > 0 ? Math.min(MOST, Math.max(0, above / room)) : 0
}

function add(to: Float64Array | undefined, at: number, value: number): void {
  if (to) to[at] = (to[at] ?? 0) + value
}

function total(values: Float64Array | undefined): number {
  return values?.reduce((sum, one) => sum + one, 0) ?? 0
}
