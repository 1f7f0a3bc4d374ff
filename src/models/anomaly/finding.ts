import type { Day } from '../../lib/days.ts'
import type { Calendar } from '../calendar/calendar.ts'
import type { KpiDay, KpiUnit } from './baseline.ts'
import type { Distance } from './limits.ts'

/** two-sided, one quiet day in 2,150, where a day scatters by a tenth (alarm-limit.ts) */
export const LIMIT = 3.5
export const NEED_DAYS = 14

export interface Finding {
  readonly kind: 'finding'
  /** values (of / over); money in cents; `low` and `high` are the alarm limits */
  readonly expected: number
  readonly low: number
  readonly high: number
  readonly actual: number
  /** signed standard deviations from expected; of a drift those of its whole run */
  readonly score: number
  /** two-sided; correct over a run with `benjaminiHochberg` */
  readonly p: number
  readonly method: Distance['method'] | 'cusum' | 'hurdle' | 'slow'
  readonly isAnomaly: boolean
  readonly direction: 'up' | 'down'
  readonly because:
    | 'outside'
    | 'drift'
    | 'inside'
    | 'too small a change'
    | 'too little volume'
    | 'too little money'
    | 'special day without a past'
    | 'beside a special day'
    | 'back at an earlier level'
  /** the first day of the drift; the day itself otherwise */
  readonly since: Day
  /** money between actual and expected on the day, in cents; null when no worth was told */
  readonly stakeCents: number | null
}

/** Money between what was found and what was expected, `gap` a unit of the base; null where an event has no worth. */
export function stakeOf({ unit, today, worthCents }: Judgement, gap: number): number | null {
  if (unit === 'money' || unit === 'money-per') return Math.round(gap * today.over)
  return worthCents === undefined ? null : Math.round(gap * today.over * worthCents)
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
  /** of a part: what the whole of it brought on the day judged, beside an ordinary day; used on holidays never seen before */
  readonly wholeRatio?: number
  /** alarm beyond so many standard deviations; untold 3.5, a little more or less by the volume (alarm-limit.ts) */
  readonly limit?: number
  /** fewer events expected than this are not judged */
  readonly leastEvents?: number
  /** a smaller relative change is not worth a message */
  readonly leastChange?: number
  /** money one event is worth, in cents; money KPIs are their own */
  readonly worthCents?: number
  /** less money at stake a day is not worth a message */
  readonly leastCents?: number
}
