import { expect, it } from 'vitest'
import { coveredDays } from '../../src/digests/covered.ts'
import { type Day, weekday } from '../../src/lib/days.ts'

const onWeekdays = (day: Day) => weekday(day) <= 5
/** 2026-11-30 is a Monday. */
it.each([
  ['every day: nothing more than the day itself', '2026-11-30', '2026-11-29', () => true, []],
  [
    'weekdays: Monday covers Friday and Saturday',
    '2026-11-30',
    '2026-11-29',
    onWeekdays,
    ['2026-11-27', '2026-11-28'],
  ],
  ['weekdays: Tuesday is of Monday alone', '2026-12-01', '2026-11-30', onWeekdays, []],
  [
    'a holiday on Monday: Tuesday covers Friday to Sunday',
    ...(['2026-12-01', '2026-11-30'] as const),
    (day: Day) => onWeekdays(day) && day !== '2026-11-30',
    ['2026-11-27', '2026-11-28', '2026-11-29'],
  ],
  [
    'a closed Sunday: Monday speaks of Saturday, and covers Friday',
    '2026-11-30',
    '2026-11-28',
    onWeekdays,
    ['2026-11-27'],
  ],
  [
    'Mondays only: the week',
    '2026-11-30',
    '2026-11-29',
    (day: Day) => weekday(day) === 1,
    ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28'],
  ],
  ['never before: nothing', '2026-11-30', '2026-11-29', () => false, []],
] as const)('%s', (_, slotDay, day, isPosted, covered) => {
  expect(coveredDays({ day, slotDay }, isPosted)).toEqual(covered)
})
