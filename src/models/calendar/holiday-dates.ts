import { addDays, type Day, weekday } from '../../lib/days.ts'

/** Moving days of a year, each by the rule its people use. All proleptic Gregorian, years as numbers. */

/**
 * Easter Sunday of the western churches: the anonymous Gregorian algorithm (Nature 1876; Meeus, Astronomical Algorithms,
 * chapter 8). `easter(2024)` is `2024-03-31`.
 */
export function easter(year: number): Day {
  const a = year % 19
  const [b, c] = [Math.floor(year / 100), year % 100]
  const [d, e] = [Math.floor(b / 4), b % 4]
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - d - g + 15) % 30
  const [i, k] = [Math.floor(c / 4), c % 4]
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return dayIn(year, Math.floor(n / 31), (n % 31) + 1)
}

/** `nthWeekday(2026, 11, 4, 4)` is the fourth Thursday of November; -1 is the last. Monday is 1. */
export function nthWeekday(year: number, month: number, day: number, nth: number): Day {
  if (nth > 0) {
    const first = dayIn(year, month, 1)
    return addDays(first, ((day - weekday(first) + 7) % 7) + 7 * (nth - 1))
  }
  const last = addDays(dayIn(month === 12 ? year + 1 : year, (month % 12) + 1, 1), -1)
  return addDays(last, -((weekday(last) - day + 7) % 7))
}

/**
 * First day of the Chinese lunar year, from the calendar of the Unicode library that ships with Node.
 * `lunarNewYear(2026)` is `2026-02-17`. It falls between January 21 and February 21.
 */
export function lunarNewYear(year: number): Day {
  for (let day = dayIn(year, 1, 20); day <= dayIn(year, 2, 22); day = addDays(day, 1))
    if (inCalendar(CHINESE, day) === '1/1') return day
  throw new RangeError(`no lunar new year in ${year}`)
}

/**
 * Days of the year on which a day of the Islamic calendar falls (Umm al-Qura, the official one of Saudi Arabia; other
 * countries may be a day off): none, one or two. `islamic(2024, 9, 1)` is `['2024-03-11']`, the first of Ramadan.
 */
export function islamic(year: number, month: number, dayOfMonth: number): Day[] {
  const wanted = `${month}/${dayOfMonth}`
  const lunarYear = Math.floor((year - 622) * 1.030684)
  return [-1, 0, 1, 2].flatMap((shift) => {
    const near = tabularIslamic(lunarYear + shift, month, dayOfMonth)
    const found = [-2, -1, 0, 1, 2].map((days) => addDays(near, days))
    return found.filter((day) => day.startsWith(`${year}-`) && inCalendar(ISLAMIC, day) === wanted)
  })
}

/** The arithmetical calendar, at most two days off the official one: where to look (Meeus, chapter 9). */
function tabularIslamic(year: number, month: number, day: number): Day {
  const since = day + Math.ceil(29.5 * (month - 1)) + (year - 1) * 354 + Math.floor((3 + 11 * year) / 30)
  // day 1 of year 1 is 0622-07-19
  return addDays('0622-07-19', since - 1)
}

export function dayIn(year: number, month: number, day: number): Day {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

const CHINESE = calendarOf('chinese')
const ISLAMIC = calendarOf('islamic-umalqura')

function calendarOf(calendar: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', { calendar, timeZone: 'UTC', month: 'numeric', day: 'numeric' })
}

function inCalendar(format: Intl.DateTimeFormat, day: Day): string {
  const parts = format.formatToParts(new Date(day))
  const part = (wanted: string) => parts.find(({ type }) => type === wanted)?.value ?? ''
  return `${part('month')}/${part('day')}`
}
