import { type Counts, cutGrid, type Grid } from '../../models/intraday/grid.ts'
import { learn } from '../../models/intraday/learn.ts'
import { type Episode, PAGE, watch, watchFrom } from '../../models/intraday/watch.ts'
import type { IntervalRule } from './rules.ts'
import type { Span } from './score.ts'

type Alarm = Span & { readonly noticed: number }

export interface Intervals {
  readonly counts: Counts
  readonly grid: Grid
  readonly startMs: number
  readonly stepMs: number
}

/** of the past that a day is judged by */
const HISTORY_DAYS = 56
/** before the first day that is judged */
export const FIRST_DAYS = 14
/** alarms of a rule that lie nearer are one */
const TOGETHER_MS = 3_600_000

/** Each day judged by what was learned of the days before it, interval by interval, as the bot does. */
export function watchFile(series: Intervals, firstDays = FIRST_DAYS): Alarm[] {
  const { counts, grid, startMs, stepMs } = series
  const alarms: Alarm[] = []
  const days = grid.day.at(-1) ?? 0
  for (let day = firstDays; day <= days; day++) {
    const start = grid.day.indexOf(day)
    const end = Math.min(counts.length, start + grid.slotsADay)
    const first = Math.max(0, start - HISTORY_DAYS * grid.slotsADay)
    const past = { counts: counts.subarray(first, end), grid: cutGrid(grid, first, end) }
    const model = learn(past.counts, past.grid, start - first)
    if ('kind' in model) continue
    const from = watchFrom(grid, start - first)
    const found = watch({ ...past, model }, { from, to: end - first, settings: PAGE })
    const noticed = ({ noticed: at, since, end: last }: Episode): Alarm => ({
      noticed: startMs + (at + 1 + first) * stepMs,
      from: startMs + (since.at + first) * stepMs,
      to: startMs + (last + 1 + first) * stepMs,
    })
    for (const episode of found) {
      const alarm = noticed(episode)
      const last = alarms.at(-1)
      if (episode.noticed + first < start) continue
      // what goes on over midnight was said the day before
      if (last && alarm.from < last.to)
        alarms[alarms.length - 1] = { ...last, to: Math.max(last.to, alarm.to) }
      else alarms.push(alarm)
    }
  }
  return alarms
}

/** What a rule calls out below its limit, as alarms. */
export function watchByRule(
  series: Intervals,
  rule: IntervalRule,
  limit: number,
  firstDays = FIRST_DAYS,
): Alarm[] {
  return alarmsIn(rule(series.counts, series.grid), series, limit, firstDays)
}

/**
 * By scores of any kind: intervals that far below what is usual that lie within the hour are one alarm.
 *
 * @internal exported for the bench: scores of a peer
 */
export function alarmsIn(
  scores: ArrayLike<number>,
  { startMs, stepMs, grid }: Omit<Intervals, 'counts'>,
  limit: number,
  firstDays = FIRST_DAYS,
): Alarm[] {
  const alarms: Alarm[] = []
  for (let at = 0; at < scores.length; at++) {
    if ((grid.day[at] ?? 0) < firstDays || !(-(scores[at] ?? 0) > limit)) continue
    const [from, to] = [startMs + at * stepMs, startMs + (at + 1) * stepMs]
    const last = alarms.at(-1)
    if (last && from - last.to <= TOGETHER_MS) alarms[alarms.length - 1] = { ...last, to }
    else alarms.push({ from, to, noticed: to })
  }
  return alarms
}
