import { describe, expect, it } from 'vitest'
import { readDayRows } from '../../src/calendar/read-day-rows.ts'
import { readIcal } from '../../src/calendar/read-ical.ts'

const RANGE = { zone: 'Europe/Berlin', from: '2025-01-01', to: '2028-01-01' }

function ical(...events: readonly string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'X-WR-CALNAME:Shop days', ...events, 'END:VCALENDAR'].join('\r\n')
}
function event(summary: string, ...lines: readonly string[]): string {
  return ['BEGIN:VEVENT', `UID:${summary}`, `SUMMARY:${summary}`, ...lines, 'END:VEVENT'].join('\r\n')
}

async function spans(text: string): Promise<string[]> {
  const read = await readIcal(text, RANGE)
  if (read.kind !== 'days') return [read.because]
  return read.days.map(({ name, firstDay, lastDay }) => `${name} ${firstDay}..${lastDay}`)
}

describe('an iCalendar file', () => {
  it.each([
    [
      'one day',
      event('A', 'DTSTART;VALUE=DATE:20261127', 'DTEND;VALUE=DATE:20261128'),
      ['A 2026-11-27..2026-11-27'],
    ],
    ['no end', event('A', 'DTSTART;VALUE=DATE:20261127'), ['A 2026-11-27..2026-11-27']],
    ['a length', event('A', 'DTSTART;VALUE=DATE:20261127', 'DURATION:P3D'), ['A 2026-11-27..2026-11-29']],
    [
      'every year, one taken out',
      event('A', 'DTSTART;VALUE=DATE:20250314', 'RRULE:FREQ=YEARLY', 'EXDATE;VALUE=DATE:20260314'),
      ['A 2025-03-14..2025-03-14', 'A 2027-03-14..2027-03-14'],
    ],
    [
      'in UTC: the shop’s day',
      event('A', 'DTSTART:20261127T233000Z', 'DTEND:20261128T020000Z'),
      ['A 2026-11-28..2026-11-28'],
    ],
    [
      'with times of its own zone',
      event(
        'A',
        'DTSTART;TZID=America/New_York:20261127T200000',
        'DTEND;TZID=America/New_York:20261128T000000',
      ),
      ['A 2026-11-27..2026-11-27'],
    ],
    ['cancelled', event('A', 'DTSTART;VALUE=DATE:20261127', 'STATUS:CANCELLED'), []],
    ['out of range', event('A', 'DTSTART;VALUE=DATE:20211127'), []],
    [
      'escaped',
      event('Sale\\, 2 days; more', 'DTSTART;VALUE=DATE:20261127'),
      ['Sale, 2 days; more 2026-11-27..2026-11-27'],
    ],
  ])('%s', async (_, text, wanted) => expect(await spans(ical(text))).toEqual(wanted))

  it('that is none or is cut is said to be so, and an event without a day is counted', async () => {
    expect(await spans('BEGIN:VCALENDAR\r\nnonsense')).toEqual(['not-ical'])
    const read = await readIcal(ical(event('A'), event('B', 'DTSTART;VALUE=DATE:20261127')), RANGE)
    expect(read).toMatchObject({ kind: 'days', left: 1, called: 'Shop days', days: [{ name: 'B' }] })
  })

  it('whose rule never ends is followed to the end of the range and no further', async () => {
    const daily = ical(event('A', 'DTSTART;VALUE=DATE:20270101', 'RRULE:FREQ=MONTHLY'))
    expect(await spans(daily)).toHaveLength(12)
  })
})

describe('rows of days', () => {
  it.each([
    [
      'date,name\n2026-11-27,Black Friday',
      [{ name: 'Black Friday', firstDay: '2026-11-27', lastDay: '2026-11-27', kind: null, scope: '' }],
    ],
    [
      'start;end;title;type;category\n27.11.2026;30.11.2026;"Sale; big";promotion;Home & Living',
      [
        {
          name: 'Sale; big',
          firstDay: '2026-11-27',
          lastDay: '2026-11-30',
          kind: 'promotion',
          scope: 'category=Home & Living',
        },
      ],
    ],
    [
      '日期\t名称\t类型\t商家\n2026/1/5\t店庆\t促销\tM-7',
      [
        {
          name: '店庆',
          firstDay: '2026-01-05',
          lastDay: '2026-01-05',
          kind: 'promotion',
          scope: 'merchant=M-7',
        },
      ],
    ],
    [
      'name,from,segment\r\n"A ""b""",2026-01-05,region=north\r\n\r\n',
      [{ name: 'A "b"', firstDay: '2026-01-05', lastDay: '2026-01-05', kind: null, scope: 'region=north' }],
    ],
  ])('%s', (text, days) => expect(readDayRows(text)).toEqual({ kind: 'days', days, left: 0, called: null }))

  it.each(['2026-02-30,x', '11/27/2026,x', ',x', '2026-11-27,'])('leaves out what names no day: %s', (row) =>
    expect(readDayRows(`date,name\n${row}`)).toMatchObject({ days: [], left: 1 }),
  )

  it('need a column of days and one of names', () =>
    expect(readDayRows('what,when\nx,2026-11-27')).toEqual({ kind: 'unreadable', because: 'no-columns' }))
})
