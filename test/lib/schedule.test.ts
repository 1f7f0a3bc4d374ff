import { describe, expect, it } from 'vitest'
import { isLate, slotsToRun } from '../../src/lib/catch-up.ts'
import { minuteOfDay, slotsDue } from '../../src/lib/schedule.ts'

const BERLIN = 'Europe/Berlin'
const due = (schedule: Parameters<typeof slotsDue>[0], after: string, until: string) =>
  slotsDue(schedule, BERLIN, new Date(after), new Date(until))
const times = (slots: readonly { at: Date }[]) => slots.map(({ at }) => at.toISOString().slice(5, 16))

describe('slots due', () => {
  it('leave out the last one run and hold the one of this minute', () => {
    expect(times(due({ at: '07:30' }, '2026-11-22T06:30:00Z', '2026-11-24T06:30:00Z'))).toEqual([
      '11-23T06:30',
      '11-24T06:30',
    ])
  })

  it('belong to the day of their zone', () => {
    const [slot] = due({ at: '00:15' }, '2026-11-23T12:00:00Z', '2026-11-24T12:00:00Z')
    expect(slot).toEqual({ at: new Date('2026-11-23T23:15:00Z'), day: '2026-11-24' })
  })

  it('keep to their weekdays', () => {
    const mondays = due({ at: '09:00', weekdays: [1] }, '2026-11-01T00:00:00Z', '2026-11-24T00:00:00Z')
    expect(mondays.map(({ day }) => day)).toEqual(['2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23'])
  })

  it('go by their own zone when they name one', () => {
    const [slot] = due(
      { at: '07:30', zone: 'America/New_York' },
      '2026-11-24T00:00:00Z',
      '2026-11-24T23:00:00Z',
    )
    expect(slot?.at.toISOString()).toBe('2026-11-24T12:30:00.000Z')
  })

  it('come at the first valid minute in the spring gap, once', () => {
    expect(times(due({ at: '02:30' }, '2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z'))).toEqual([
      '03-29T01:00',
      '03-30T00:30',
    ])
  })

  it('come once in the autumn fold', () => {
    expect(times(due({ at: '02:30' }, '2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z'))).toEqual([
      '10-25T00:30',
      '10-26T01:30',
    ])
    expect(due({ at: '02:30' }, '2026-10-25T00:30:00Z', '2026-10-25T03:00:00Z')).toEqual([])
  })

  it.each([
    ['spring', '2026-03-29T00:00:00Z', '2026-03-29T04:00:00Z'],
    ['autumn', '2026-10-24T23:00:00Z', '2026-10-25T03:00:00Z'],
  ])('every quarter of an hour have no hole in %s', (_, after, until) => {
    const slots = due({ everyMinutes: 15 }, after, until)
    expect(slots).toHaveLength(16)
    const gaps = slots.slice(1).map(({ at }, i) => at.getTime() - (slots[i]?.at.getTime() ?? 0))
    expect(new Set(gaps)).toEqual(new Set([15 * 60_000]))
  })

  it('every five minutes from two past come at 2, 7, 12, in every hour', () => {
    const slots = due({ everyMinutes: 5, offset: 2 }, '2026-11-24T09:50:00Z', '2026-11-24T10:12:00Z')
    expect(times(slots)).toEqual(['11-24T09:52', '11-24T09:57', '11-24T10:02', '11-24T10:07', '11-24T10:12'])
    expect(due({ everyMinutes: 5, offset: 2 }, '2026-11-24T10:02:00Z', '2026-11-24T10:06:59Z')).toEqual([])
  })

  it.each(['24:00', '7', '7:5', '07:60', 'noon'])('%j is no time of day', (text) => {
    expect(() => minuteOfDay(text)).toThrow(RangeError)
  })
})

describe('catching up after three days away', () => {
  const job = { schedule: { at: '07:30' }, zone: BERLIN, last: new Date('2026-11-20T06:30:00Z') }
  const now = new Date('2026-11-23T12:00:00Z')

  it('all: every slot, oldest first', () => {
    expect(times(slotsToRun({ ...job, now, catchUp: 'all' }))).toEqual([
      '11-21T06:30',
      '11-22T06:30',
      '11-23T06:30',
    ])
  })

  it('latest: the last one', () => {
    expect(times(slotsToRun({ ...job, now, catchUp: 'latest' }))).toEqual(['11-23T06:30'])
  })

  it('none: nothing, but what is due this very minute', () => {
    expect(slotsToRun({ ...job, now, catchUp: 'none' })).toEqual([])
    const onTime = slotsToRun({ ...job, now: new Date('2026-11-23T06:31:00Z'), catchUp: 'none' })
    expect(times(onTime)).toEqual(['11-23T06:30'])
  })

  it('a job that never ran starts with its latest slot, not with its past', () => {
    const first = { ...job, last: null, now }
    expect(times(slotsToRun({ ...first, catchUp: 'all' }))).toEqual(['11-23T06:30'])
    expect(times(slotsToRun({ ...first, catchUp: 'latest' }))).toEqual(['11-23T06:30'])
    expect(slotsToRun({ ...first, catchUp: 'none' })).toEqual([])
  })

  it('a weekly job that never ran finds its slot of a week ago', () => {
    const weekly = {
      ...job,
      schedule: { at: '07:30', weekdays: [1] },
      last: null,
      catchUp: 'latest',
    } as const
    expect(times(slotsToRun({ ...weekly, now: new Date('2026-11-23T06:00:00Z') }))).toEqual(['11-16T06:30'])
  })

  it('a slot is late five minutes after its time', () => {
    const slot = { at: now, day: '2026-11-23' }
    expect(isLate(slot, new Date(now.getTime() + 300_000))).toBe(false)
    expect(isLate(slot, new Date(now.getTime() + 300_001))).toBe(true)
  })
})
