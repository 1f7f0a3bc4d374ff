import type Ical from 'ical.js'
import { addDays, type Day, dayOf } from '../lib/days.ts'
import { icalEvents, type Occurrence, occurrencesOf } from './ical-events.ts'
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
  const file = await icalEvents(text)
  if (file === null) return { kind: 'unreadable', because: 'not-ical' }
  const days: ImportedDay[] = []
  let left = 0
  const limits = { isBeyond: (day: Day) => day >= to, most: MOST_OCCURRENCES }
  for (const event of file.events) {
    const found = occurrencesOf(event, limits).flatMap((one) => spanOf(one, zone) ?? [])
    const name = (event.summary ?? '').trim()
    if (name === '' || found.length === 0) left++
    else
      for (const span of found)
        if (span.lastDay >= from && span.firstDay < to) days.push({ name, kind: null, scope: '', ...span })
  }
  return { kind: 'days', days, left, called: called(file.root) }
}

function called(root: Ical.Component): string | null {
  const name = root.getFirstPropertyValue('x-wr-calname') ?? root.getFirstPropertyValue('name')
  return typeof name === 'string' && name.trim() !== '' ? name.trim() : null
}

/** An end that is a day is the one after the last; an end at midnight as well. */
function spanOf({ start, end }: Occurrence, zone: string): Pick<ImportedDay, 'firstDay' | 'lastDay'> | null {
  const firstDay = dayIn(start, zone)
  const until = dayIn(end, zone)
  if (!/^\d{4}-\d\d-\d\d$/u.test(firstDay) || !/^\d{4}-\d\d-\d\d$/u.test(until)) return null
  const isOpen = end.isDate || /T00:00:00Z?$/u.test(end.toString())
  const lastDay = isOpen && until > firstDay ? addDays(until, -1) : until
  return lastDay < firstDay ? null : { firstDay, lastDay }
}

function dayIn(time: Ical.Time, zone: string): Day {
  const written = time.toString()
  return written.endsWith('Z') ? dayOf(new Date(written), zone) : written.slice(0, 10)
}
