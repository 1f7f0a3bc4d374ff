import { describe, expect, it } from 'vitest'
import {
  addDays,
  dayOf,
  daysBetween,
  daysIn,
  instantOf,
  isDay,
  isTimeZone,
  wallClock,
  weekday,
} from '../../src/lib/days.ts'

const BERLIN = 'Europe/Berlin'

describe('days', () => {
  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-03-29', 1, '2026-03-30'],
  ])('%s and %i is %s', (day, days, expected) => expect(addDays(day, days)).toBe(expected))

  it('a range holds its first day and not its last', () => {
    expect(daysIn({ from: '2026-11-22', to: '2026-11-24' })).toEqual(['2026-11-22', '2026-11-23'])
    expect(daysIn({ from: '2026-11-24', to: '2026-11-22' })).toEqual([])
  })

  it('counts whole days over a clock change', () => {
    expect(daysBetween('2026-03-28', '2026-03-31')).toBe(3)
    expect(daysBetween('2026-10-26', '2026-10-24')).toBe(-2)
  })

  it('weeks begin on Monday', () => {
    expect(weekday('2026-11-23')).toBe(1)
    expect(weekday('2026-11-29')).toBe(7)
  })

  it.each(['2026-02-30', '2026-2-3', '20260203', '2026-13-01', ''])('%j is no day', (text) => {
    expect(isDay(text)).toBe(false)
  })

  it('knows time zones from other words', () => {
    expect(isTimeZone(BERLIN)).toBe(true)
    expect(isTimeZone('Middle/Earth')).toBe(false)
  })
})

describe('the shop day of an instant', () => {
  it.each([
    ['2026-11-23T22:59:59Z', BERLIN, '2026-11-23'],
    ['2026-11-23T23:00:00Z', BERLIN, '2026-11-24'],
    ['2026-07-23T22:00:00Z', BERLIN, '2026-07-24'],
    ['2026-11-24T00:00:00Z', 'America/Los_Angeles', '2026-11-23'],
    ['2026-11-23T10:00:00Z', 'Pacific/Kiritimati', '2026-11-24'],
  ])('%s in %s is %s', (instant, zone, day) => expect(dayOf(new Date(instant), zone)).toBe(day))
})

describe('the instant of a wall clock', () => {
  it.each([
    ['an ordinary morning', '2026-11-24', 7 * 60 + 30, BERLIN, '2026-11-24T06:30:00.000Z'],
    ['a summer midnight', '2026-07-01', 0, BERLIN, '2026-06-30T22:00:00.000Z'],
    [
      'in the spring gap: the first valid minute',
      '2026-03-29',
      2 * 60 + 30,
      BERLIN,
      '2026-03-29T01:00:00.000Z',
    ],
    ['right after the gap', '2026-03-29', 3 * 60, BERLIN, '2026-03-29T01:00:00.000Z'],
    ['in the autumn fold: its first pass', '2026-10-25', 2 * 60 + 30, BERLIN, '2026-10-25T00:30:00.000Z'],
    ['after the fold', '2026-10-25', 3 * 60, BERLIN, '2026-10-25T02:00:00.000Z'],
    ['a fold of half an hour', '2026-04-05', 1 * 60 + 45, 'Australia/Lord_Howe', '2026-04-04T14:45:00.000Z'],
    ['a zone off the hour', '2026-11-24', 6 * 60, 'Asia/Kathmandu', '2026-11-24T00:15:00.000Z'],
    ['a midnight that does not exist', '2026-09-06', 0, 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    ['a day that does not exist: the next', '2011-12-30', 600, 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ])('%s', (_, day, minute, zone, expected) => {
    expect(instantOf(day, minute, zone).toISOString()).toBe(expected)
  })

  it.each([
    ['Europe/Berlin', '2026-03-29'],
    ['Europe/Berlin', '2026-10-25'],
    ['America/New_York', '2026-11-01'],
    ['America/Santiago', '2026-09-06'],
    ['Australia/Lord_Howe', '2026-10-04'],
    ['Africa/Casablanca', '2026-02-15'],
    ['Pacific/Kiritimati', '2026-06-01'],
    ['Asia/Kathmandu', '2026-06-01'],
    ['Europe/Amsterdam', '1930-05-15'],
  ])('are found as by a look at every quarter of an hour, about a change of clocks in %s', (zone, day) => {
    for (const at of [-2, -1, 0, 1, 2].map((days) => addDays(day, days)))
      for (const minute of [0, 90, 150, 450, 1439])
        expect(instantOf(at, minute, zone)).toEqual(looked(at, minute, zone))
  })
})

function looked(day: string, minute: number, zone: string): Date | undefined {
  const wanted = Date.parse(day) + minute * 60_000
  const quarters = Array.from({ length: 113 }, (_, i) => new Date(wanted + (i - 56) * 900_000))
  return quarters.find((at) => {
    const shown = wallClock(at, zone)
    return Date.parse(shown.day) + shown.minute * 60_000 >= wanted
  })
}
