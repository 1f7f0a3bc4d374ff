import { describe, expect, it } from 'vitest'
import { type Layer, nextChange, onCallAt, type Schedule } from '../../../src/alerts/routing/schedule.ts'
import { addDays, instantOf } from '../../../src/lib/days.ts'

const WEEKLY: Layer = {
  users: ['UANN', 'UBEN', 'UCAT'],
  start: '2026-11-02',
  at: 9 * 60,
  days: 7,
  hours: null,
}
const schedule = (more: Partial<Schedule> = {}): Schedule => ({
  ...{ zone: 'Europe/Berlin', layers: [WEEKLY], swaps: [] },
  ...more,
})
const at = (text: string) => new Date(`${text}Z`)

describe('a schedule', () => {
  it.each([
    ['2026-11-02T07:59', null],
    ['2026-11-02T08:00', 'UANN'],
    ['2026-11-09T07:59', 'UANN'],
    ['2026-11-09T08:00', 'UBEN'],
    ['2026-11-16T08:00', 'UCAT'],
    ['2026-11-23T08:00', 'UANN'],
  ])('at %s has %s on call', (when, who) => expect(onCallAt(schedule(), at(when))).toBe(who))

  it('lets a later layer go before an earlier one, within its hours', () => {
    const night: Layer = {
      ...{ users: ['UDAN'], start: '2026-11-02', at: 0, days: 1 },
      hours: { weekdays: [1, 2, 3, 4, 5], from: 20 * 60, to: 8 * 60 },
    }
    const both = schedule({ layers: [WEEKLY, night] })
    expect(onCallAt(both, at('2026-11-10T18:59'))).toBe('UBEN')
    expect(onCallAt(both, at('2026-11-10T19:00'))).toBe('UDAN')
    expect(onCallAt(both, at('2026-11-11T07:00'))).toBe('UBEN')
    // of Friday's night into Saturday; there is none on Saturday
    expect(onCallAt(both, at('2026-11-14T03:00'))).toBe('UDAN')
    expect(onCallAt(both, at('2026-11-14T20:00'))).toBe('UBEN')
  })

  it('lets a swap go before all, from its beginning to its end, and the later of two', () => {
    const swaps = [
      { user: 'UEVE', from: at('2026-11-10T10:00'), to: at('2026-11-11T10:00') },
      { user: 'UFOX', from: at('2026-11-10T12:00'), to: at('2026-11-10T13:00') },
    ]
    const swapped = schedule({ swaps })
    const who = ['09:59', '10:00', '12:00', '13:00'].map((time) =>
      onCallAt(swapped, at(`2026-11-10T${time}`)),
    )
    expect(who).toEqual(['UBEN', 'UEVE', 'UFOX', 'UEVE'])
    expect(onCallAt(swapped, at('2026-11-11T10:00'))).toBe('UBEN')
    expect(nextChange(swapped, at('2026-11-10T10:00'))).toEqual({ user: 'UFOX', at: at('2026-11-10T12:00') })
  })

  it('says who comes next and when', () => {
    expect(nextChange(schedule(), at('2026-11-10T10:00'))).toEqual({
      user: 'UCAT',
      at: at('2026-11-16T08:00'),
    })
    const alone = schedule({ layers: [{ ...WEEKLY, users: ['UANN'] }] })
    expect(nextChange(alone, at('2026-11-10T10:00'))).toBeNull()
  })

  it.each([
    ['Europe/Berlin', '2026-03-29', 23],
    ['Europe/Berlin', '2026-10-25', 25],
    ['America/New_York', '2026-03-08', 23],
    ['America/New_York', '2026-11-01', 25],
    ['Australia/Sydney', '2026-10-04', 23],
    ['Australia/Sydney', '2026-04-05', 25],
    ['America/Santiago', '2026-09-06', 23],
    ['America/Santiago', '2026-04-05', 25],
    ['Africa/Cairo', '2026-04-24', 23],
    ['Africa/Cairo', '2026-10-30', 25],
  ])(
    'hands over by the clock in %s on the days around %s, one shift of %i hours among them',
    (zone, day, hours) => {
      // at an hour that is skipped or comes twice on that day
      for (const minute of [0, 30, 150, 9 * 60]) {
        const daily: Layer = {
          users: ['UANN', 'UBEN'],
          start: addDays(day, -4),
          at: minute,
          days: 1,
          hours: null,
        }
        const one = schedule({ zone, layers: [daily] })
        const lengths: number[] = []
        let from = instantOf(addDays(day, -2), minute, zone)
        for (let turn = 0; turn < 4; turn++) {
          const next = nextChange(one, from)
          if (!next) throw new Error('nobody comes next')
          expect(onCallAt(one, new Date(next.at.getTime() - 1))).not.toBe(onCallAt(one, next.at))
          // nobody is on call for a moment in between, and no turn is cut in two
          for (let ms = from.getTime(); ms < next.at.getTime(); ms += 600_000)
            expect(onCallAt(one, new Date(ms))).toBe(onCallAt(one, from))
          lengths.push((next.at.getTime() - from.getTime()) / 3_600_000)
          from = next.at
        }
        expect(lengths.reduce((sum, one) => sum + one, 0)).toBe(72 + hours)
      }
    },
  )
})
