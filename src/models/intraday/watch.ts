import { beyondAt } from './beyond.ts'
import type { Grid } from './grid.ts'
import type { IntradayModel } from './learn.ts'
import { limitAt } from './limits.ts'
import { type Since, sinceWhen } from './since.ts'
import type { Side } from './surprise.ts'
import { type Series, type Walk, walkOf } from './walk.ts'
import { surpriseOf, type Window, windowLengths } from './windows.ts'

/** A stretch in which a series ran below or above what was expected. In intervals of the grid. */
export interface Episode {
  readonly side: Side
  /** the interval at whose end it was noticed */
  readonly noticed: number
  readonly since: Since
  /** the last one it was seen in; what follows was as expected again */
  readonly end: number
  readonly isOver: boolean
  /** found and expected from `since` to `end` */
  readonly count: number
  readonly expected: number
  readonly surprise: number
  /** today's level before it began, against the shape */
  readonly level: number
}

export interface WatchSettings {
  readonly side: Side
  /** false alarms a day that are accepted on this series */
  readonly chanceADay: number
  /** relative changes below it are nobody's concern */
  readonly minChange: number
}

/**
 * A fall that interrupts somebody. Half of one false page a fortnight is what the limits aim at: shapes change from week
 * to week, and what is learned of a past is a little too narrow for the day after it.
 */
export const PAGE: WatchSettings = { side: 'down', chanceADay: 1 / 28, minChange: 0.15 }

/** an outage of last evening is known when its morning is judged */
const LOOK_BACK_DAYS = 1
/** a change that lasts a day is how things are now */
const LONGEST_DAYS = 1
const MIN_DUE = 8
const RECOVERED = 0.03
const MIN_LOST = 3
/** times what was expected */
const SURGE = 1.4
/** events after which a shop is open, on a day on which it may be closed */
const OPEN = 5

/** The alarms of a stretch as they went along: each interval judged by the intervals up to it alone. */
export function watch(
  series: Series,
  { from, to, settings }: { readonly from: number; readonly to: number; readonly settings: WatchSettings },
): Episode[] {
  const { counts, grid, model } = series
  const walk = walkOf(series, from, to)
  const lengths = windowLengths(grid.slotsADay)
  const episodes: Episode[] = []
  let open: Episode | null = null
  // what was said once is not looked at again
  let free = from
  for (let at = from; at < to; at++) {
    walk.add(at)
    if (open) {
      open = follow(walk, open, at, grid.slotsADay)
      episodes[episodes.length - 1] = open
      if (open.isOver) {
        walk.forget(open.since.at, open.end, at)
        free = open.end + 1
        open = null
      }
    } else if (!Number.isNaN(counts[at])) {
      open = alarmAt(walk, at, { model, grid, settings, lengths, free })
      if (open) episodes.push(open)
    }
  }
  return episodes
}

/** Where a watch of the intervals from `at` on begins, so that what goes on since yesterday is known. */
export function watchFrom({ slotsADay }: Pick<Grid, 'slotsADay'>, at: number): number {
  return Math.max(0, at - Math.round(LOOK_BACK_DAYS * slotsADay))
}

interface Judged {
  readonly lengths: readonly number[]
  /** no window begins before it */
  readonly free: number
  readonly model: IntradayModel
  readonly grid: Grid
  readonly settings: WatchSettings
}

function alarmAt(walk: Walk, at: number, { model, grid, settings, lengths, free }: Judged): Episode | null {
  const dayFrom = grid.dayFrom[at] ?? 0
  if (grid.isNamed[at] === 1 && walk.count(dayFrom, at) < OPEN) return null
  const { side } = settings
  let best: { window: Window; side: Side; surprise: number; margin: number } | null = null
  for (let i = 0; i <= lengths.length; i++) {
    const from = Math.max(free, i < lengths.length ? at - (lengths[i] ?? 1) + 1 : dayFrom)
    const count = walk.count(from, at)
    const expected = walk.mean(from) * walk.shape(from, at)
    // most windows end here: nothing is made for them
    if (!isWorthJudging(count, expected, (at - from + 1) / grid.slotsADay, settings)) continue
    const window = {
      from,
      count,
      expected,
      beyond: walk.level(from).variance + beyondAt(model.beyond, grid, at, i),
    }
    const surprise = surpriseOf(side, window)
    const margin = surprise - limitAt(model.limits[side], settings.chanceADay)
    if (margin > 0 && (best === null || margin > best.margin)) best = { window, side, surprise, margin }
  }
  if (!best) return null
  const since = beganAt(walk, at, best, { slotsADay: grid.slotsADay, free })
  const level = walk.level(since.at).mean
  return {
    side: best.side,
    noticed: at,
    since,
    end: at,
    isOver: false,
    count: walk.count(since.at, at),
    expected: level * walk.shape(since.at, at),
    surprise: best.surprise,
    level,
  }
}

/**
 * Small changes are nobody's concern, and neither is a burst that does not last an hour.
 */
function isWorthJudging(
  count: number,
  expected: number,
  days: number,
  { side, minChange }: WatchSettings,
): boolean {
  if ((side === 'down') !== count < expected) return false
  const gap = Math.abs(count - expected)
  if (gap < MIN_LOST || gap < minChange * expected) return false
  return side === 'down' || (days >= 1 / 24 && count > SURGE * expected)
}

/** Looked for from three hours before the window that showed it. */
function beganAt(
  walk: Walk,
  at: number,
  { window, side }: { window: Window; side: Side },
  { slotsADay, free }: { readonly slotsADay: number; readonly free: number },
): Since {
  const first = Math.max(free, window.from - Math.round(slotsADay / 8))
  const { mean } = walk.level(window.from)
  const places = Array.from({ length: at - first + 1 }, (_, i) => first + i)
  const since = sinceWhen(
    places.map((one) => walk.count(one, one)),
    places.map((one) => mean * walk.shape(one, one)),
    { side, beyond: window.beyond },
  )
  return { at: first + since.at, from: first + since.from, to: first + since.to }
}

/** Over when the last hours are nearer to what is expected than to what the incident had, and could be by chance. */
function follow(walk: Walk, open: Episode, at: number, slotsADay: number): Episode {
  const { since, side, level } = open
  let from = at
  const longest = Math.max(1, Math.round(slotsADay / 12))
  while (at - from + 1 < longest && level * walk.shape(from, at) < MIN_DUE && from > since.at) from--
  const due = level * walk.shape(from, at)
  const isTooLong = at - since.at > LONGEST_DAYS * slotsADay
  const before = level * walk.shape(since.at, from - 1)
  const during = before > 0 ? walk.count(since.at, from - 1) / before : 0
  const now = due > 0 ? walk.count(from, at) / due : during
  const isNearer = side === 'down' ? now > (1 + during) / 2 : now < (1 + during) / 2
  const isLikely =
    surpriseOf(side, { from, count: walk.count(from, at), expected: due, beyond: 0.02 }) <
    -Math.log(RECOVERED)
  const isRecovered = from > since.at && due >= MIN_LOST && isNearer && isLikely
  const end = isRecovered ? from - 1 : at
  return {
    ...open,
    end,
    isOver: isRecovered || isTooLong,
    count: walk.count(since.at, end),
    expected: level * walk.shape(since.at, end),
  }
}
