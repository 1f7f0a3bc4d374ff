import { type Day, wallClock, weekdayName } from '../lib/days.ts'
import { majorUnit } from '../lib/money.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `23 Nov`. */
export function shortDay(day: Day): string {
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

/** `24 Nov 07:45`; `never` where there is none. */
export function shortInstant(instant: Date | null, zone: string): string {
  if (instant === null) return 'never'
  const [day = '', time = ''] = showInstant(instant, zone).split(' ')
  return `${shortDay(day)} ${time}`
}

/** `−€2,310`: a change in whole units of money, with a true minus. */
export function showGain(cents: number, currency: string): string {
  const whole = Math.round(cents / majorUnit(currency))
  return `${whole > 0 ? '+' : whole < 0 ? '−' : '±'}${showWhole(Math.abs(cents), currency)}`
}

/** `€2,310`: money without its cents. */
export function showWhole(cents: number, currency: string): string {
  return new Intl.NumberFormat('en-US', { style: 'currency', currency, maximumFractionDigits: 0 })
    .format(Math.round(cents / majorUnit(currency)) || 0)
    .replace('-', '−')
}
