import { addDays, type Day, type DayRange, daysBetween } from '../../lib/days.ts'

/** What the words name: days of the calendar, the last so many with data, or the next so many. */
export type Period =
  | ({ readonly kind: 'days' } & DayRange)
  | { readonly kind: 'last'; readonly days: number }
  | { readonly kind: 'next'; readonly days: number }
  /** a day that no calendar has */
  | { readonly kind: 'no-such-day'; readonly said: string }

/** Where in the text a period is named. */
export interface Named {
  readonly at: number
  readonly end: number
  readonly period: Period
}

/** Which way a day without a year lies: `December` is the last one in a report and the next one in a forecast. */
type Direction = 'past' | 'future'

export interface Reckoning {
  readonly today: Day
  readonly direction: Direction
}

export function oneDay(day: Day): Period {
  return { kind: 'days', from: day, to: addDays(day, 1) }
}

export function monthOf(day: Day): DayRange {
  const from = `${day.slice(0, 7)}-01`
  return { from, to: `${addDays(from, 31).slice(0, 7)}-01` }
}

/** As commands take it: `2026-11-23`, `2026-10`, `2026-11-01..2026-11-15`, `30d`; the next so many days are a number. */
export function writePeriod(period: Exclude<Period, { kind: 'no-such-day' }>): string {
  if (period.kind === 'last') return `${period.days}d`
  if (period.kind === 'next') return `${period.days}`
  const { from, to } = period
  if (daysBetween(from, to) === 1) return from
  const month = monthOf(from)
  return month.from === from && month.to === to ? from.slice(0, 7) : `${from}..${addDays(to, -1)}`
}
