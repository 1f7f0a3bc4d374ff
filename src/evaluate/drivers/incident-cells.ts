import type { Cell } from '../../models/drivers/drivers.ts'
import type { IncidentRows } from './incidents.ts'

/** Before and during: one cell for each combination of members. */
export interface Window {
  readonly cells: readonly Cell[]
  /** the file says itself what was to be expected */
  readonly isSum: boolean
}

/** fewer minutes than this before the alarm are all taken */
const MIN_MINUTES = 3

/**
 * The minute of the alarm against what came before it. `quiet` (the default): the quieter half of the minutes before,
 * because incidents come in bursts and an earlier burst would teach that the trouble is normal; of a rate that fell, the
 * higher half. Null where there is no minute before the alarm.
 */
export function windowOf(
  read: IncidentRows,
  at: number | null,
  before: 'quiet' | 'all' = 'quiet',
): Window | null {
  if (read.predicted) return { cells: cellsOf(read, () => 'after'), isSum: true }
  const minutes = byMinute(read)
  const alarm = at === null ? strangest(minutes) : nearest(minutes, at)
  const past = minutes.filter((one) => one.time < (alarm?.time ?? 0))
  if (!alarm || past.length === 0) return null
  const middle = median(past.map((one) => one.rate))
  const isQuiet = ({ rate }: Minute) => (alarm.rate >= middle ? rate <= middle : rate >= middle)
  const kept = before === 'all' || past.length < MIN_MINUTES ? past : past.filter(isQuiet)
  const calm = new Set(kept.map(({ time }) => time))
  const isSum = false
  return {
    cells: cellsOf(read, (time) => (time === alarm.time ? 'after' : calm.has(time) ? 'before' : null)),
    isSum,
  }
}

interface Minute {
  readonly time: number
  readonly of: number
  readonly over: number
  readonly rate: number
}

function byMinute({ times, of, over }: IncidentRows): Minute[] {
  const found = new Map<number, { of: number; over: number }>()
  times.forEach((time, row) => {
    const one = found.get(time) ?? { of: 0, over: 0 }
    found.set(time, { of: one.of + (of[row] ?? 0), over: one.over + (over[row] ?? 0) })
  })
  return [...found]
    .map(([time, sums]) => ({ time, ...sums, rate: sums.over > 0 ? sums.of / sums.over : 0 }))
    .sort((a, b) => a.time - b.time)
}

/** Half a minute beside it at most counts as that minute; else the first after it, or the last. */
function nearest(minutes: readonly Minute[], at: number): Minute | undefined {
  return minutes.find(({ time }) => time >= at - 30) ?? minutes.at(-1)
}

/** Without an alarm: the minute with the most events beyond the median rate. */
function strangest(minutes: readonly Minute[]): Minute | undefined {
  const middle = median(minutes.map(({ rate }) => rate))
  const excess = ({ of, over }: Minute) => Math.abs(of - over * middle)
  return minutes
    .slice(1)
    .reduce<Minute | undefined>((best, one) => (best && excess(best) >= excess(one) ? best : one), undefined)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0
}

function cellsOf(read: IncidentRows, periodOf: (time: number) => 'before' | 'after' | null): Cell[] {
  const found = new Map<string, { dims: Record<string, string>; before: Sums; after: Sums }>()
  read.times.forEach((time, row) => {
    const period = periodOf(time)
    if (!period) return
    const members = read.members.map((of) => of[row] ?? 'unknown')
    const key = members.join('\u0000')
    let cell = found.get(key)
    if (!cell) {
      const dims = Object.fromEntries(read.dimensions.map((name, i) => [name, members[i] ?? 'unknown']))
      cell = { dims, before: { of: 0, over: 0 }, after: { of: 0, over: 0 } }
      found.set(key, cell)
    }
    cell[period].of += read.of[row] ?? 0
    cell[period].over += read.over[row] ?? 0
    if (read.predicted) cell.before.of += read.predicted[row] ?? 0
  })
  return [...found.values()]
}

interface Sums {
  of: number
  over: number
}
