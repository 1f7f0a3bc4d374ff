import { addDays, type Day, weekday } from '../../lib/days.ts'
import { oneDay, type Period } from './period.ts'
import type { Rule } from './rule.ts'
import { shift } from './shift.ts'

const WEEKDAYS =
  '(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?'
const WEEKDAY_CHINESE = '(?:周|星期|礼拜)(一(?!共)|[二三四五六日天])'
const STARTS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** The weekday last past, or in a forecast the next one. */
function nearestWeekday(today: Day, wanted: number, ahead: boolean): Period {
  const from = addDays(today, ahead ? 1 : -1)
  const steps = ahead ? (wanted - weekday(from) + 7) % 7 : -((weekday(from) - wanted + 7) % 7)
  return oneDay(addDays(from, steps))
}

/** `last Friday`, `下周三`, a weekend. */
export const WEEKDAY_RULES: readonly Rule[] = [
  {
    chinese: `(上个?|这个?|本|下个?)${WEEKDAY_CHINESE}`,
    of: ([which, said = '一'], { today }) => {
      const monday = addDays(today, 1 - weekday(today) + 7 * shift(which))
      return oneDay(addDays(monday, '一二三四五六日天'.indexOf(said) % 7))
    },
  },
  {
    chinese: WEEKDAY_CHINESE,
    of: ([said = '一'], { today, direction }) =>
      nearestWeekday(
        today,
        ('一二三四五六日'.indexOf(said.replace('天', '日')) % 7) + 1,
        direction === 'future',
      ),
  },
  {
    english: `(?:(last|past|previous|this|on|next|coming) )?${WEEKDAYS}`,
    of: ([which, said = ''], { today, direction }) =>
      nearestWeekday(
        today,
        STARTS.indexOf(said.slice(0, 3).toLowerCase()) + 1,
        shift(which) > 0 || (shift(which) === 0 && direction === 'future'),
      ),
  },
  {
    english: '(?:(last|this|next|past) )?weekend',
    chinese: '(上个?|这个?|本|下个?)?周末',
    of: ([which], { today, direction }) => {
      const by = which === undefined && direction === 'past' && weekday(today) < 6 ? -1 : shift(which)
      const saturday = addDays(today, 6 - weekday(today) + 7 * by)
      return { kind: 'days', from: saturday, to: addDays(saturday, 2) }
    },
  },
]
