import type Ical from 'ical.js'
import { type Day, instantOf, isTimeZone } from '../lib/days.ts'
import { icalEvents, occurrencesOf } from './ical-events.ts'

/** Who is on call, from and to when. */
interface Shift {
  readonly user: string
  readonly from: Date
  readonly to: Date
}

export type ReadShifts =
  /** `unknown`: what the events are called of which nobody is known, each once */
  | { readonly kind: 'shifts'; readonly shifts: readonly Shift[]; readonly unknown: readonly string[] }
  | { readonly kind: 'unreadable' }

/** A rule that never ends is followed so far: two years of shifts of a day. */
const MOST_OCCURRENCES = 800
const SLACK_ID = /\b[UWS][A-Z0-9]{6,}\b/

/**
 * The events of an iCalendar file (RFC 5545) as shifts, each occurrence of those that come back, within the times that are
 * asked for. Whose an event is says its title or who is invited, by `people`, or an id of Slack in the title. A time that
 * names no zone is of the schedule's; one that names a zone the file does not describe, of that zone by its name.
 */
export async function readShifts(
  text: string,
  {
    zone,
    from,
    to,
    people,
  }: {
    readonly zone: string
    readonly from: Date
    readonly to: Date
    /** ids of Slack by name or address */
    readonly people: Readonly<Record<string, string>>
  },
): Promise<ReadShifts> {
  const file = await icalEvents(text)
  if (file === null) return { kind: 'unreadable' }
  const known = new Map(Object.entries(people).map(([name, id]) => [name.trim().toLowerCase(), id]))
  const shifts: Shift[] = []
  const unknown = new Set<string>()
  // a day more: a shift begins on the day of its own zone
  const isBeyond = (day: Day) => Date.parse(`${day}T00:00:00Z`) > to.getTime() + DAY_MS
  for (const event of file.events) {
    for (const { item, start, end } of occurrencesOf(event, { isBeyond, most: MOST_OCCURRENCES })) {
      const span = { from: instantIn(start, item, zone), to: instantIn(end, item, zone) }
      if (!(span.from < span.to) || span.to <= from || span.from >= to) continue
      const users = usersOf(item, known)
      if (users.length === 0) unknown.add((item.summary ?? '').trim() || '–')
      // of several who share a shift the first is called
      else shifts.push({ user: users[0] ?? '', ...span })
    }
  }
  const inOrder = shifts.toSorted((a, b) => a.from.getTime() - b.from.getTime())
  return { kind: 'shifts', shifts: inOrder, unknown: [...unknown] }
}

const DAY_MS = 86_400_000

/** By the clock of its zone, so that a shift keeps its hour when the clock is changed. */
function instantIn(time: Ical.Time, { component }: Ical.Event, zone: string): Date {
  const written = time.toString()
  if (written.endsWith('Z')) return new Date(written)
  const named = String(component.getFirstProperty('dtstart')?.getParameter('tzid') ?? '')
  const own = !time.isDate && isTimeZone(named) ? named : null
  // a zone that only the file describes
  if (own === null && !time.isDate && named !== '') return time.toJSDate()
  return instantOf(written.slice(0, 10), time.hour * 60 + time.minute, own ?? zone)
}

function usersOf(event: Ical.Event, known: ReadonlyMap<string, string>): string[] {
  const title = (event.summary ?? '').trim()
  const byTitle = known.get(title.toLowerCase()) ?? SLACK_ID.exec(title)?.[0]
  const invited = event.attendees.flatMap((one) => {
    const address = String(one.getFirstValue() ?? '').replace(/^mailto:/i, '')
    const called = String(one.getParameter('cn') ?? '')
    return known.get(address.toLowerCase()) ?? known.get(called.toLowerCase()) ?? []
  })
  return [...(byTitle === undefined ? [] : [byTitle]), ...invited]
}
