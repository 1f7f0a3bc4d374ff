import { type Beyond, beyondAt, beyondOf } from './beyond.ts'
import type { Counts, Grid } from './grid.ts'
import { type DayLevel, dayLevels } from './level.ts'
import { type Limits, limitsOf } from './limits.ts'
import { type Shape, shapeOf } from './shape.ts'
import { type Sums, startsAt, sumsOf, surpriseOf, type Window, windowAt, windowLengths } from './windows.ts'

/** What a series is expected to be on the day after those it was learned from, and how far it may lie from that. */
export interface IntradayModel {
  readonly shape: Pick<Shape, 'perSlot'>
  readonly level: DayLevel
  /** relative variance beyond chance by window (the fixed ones, then the day so far) and part of the day */
  readonly beyond: Beyond
  readonly limits: Limits
}

export interface TooShort {
  readonly kind: 'too-short'
  readonly need: number
  readonly have: number
}

/** days with a count: a week, so that every weekday was seen */
const MIN_DAYS = 7
/** of the past that nothing is judged in: its level is not known yet */
const FIRST_DAYS = 2
/** an hour so far out is an incident of the past: it is left out of what is learned */
const INCIDENT = 16

/** Learned from the intervals before `to` alone; a day is judged by what was learned before it. */
export function learn(counts: Counts, grid: Grid, to: number): IntradayModel | TooShort {
  const days = new Set<number>()
  for (let at = 0; at < to; at++) if (!Number.isNaN(counts[at])) days.add(grid.day[at] ?? 0)
  if (days.size < MIN_DAYS) return { kind: 'too-short', need: MIN_DAYS, have: days.size }
  const first = pass(counts, grid, to, shapeOf(counts, grid, to))
  const clipped = incidentsIn(first, to)
  const all = clipped.some((one) => one === 1)
    ? pass(
        counts,
        grid,
        to,
        shapeOf(counts, grid, to, (at) => clipped[at] === 1),
      )
    : first
  const maxima = maximaOf(all, new Set(grid.day.subarray(0, to).filter((_, at) => clipped[at] === 1)))
  return {
    shape: { perSlot: all.shape.perSlot },
    level: all.next,
    beyond: all.beyond,
    limits: { down: limitsOf(maxima.down), up: limitsOf(maxima.up) },
  }
}

interface Pass {
  readonly shape: Shape
  readonly next: DayLevel
  readonly beyond: Beyond
  readonly each: (visit: Visit) => void
}

type Visit = (at: number, day: number, window: number, own: Window) => void

/** Every window of the past with the level that was known before it. */
function pass(counts: Counts, grid: Grid, to: number, shape: Shape): Pass {
  const { byDay, next } = dayLevels(counts, shape.past, grid)
  const sums: Sums = sumsOf(counts, shape.past, grid.slotsADay)
  const lengths = windowLengths(grid.slotsADay)
  const firstDay = (grid.day[0] ?? 0) + FIRST_DAYS
  const eachWith = (own: (at: number, window: number) => number) => (visit: Visit) => {
    for (let at = 0; at < to; at++) {
      const day = grid.day[at] ?? 0
      if (day < firstDay || Number.isNaN(counts[at]) || grid.isNamed[at] === 1) continue
      const level = { mean: byDay.get(day) ?? 1, variance: next.variance }
      for (const [i, from] of startsAt(at, grid.dayFrom[at] ?? 0, lengths).entries())
        visit(at, day, i, windowAt(sums, { from, to: at, level, own: own(at, i) }))
    }
  }
  const beyond = beyondOf(
    eachWith(() => 0),
    grid,
    lengths.length + 1,
  )
  return { shape, next, beyond, each: eachWith((at, i) => beyondAt(beyond, grid, at, i)) }
}

/** 1 for the intervals of windows up to an hour that lie far out. */
function incidentsIn({ each }: Pass, to: number): Uint8Array {
  const found = new Uint8Array(to)
  each((at, _, i, window) => {
    if (i < 3 && surpriseOf(window.count < window.expected ? 'down' : 'up', window) > INCIDENT)
      found.fill(1, window.from, at + 1)
  })
  return found
}

/** The most surprising window of each day of the past, by side. */
function maximaOf(
  { each }: Pass,
  without: ReadonlySet<number>,
): { readonly down: number[]; readonly up: number[] } {
  const [down, up] = [new Map<number, number>(), new Map<number, number>()]
  each((_, day, __, window) => {
    if (without.has(day)) return
    const side = window.count < window.expected ? 'down' : 'up'
    const of = side === 'down' ? down : up
    of.set(day, Math.max(of.get(day) ?? 0, surpriseOf(side, window)))
    if (!(side === 'down' ? up : down).has(day)) (side === 'down' ? up : down).set(day, 0)
  })
  return { down: [...down.values()], up: [...up.values()] }
}
