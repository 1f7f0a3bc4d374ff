/** A calendar day in the shop's time zone, `YYYY-MM-DD`. Days are compared and sorted as text. */
export type Day = string

/** Half-open: `from` is in, `to` is not. */
export interface DayRange {
  readonly from: Day
  readonly to: Day
}

/** Where "now" comes from. Only the app makes one; everything below is handed it. */
export interface Clock {
  now(): Date
}

const DAY_MS = 86_400_000
const SHAPE = /^\d{4}-\d{2}-\d{2}$/

export function isDay(text: string): text is Day {
  return SHAPE.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
}

/** The same day of another month, or its last one. `addMonths('2026-03-31', -1)` is `2026-02-28`. */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)
}

export function daysIn(range: DayRange): Day[] {
  const count = Math.max(0, daysBetween(range.from, range.to))
  return Array.from({ length: count }, (_, i) => addDays(range.from, i))
}

/** ISO weekday: Monday is 1, Sunday is 7. */
export function weekday(day: Day): number {
  return new Date(day).getUTCDay() || 7
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

export function weekdayName(day: Day): string {
  return WEEKDAYS[weekday(day) - 1] ?? ''
}

const formats = new Map<string, Intl.DateTimeFormat>()

function zoned(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formats.set(zone, format)
  }
  return format
}

/** What a wall clock in `zone` shows at `instant`: the day, and the minutes since its midnight. */
export function wallClock(instant: Date, zone: string): { day: Day; minute: number } {
  // `2026-11-24, 07:30:00`; its parts one by one take three times as long
  const text = zoned(zone).format(instant)
  return { day: text.slice(0, 10), minute: Number(text.slice(12, 14)) * 60 + Number(text.slice(15, 17)) }
}

/** The shop's day at an instant. */
export function dayOf(instant: Date, zone: string): Day {
  return wallClock(instant, zone).day
}

/**
 * The instant a wall clock in `zone` first shows `day` at `minute`. A time inside the spring gap is the first
 * valid minute after it; a time inside the autumn fold is its first pass.
 */
export function instantOf(day: Day, minute: number, zone: string): Date {
  const asUtc = Date.parse(day) + minute * 60_000
  const [earliest, latest] = [asUtc - WIDEST_MS, asUtc + WIDEST_MS]
  // no clock shows it sooner than the one that is furthest ahead about then
  const ahead = Math.max(...[earliest, latest].map((ms) => shownAt(ms, zone) - ms))
  for (let ms = asUtc - Math.ceil(ahead / STEP_MS) * STEP_MS; ms <= latest; ms += STEP_MS)
    if (shownAt(ms, zone) >= asUtc) return new Date(ms)
  throw new RangeError(`no instant shows ${day} minute ${minute} in ${zone}`)
}

/** every zone of today is so many quarters of an hour from UTC, and no more than fourteen hours */
const STEP_MS = 15 * 60_000
const WIDEST_MS = 14 * 60 * 60_000

/** What a wall clock shows, as if it were one of UTC. */
function shownAt(ms: number, zone: string): number {
  const shown = wallClock(new Date(ms), zone)
  return Date.parse(shown.day) + shown.minute * 60_000
}

export function isTimeZone(zone: string): boolean {
  try {
    zoned(zone)
    return true
  } catch {
    return false
  }
}
