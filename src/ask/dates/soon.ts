import { addDays, type Day } from '../../lib/days.ts'
import { readDates } from './read.ts'

/** what has been is counted and not guessed */
const GUESSED = /大概|大约|差不多|估|\b(?:roughly|approximately|est|estimated?|ballpark)\b/iu
const LONG_AGO = -200
const SOON = 14

/** Of a holiday that comes in days a guess is asked, not what was counted last year. */
export function datesIn(
  text: string,
  { today, isOfFuture, said }: { readonly today: Day; readonly isOfFuture: boolean; readonly said: string },
) {
  const dates = readDates(text, { today, direction: isOfFuture ? 'future' : 'past' })
  const isOld = dates.periods.every((one) => one.kind === 'days' && one.to < addDays(today, LONG_AGO))
  if (isOfFuture || !isOld || dates.periods.length === 0 || !GUESSED.test(said)) return dates
  const ahead = readDates(text, { today, direction: 'future' })
  const isSoon = ahead.periods.every((one) => one.kind === 'days' && one.from <= addDays(today, SOON))
  return isSoon ? ahead : dates
}
