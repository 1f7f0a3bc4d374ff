import { expect, it } from 'vitest'
import { addDays, daysIn, wallClock } from '../../src/lib/days.ts'
import { minuteOfDay, slotsDue } from '../../src/lib/schedule.ts'

/** Clocks that move by an hour, by half an hour, at midnight, around Ramadan, and never: each at the hour they leave out. */
const ZONES = [
  ...[['Europe/Berlin', '02:30'] as const, ['America/New_York', '02:30'] as const],
  ...[['America/Santiago', '00:00'] as const, ['Australia/Lord_Howe', '02:15'] as const],
  ...[['Africa/Casablanca', '02:30'] as const, ['Africa/Cairo', '00:00'] as const],
  ...[['Asia/Beirut', '00:00'] as const, ['Pacific/Chatham', '03:00'] as const],
  ...[['America/Havana', '00:30'] as const, ['Asia/Shanghai', '07:30'] as const],
]
const YEARS = { from: '2025-01-01', to: '2031-01-01' }

it.each(ZONES)('a digest in %s at %s comes once a local day, 2025 to 2030', (zone, at) => {
  const from = new Date(Date.parse(YEARS.from) - 2 * 86_400_000)
  const until = new Date(Date.parse(YEARS.to) + 2 * 86_400_000)
  const slots = slotsDue({ at, zone }, 'UTC', from, until).filter(
    ({ day }) => day >= YEARS.from && day < YEARS.to,
  )
  expect(slots.map(({ day }) => day)).toEqual(daysIn(YEARS))
  for (const { at: instant, day } of slots) {
    const shown = wallClock(instant, zone)
    expect(shown.day).toBe(day)
    // only a clock that leaves the minute out is later, by no more than it is moved
    expect(shown.minute - minuteOfDay(at)).toBeGreaterThanOrEqual(0)
    expect(shown.minute - minuteOfDay(at)).toBeLessThanOrEqual(60)
  }
  expect(slots.every(({ at: one }, i) => i === 0 || one > (slots[i - 1]?.at ?? one))).toBe(true)
})

it('a scheduler that looks every hour sees each day of a moved clock once', () => {
  const schedule = { at: '02:30', zone: 'Europe/Berlin' }
  const seen: string[] = []
  let last = new Date('2026-03-27T00:00:00Z')
  for (let hour = 1; hour <= 24 * 5; hour++) {
    const now = new Date(Date.parse('2026-03-27T00:00:00Z') + hour * 3_600_000)
    seen.push(...slotsDue(schedule, 'UTC', last, now).map(({ day }) => day))
    last = now
  }
  expect(seen).toEqual(['2026-03-27', '2026-03-28', '2026-03-29', '2026-03-30', '2026-03-31'])
})

it.each([
  [{ monthDay: 2 }, ['2026-11-02', '2026-12-02', '2027-01-02', '2027-02-02']],
  [{ monthDay: 31 }, ['2026-10-31', '2026-11-30', '2026-12-31', '2027-01-31', '2027-02-28']],
  [{ monthDay: 2, months: [1, 4, 7, 10] }, ['2027-01-02']],
])('of a month: %j', (of, days) => {
  const range = [new Date('2026-10-15T00:00:00Z'), new Date('2027-03-01T00:00:00Z')] as const
  expect(slotsDue({ at: '08:30', zone: 'Asia/Tokyo', ...of }, 'UTC', ...range).map(({ day }) => day)).toEqual(
    days,
  )
  expect(addDays('2027-02-28', 1)).toBe('2027-03-01')
})
