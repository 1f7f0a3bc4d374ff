import type Ical from 'ical.js'
import type { Day } from '../lib/days.ts'

interface IcalFile {
  readonly root: Ical.Component
  /** without what was cancelled; a change of one occurrence is told with the event it belongs to */
  readonly events: readonly Ical.Event[]
}

/** The events of an iCalendar text (RFC 5545); null where it is none. */
export async function icalEvents(text: string): Promise<IcalFile | null> {
  // a fifth of a second: loaded when a calendar is read, not when the bot starts
  const { default: ical } = await import('ical.js')
  let root: Ical.Component
  try {
    root = new ical.Component(ical.parse(text))
  } catch {
    return null
  }
  if (root.name !== 'vcalendar') return null
  const events = root
    .getAllSubcomponents('vevent')
    .filter((one) => String(one.getFirstPropertyValue('status') ?? '').toUpperCase() !== 'CANCELLED')
    .map((one) => new ical.Event(one))
    .filter((event) => !event.isRecurrenceException())
  return { root, events }
}

export interface Occurrence {
  /** the event, or the change of this one occurrence */
  readonly item: Ical.Event
  readonly start: Ical.Time
  readonly end: Ical.Time
}

/** Each time that an event takes place, until its day is beyond what is asked for or there are `most`. */
export function occurrencesOf(
  event: Ical.Event,
  { isBeyond, most }: { readonly isBeyond: (day: Day) => boolean; readonly most: number },
): Occurrence[] {
  if (!event.startDate) return []
  if (!event.isRecurring()) return [{ item: event, start: event.startDate, end: event.endDate }]
  const found: Occurrence[] = []
  const each = event.iterator()
  for (let count = 0; count < most; count++) {
    const next = each.next()
    if (!next || isBeyond(next.toString().slice(0, 10))) break
    const { item, startDate, endDate } = event.getOccurrenceDetails(next)
    found.push({ item, start: startDate, end: endDate })
  }
  return found
}
