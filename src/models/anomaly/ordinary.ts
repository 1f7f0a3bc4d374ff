import type { Day } from '../../lib/days.ts'
import { median } from '../../stats/describe.ts'
import { type Baseline, baseline, type KpiDay, type KpiUnit } from './baseline.ts'
import { quickScore, scatterOf } from './limits.ts'

/** days of the window before the level is known well enough to be outside of it */
const SETTLING_DAYS = 7
/** so many days outside on one side are a new level, to be learnt, unless they are over */
const RELEARN_AFTER = 3
/** what was over within so many days was an event, however far it went; what lasted longer was a level */
const EVENT_DAYS = 10
/** of the limit: seen from the level before a run, a day so far out on the same side belongs to it */
const STILL = 0.5
/** days after a run that tell whether it is over */
const AFTER_DAYS = 3
/** of a run's size: nearer than this to the level before, it is over */
const HALF = 0.5

/** The recent past without the days that were themselves outside. */
export interface Ordinary {
  readonly base: Baseline | null
  readonly scatter: number
  /** ordinary days of the window, those outside among them */
  readonly have: number
  /** what the level does not rest on */
  readonly outside: ReadonlySet<Day>
}

/**
 * The baseline of ordinary days, frozen on those that were themselves outside. Three in a row on one side are a new level
 * and are learnt; a sale or an outage that nobody named is over after some days: its days stay outside, and what lies
 * around them is then looked at once more, by the level that has not followed it.
 */
export function ordinaryState({
  unit,
  days,
  limit,
}: {
  readonly unit: KpiUnit
  readonly days: readonly KpiDay[]
  readonly limit: number
}): Ordinary {
  const first = baseline(days, unit)
  if (!first) return { base: null, scatter: 0, have: 0, outside: new Set() }
  const scatter = scatterOf(unit, first)
  const have = first.clean.length
  const { outside, hasEvent } = outsideDays(first, { unit, scatter, limit })
  if (outside.size === 0) return { base: first, scatter, have, outside }
  const frozen = baseline(days, unit, outside) ?? first
  const around = scatterOf(unit, frozen)
  if (!hasEvent) return { base: frozen, scatter: around, have, outside }
  const again = outsideDays(frozen, { unit, scatter: around, limit }).outside
  const base = baseline(days, unit, again) ?? frozen
  return { base, scatter: scatterOf(unit, base), have, outside: again }
}

type Seen = Baseline['seen'][number]

/** Days outside the limits, but not a run of three or more that goes on: that is a new level, to be learnt. */
function outsideDays(
  base: Baseline,
  { unit, scatter, limit }: { readonly unit: KpiUnit; readonly scatter: number; readonly limit: number },
): { readonly outside: Set<Day>; readonly hasEvent: boolean } {
  const outside = new Set<Day>()
  let hasEvent = false
  const scoreBy = (point: Seen, level: number) =>
    quickScore(unit, { base, scatter, today: point, expected: level * point.shape, limit })
  for (let from = SETTLING_DAYS; from < base.seen.length; ) {
    const first = base.seen[from]
    if (!first) break
    const score = scoreBy(first, first.level)
    let to = from + 1
    if (Math.abs(score) > limit) {
      // the level of before, which has not followed the days of the run
      const goesOn = (point: Seen | undefined) =>
        point !== undefined && scoreBy(point, first.level) * Math.sign(score) > limit * STILL
      while (goesOn(base.seen[to])) to++
      const isRun = to - from >= RELEARN_AFTER
      const isEvent = isRun && isOver(base.seen, from, to)
      if (!isRun || isEvent) for (const { day } of base.seen.slice(from, to)) outside.add(day)
      hasEvent ||= isEvent
    }
    from = to
  }
  return { outside, hasEvent }
}

/** Is the level before a run back after it? */
function isOver(seen: readonly Seen[], from: number, to: number): boolean {
  if (to - from > EVENT_DAYS) return false
  const level = seen[from]?.level ?? 0
  const beyond = (points: readonly Seen[]) =>
    median(points.map(({ of, over, shape }) => of / (over * shape * level) - 1))
  const [run, after] = [beyond(seen.slice(from, to)), beyond(seen.slice(to, to + AFTER_DAYS))]
  return level > 0 && run !== null && after !== null && after / run < HALF
}
