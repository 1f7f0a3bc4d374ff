import type Ical from 'ical.js'
import { addDays, type Day, dayOf } from '../lib/days.ts'
import type { ImportedDay, ReadDays } from './imported.ts'

/** A rule that never ends is followed so far; beyond that it is imported again. */
const MOST_OCCURRENCES = 600

/**
 * The events of an iCalendar file (RFC 5545) as days, each occurrence of those that come back, within the days that are asked
 * for. An event with times is of the days of its own clock; one in UTC of the shop's. Cancelled ones are left out.
 */
export async function readIcal(
  text: string,
  { zone, from, to }: { readonly zone: string; readonly from: Day; readonly to: Day },
): Promise<ReadDays> {
  // a fifth of a second: loaded when a calendar is read, not when the bot starts
  const { default: ical } = await import('ical.js')
  let root: Ical.Component
  try {
    root = new ical.Component(ical.parse(text))
  } catch {
    return { kind: 'unreadable', because: 'not-ical' }
  }
  const days: ImportedDay[] = []
  let left = 0
  for (const component of root.getAllSubcomponents('vevent')) {
    if (String(component.getFirstPropertyValue('status') ?? '').toUpperCase() === 'CANCELLED') continue
    // a change of one occurrence is told with the event it belongs to
    const event = new ical.Event(component)
    if (event.isRecurrenceException()) continue
    const found = occurrences(event, to).flatMap((one) => spanOf(one, zone) ?? [])
    const name = (event.summary ?? '').trim()
    if (name === '' || found.length === 0) left++
    else
      for (const span of found)
        if (span.lastDay >= from && span.firstDay < to) days.push({ name, kind: null, scope: '', ...span })
  }
  return { kind: 'days', days, left, called: called(root) }
}

function called(root: Ical.Component): string | null {
  const name = root.getFirstPropertyValue('x-wr-calname') ?? root.getFirstPropertyValue('name')
  return typeof name === 'string' && name.trim() !== '' ? name.trim() : null
}

interface Occurrence {
  readonly start: Ical.Time
  readonly end: Ical.Time | null
}

function occurrences(event: Ical.Event, to: Day): Occurrence[] {
  if (!event.startDate) return []
  if (!event.isRecurring()) return [{ start: event.startDate, end: event.endDate }]
  const found: Occurrence[] = []
  const each = event.iterator()
  for (let count = 0; count < MOST_OCCURRENCES; count++) {
    const next = each.next()
    if (!next || next.toString().slice(0, 10) >= to) break
    const { startDate, endDate } = event.getOccurrenceDetails(next)
    found.push({ start: startDate, end: endDate })
  }
  return found
}

/** An end that is a day is the one after the last; an end at midnight as well. */
function spanOf({ start, end }: Occurrence, zone: string): Pick<ImportedDay, 'firstDay' | 'lastDay'> | null {
  const firstDay = dayIn(start, zone)
  const until = end === null ? firstDay : dayIn(end, zone)
  if (!/^\d{4}-\d\d-\d\d$/u.test(firstDay) || !/^\d{4}-\d\d-\d\d$/u.test(until)) return null
  const isOpen = end !== null && (end.isDate || /T00:00:00Z?$/u.test(end.toString()))
  const lastDay = isOpen && until > firstDay ? addDays(until, -1) : until
  return lastDay < firstDay ? null : { firstDay, lastDay }
}

function dayIn(time: Ical.Time, zone: string): Day {
  const written = time.toString()
  return written.endsWith('Z') ? dayOf(new Date(written), zone) : written.slice(0, 10)
}
