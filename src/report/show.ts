import { type Day, wallClock, weekdayName } from '../lib/days.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `23 Nov`. */
function shortDay(day: Day): string {
  return `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1] ?? ''}`
}

/** `Mon 23 Nov 2026`. */
export function longDay(day: Day): string {
  return `${weekdayName(day).slice(0, 3)} ${shortDay(day)} ${day.slice(0, 4)}`
}

/** `2026-11-23 09:30`, as a clock of the zone shows it. */
export function showInstant(instant: Date, zone: string): string {
  const { day, minute } = wallClock(instant, zone)
  return `${day} ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
