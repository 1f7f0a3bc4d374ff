import type { Day } from '../lib/days.ts'
import { twoSidedP } from '../stats/normal.ts'
import { type Baseline, baseline, type Calendar, expectedOn, type KpiDay, type KpiUnit } from './baseline.ts'
import { type Distance, distance } from './limits.ts'

export interface Finding {
  readonly kind: 'finding'
  /** values (of / over); money in cents; `low` and `high` are the alarm limits */
  readonly expected: number
  readonly low: number
  readonly high: number
  readonly actual: number
  /** signed standard deviations from expected */
  readonly score: number
  /** two-sided; correct over a run with `benjaminiHochberg` */
  readonly p: number
  readonly method: Distance['method']
  readonly isAnomaly: boolean
  readonly direction: 'up' | 'down'
  readonly because:
    | 'outside'
    | 'inside'
    | 'too small a change'
    | 'too little volume'
    | 'special day without a past'
}

/** No answer: so many ordinary days (with a base) are needed, and so many are there. */
export interface TooShort {
  readonly kind: 'too-short'
  readonly need: number
  readonly have: number
}

export interface Judgement {
  readonly unit: KpiUnit
  /** sorted by day, before the day judged; a day not listed is missing */
  readonly history: readonly KpiDay[]
  readonly today: KpiDay
  readonly calendar?: Calendar
  /** alarm beyond so many standard deviations */
  readonly limit?: number
  /** fewer events expected than this are not judged */
  readonly leastEvents?: number
  /** a smaller relative change is not worth a message */
  readonly leastChange?: number
}

const NEED_DAYS = 14
const RELEARN_AFTER = 3

/**
 * Is this day outside what the KPI's own past allows? Use once a day and KPI (and slice), then correct the p-values
 * of the run with `benjaminiHochberg`. Rates: beta-binomial limits; counts: negative binomial; money: robust log
 * residuals. All over the same baseline (discounted level x weekday) that is frozen on days that were themselves
 * outside, until three in a row show a new level; days of the calendar never enter it and are compared with earlier
 * days of the same name only. Fewer than 14 ordinary days, or a day without a base, is `too-short`.
 * Limits are pointwise: a slow drift is not seen (a CUSUM is the place for it).
 */
export function judge(asked: Judgement): Finding | TooShort {
  const { unit, today, limit = 3.3 } = asked
  const state = ordinaryState(asked)
  if ('kind' in state) return state
  const { base, factor } = state
  const expected = expectedOn(base, today.day) * (factor ?? 1)
  const found = distance(unit, { base, today, expected, limit })
  const actual = today.of / today.over
  const because = reasonOf({ asked, found, expected, actual, isUnknownDay: factor === null })
  return {
    kind: 'finding',
    expected,
    low: found.low,
    high: found.high,
    actual,
    score: found.z,
    p: because === 'special day without a past' ? 1 : twoSidedP(found.z),
    method: found.method,
    isAnomaly: because === 'outside',
    direction: actual < expected ? 'down' : 'up',
    because,
  }
}

/**
 * What the KPI should be on a day by its recent level and weekday: the comparison of the digest, and the same number
 * `judge` measures from. Null when there are fewer than 14 ordinary days.
 */
export function expectedLevel(
  asked: Pick<Judgement, 'unit' | 'history' | 'calendar'> & { readonly day: Day },
): number | null {
  const state = ordinaryState({ ...asked, today: { day: asked.day, of: 0, over: 1 } })
  return 'kind' in state ? null : expectedOn(state.base, asked.day) * (state.factor ?? 1)
}

/** The frozen baseline, and the special day's factor: 1 on ordinary days, null when the day has no past. */
function ordinaryState({
  unit,
  history,
  today,
  calendar = new Map(),
  limit = 3.3,
}: Judgement): { base: Baseline; factor: number | null } | TooShort {
  const isOrdinary = (day: Day) => !calendar.has(day)
  const first = baseline(history, unit, isOrdinary)
  const have = first?.clean.length ?? 0
  if (!first || have < NEED_DAYS || today.over <= 0) return { kind: 'too-short', need: NEED_DAYS, have }
  const flagged = flaggedDays(first, unit, limit)
  const base = baseline(history, unit, (day) => isOrdinary(day) && !flagged.has(day)) ?? first
  const name = calendar.get(today.day)
  return {
    base,
    factor:
      name === undefined
        ? 1
        : factorOf(
            base,
            history.filter((p) => calendar.get(p.day) === name),
          ),
  }
}

/** Days outside the limits, but not a run of three or more: that is a new level, to be learnt. */
function flaggedDays(base: Baseline, unit: KpiUnit, limit: number): Set<Day> {
  const flagged = new Set<Day>()
  let run: Day[] = []
  for (const [index, point] of base.clean.entries()) {
    const isOut =
      index >= 7 &&
      Math.abs(distance(unit, { base, today: point, expected: point.expected, limit }).z) > limit
    if (!isOut) run = []
    else if (run.push(point.day) >= RELEARN_AFTER) for (const day of run) flagged.delete(day)
    else flagged.add(point.day)
  }
  return flagged
}

/** Earlier days of the same name against what ordinary days would have brought; one day is no past. */
function factorOf(base: Baseline, same: readonly KpiDay[]): number | null {
  const past = same.filter((point) => point.over > 0)
  if (past.length < 2) return null
  const seen = past.reduce((sum, point) => sum + point.of, 0)
  const usual = past.reduce((sum, point) => sum + point.over * expectedOn(base, point.day), 0)
  return usual > 0 ? seen / usual : null
}

function reasonOf(facts: {
  asked: Judgement
  found: Distance
  expected: number
  actual: number
  isUnknownDay: boolean
}): Finding['because'] {
  const { asked, found, expected, actual, isUnknownDay } = facts
  const { unit, today, limit = 3.3, leastEvents = 5, leastChange = 0.05 } = asked
  if (isUnknownDay) return 'special day without a past'
  const events =
    unit === 'money-per' ? today.over : unit === 'money' ? Number.POSITIVE_INFINITY : expected * today.over
  if (events < leastEvents) return 'too little volume'
  if (Math.abs(found.z) <= limit) return 'inside'
  return Math.abs(actual - expected) < leastChange * expected ? 'too small a change' : 'outside'
}
