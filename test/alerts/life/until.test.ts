import { describe, expect, it } from 'vitest'
import { untilFrom } from '../../../src/alerts/life/until.ts'

const BERLIN = 'Europe/Berlin'
/** Monday, half past seven in Berlin */
const NOW = new Date('2026-11-23T06:30:00Z')
const until = (typed: string, now = NOW, zone = BERLIN) => {
  const found = untilFrom(typed, now, zone)
  return found.kind === 'until' ? found.at.toISOString().slice(0, 16) : found.because
}

describe('a snooze', () => {
  it.each([
    ['4h', '2026-11-23T10:30'],
    ['4 hours', '2026-11-23T10:30'],
    ['for 1 h', '2026-11-23T07:30'],
    ['1.5h', '2026-11-23T08:00'],
    ['90 min', '2026-11-23T08:00'],
    ['4 小时', '2026-11-23T10:30'],
    ['2d', '2026-11-25T06:30'],
    ['2天', '2026-11-25T06:30'],
    ['tomorrow', '2026-11-24T08:00'],
    ['until tomorrow', '2026-11-24T08:00'],
    ['明天', '2026-11-24T08:00'],
    ['tomorrow 14:00', '2026-11-24T13:00'],
    ['Tomorrow at 14:00', '2026-11-24T13:00'],
    ['Monday', '2026-11-23T08:00'],
    ['Monday 07:00', '2026-11-30T06:00'],
    ['wed 9:15', '2026-11-25T08:15'],
    ['周三 09:00', '2026-11-25T08:00'],
    ['09:00', '2026-11-23T08:00'],
    ['07:00', '2026-11-24T06:00'],
    ['2026-11-27', '2026-11-27T08:00'],
    ['2026-11-27 18:45', '2026-11-27T17:45'],
    ['7d', '2026-11-30T06:30'],
  ])('%s ends at %s', (typed, at) => {
    expect(until(typed)).toBe(at)
  })

  it.each([
    '',
    'soon',
    '4',
    '4x',
    '1.5d',
    '25:00',
    '2026-13-01',
    'next year',
    'tomorrow 9',
    'NaN h',
    '-4h',
    '8 Tage',
  ])('“%s” is no time', (typed) => expect(until(typed)).toBe('unreadable'))

  it.each(['0h', '1 min', '2026-11-22', 'today 07:00', '2020-01-01 10:00'])('%s is over', (typed) =>
    expect(until(typed)).toBe('past'),
  )

  it.each(['8d', '169h', '99999 h', '2026-12-01', '2027-01-01 08:00'])('%s is longer than a week', (typed) =>
    expect(until(typed)).toBe('too-long'),
  )

  it.each([
    ['Europe/Berlin', '2026-03-28T12:00:00Z', '2026-03-29T07:00', '2026-03-29T11:00'],
    ['Europe/Berlin', '2026-10-24T12:00:00Z', '2026-10-25T08:00', '2026-10-25T13:00'],
    ['America/New_York', '2026-03-07T15:00:00Z', '2026-03-08T13:00', '2026-03-08T14:00'],
    ['America/New_York', '2026-10-31T15:00:00Z', '2026-11-01T14:00', '2026-11-01T16:00'],
    ['Australia/Sydney', '2026-10-03T01:00:00Z', '2026-10-03T22:00', '2026-10-04T00:00'],
    ['Australia/Sydney', '2026-04-04T01:00:00Z', '2026-04-04T23:00', '2026-04-05T02:00'],
    ['America/Santiago', '2026-09-05T15:00:00Z', '2026-09-06T12:00', '2026-09-06T14:00'],
    ['Africa/Cairo', '2026-04-23T10:00:00Z', '2026-04-24T06:00', '2026-04-24T09:00'],
  ])('tomorrow is nine by the clock in %s on the day it is changed (%s)', (zone, now, morning, day) => {
    expect(until('tomorrow 09:00', new Date(now), zone)).toBe(morning)
    // a day later the clock shows the same hour, not 24 hours later
    expect(until('1d', new Date(now), zone)).toBe(day)
  })
})
