import { type Day, wallClock, weekdayName } from './days.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `23 Nov`: the day before the month, as most of the world writes it; Intl has that only with British spelling. */
export function shortDay(day: Day): string {
  return `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1] ?? ''}`
}

/** `Mon 23 Nov 2026`. */
export function longDay(day: Day): string {
  return `${weekdayName(day).slice(0, 3)} ${shortDay(day)} ${day.slice(0, 4)}`
}

/** `09:30`, of the minutes since midnight. */
export function showClock(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}

/** `2026-11-23 09:30`, as a clock of the zone shows it. */
export function showInstant(instant: Date, zone: string): string {
  const { day, minute } = wallClock(instant, zone)
  return `${day} ${showClock(minute)}`
}
