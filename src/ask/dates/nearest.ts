import { addDays, addMonths, type Day, daysBetween } from '../../lib/days.ts'
import type { Period } from './period.ts'

interface Said {
  readonly original: string
  readonly today: Day
}

const NAMES_YEAR =
  /20\d\d|\b(?:last|next|this|previous|coming) (?:year|q[1-4]|quarter|month|january|february|march|april|may|june|july|august|september|october|november|december)|year ago|去年|明年|今年|上个?月|前年/iu
const IS_OVER =
  /\b(?:was|were|did|had|got|sold|made|came|went|actual(?:ly)?|since|compared|vs|versus|history|historical(?:ly)?)\b|去|过|了|以来|实际|同期|历史/iu
const HALF_A_YEAR = 183
const SOON_DAYS = 75

const LIES_AHEAD =
  /\b(?:think|thinking|roughly|expect\w*|guess|could|might|likely|looks? like|will|would|gonna|should|plan\w*|ballpark|estimate)\b|大概|大约|能|会|估|预|将|准备|有望/iu

/** Days without their year that come soon and were last here most of a year ago: `December toys, how many units do we think`. */
export function comesSoon(periods: readonly Period[], { original, today }: Said): boolean {
  const [period, ...more] = periods
  if (period?.kind !== 'days' || more.length > 0) return false
  if (NAMES_YEAR.test(original) || IS_OVER.test(original) || !LIES_AHEAD.test(original)) return false
  const ahead = daysBetween(today, addMonths(period.from, 12))
  return ahead > 0 && ahead <= SOON_DAYS && daysBetween(period.from, period.to) <= 31
}

/** Which year is meant where none is named: the target of October, asked in November, is that of the month that is over. */
export function meantIn(
  periods: readonly Period[],
  { intent, ...said }: Said & { readonly intent: string | null },
): readonly Period[] {
  return intent === 'target' ? periods.map((one) => nearest(one, said)) : periods
}

function nearest(period: Period, { original, today }: Said): Period {
  if (period.kind !== 'days' || NAMES_YEAR.test(original)) return period
  return daysBetween(today, period.from) > HALF_A_YEAR
    ? { ...period, from: addMonths(period.from, -12), to: addMonths(period.to, -12) }
    : period
}

const FAR_AHEAD = 200

/** Days most of a year ahead that nobody has spoken of: no forecast is meant. */
export function isFarAhead(periods: readonly Period[], { original, today }: Said): boolean {
  if (/20\d\d|next year|明年/iu.test(original)) return false
  return periods.some((one) => one.kind === 'days' && daysBetween(today, one.from) > FAR_AHEAD)
}

/** Days of the future, the day under way alone is none. */
export function isAhead(periods: readonly Period[], today: Day): boolean {
  return periods.some(
    (one) =>
      one.kind === 'next' ||
      (one.kind === 'days' && (one.from > today || (one.from === today && one.to > addDays(today, 1)))),
  )
}
