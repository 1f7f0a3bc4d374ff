import { describe, expect, it } from 'vitest'
import { readShifts } from '../../src/calendar/read-shifts.ts'

const asked = {
  zone: 'Europe/Berlin',
  from: new Date('2026-10-19T00:00:00Z'),
  to: new Date('2026-11-10T00:00:00Z'),
  people: { Mara: 'U00MARA', 'ben@shop.example': 'U000BEN', 'Shop ops': 'S000OPS' },
}
const file = (...events: string[][]) =>
  [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0'],
    ...events.flatMap((lines, at) => ['BEGIN:VEVENT', `UID:${at}`, ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
  ].join('\r\n')
const read = async (...events: string[][]) => {
  const found = await readShifts(file(...events), asked)
  if (found.kind === 'unreadable') return found.kind
  return found.shifts.map(({ user, from, to }) => [user, from.toISOString(), to.toISOString()])
}

describe('the shifts of a calendar', () => {
  it('keep their hour of the clock when it is changed', async () => {
    const weekly = [
      ...[
        'SUMMARY:mara',
        'DTSTART;TZID=Europe/Berlin:20261019T090000',
        'DTEND;TZID=Europe/Berlin:20261026T090000',
      ],
      'RRULE:FREQ=WEEKLY;COUNT=2',
    ]
    expect(await read(weekly)).toEqual([
      // 25 October has 25 hours
      ['U00MARA', '2026-10-19T07:00:00.000Z', '2026-10-26T08:00:00.000Z'],
      ['U00MARA', '2026-10-26T08:00:00.000Z', '2026-11-02T08:00:00.000Z'],
    ])
  })

  it.each([
    ['in UTC', ['DTSTART:20261020T080000Z', 'DTEND:20261020T160000Z'], '08:00', '16:00'],
    [
      'without a zone, by the schedule’s',
      ['DTSTART:20261020T080000', 'DTEND:20261020T160000'],
      '06:00',
      '14:00',
    ],
    [
      'of another zone by its name',
      ['DTSTART;TZID=America/New_York:20261020T080000', 'DTEND;TZID=America/New_York:20261020T100000'],
      ...(['12:00', '14:00'] as const),
    ],
  ])('are read %s', async (_, when, from, to) =>
    expect(await read(['SUMMARY:Mara', ...when])).toEqual([
      ['U00MARA', `2026-10-20T${from}:00.000Z`, `2026-10-20T${to}:00.000Z`],
    ]),
  )

  it('of whole days go from midnight to midnight', async () => {
    const days = ['SUMMARY:Mara', 'DTSTART;VALUE=DATE:20261020', 'DTEND;VALUE=DATE:20261022']
    expect(await read(days)).toEqual([['U00MARA', '2026-10-19T22:00:00.000Z', '2026-10-21T22:00:00.000Z']])
  })

  it('are of whoever is named, invited, or written by an id of Slack; a group too', async () => {
    const at = (day: number) => [`DTSTART:202610${day}T080000Z`, `DTEND:202610${day}T160000Z`]
    const found = await readShifts(
      file(
        ['SUMMARY:On call', 'ATTENDEE;CN=Ben:mailto:Ben@shop.example', ...at(20)],
        ['SUMMARY:U024BE7LH is on call', ...at(21)],
        ['SUMMARY:shop OPS', ...at(22)],
        ['SUMMARY:Nobody we know', ...at(23)],
        ['SUMMARY:Mara', 'STATUS:CANCELLED', ...at(24)],
      ),
      asked,
    )
    expect(found.kind === 'shifts' && found.shifts.map(({ user }) => user)).toEqual([
      ...['U000BEN', 'U024BE7LH', 'S000OPS'],
    ])
    expect(found).toMatchObject({ unknown: ['Nobody we know'] })
  })

  it('that are changed once are as they were changed', async () => {
    const daily = [
      'SUMMARY:Mara',
      'DTSTART:20261020T080000Z',
      'DTEND:20261020T160000Z',
      'RRULE:FREQ=DAILY;COUNT=2',
    ]
    const moved = ['UID:0', 'RECURRENCE-ID:20261021T080000Z', 'SUMMARY:Shop ops']
    const text = file(daily, [...moved, 'DTSTART:20261021T100000Z', 'DTEND:20261021T180000Z']).replace(
      'UID:1\r\n',
      '',
    )
    const found = await readShifts(text, asked)
    expect(
      found.kind === 'shifts' && found.shifts.map(({ user, from }) => [user, from.toISOString()]),
    ).toEqual([
      ['U00MARA', '2026-10-20T08:00:00.000Z'],
      ['S000OPS', '2026-10-21T10:00:00.000Z'],
    ])
  })

  it.each(['<html>sign in</html>', '', 'BEGIN:VCARD\r\nEND:VCARD'])('%s is no calendar', async (text) =>
    expect((await readShifts(text, asked)).kind).toBe('unreadable'),
  )
})
