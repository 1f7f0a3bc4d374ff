import { type Table, textsOf } from '../../lake/ingest/read-table.ts'
import type { Day } from '../../lib/days.ts'
import { remember } from './remember.ts'

/** Days as 20171125 among numbers. */
const COMPACT = { from: 19_000_101, to: 21_001_231 }
/** read as UTC, on whatever machine */
const ISO_WITHOUT_ZONE = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/
const ZONED = /(?:Z|GMT|UTC|[ECMP][SD]T|:\d{2}(?:\.\d+)?\s?[+-]\d{2}:?\d{2}(?:\s?\(.*\))?)$/
/** `Store 12` is December 2001 to Date.parse */
const DATE_WORD =
  /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|gmt|utc|[ecmp][sd]t)/i
const DAY_FIRST = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?/

/**
 * Instants as seconds of the epoch from a column of unknown form: unix seconds, milliseconds or microseconds,
 * 20171125, ISO 8601, 25.11.2017 10:30 (the day first, unless that cannot be), Nov 2017, 2017-Q4, 2017-W47; NaN where a
 * cell is none of these.
 */
export function secondsOf(values: Float64Array | readonly (string | null)[]): Float64Array {
  if (values instanceof Float64Array) return ofNumbers(values)
  const isMonthFirst = values.some((cell) => Number(DAY_FIRST.exec(cell?.trim() ?? '')?.[2]) > 12)
  const read = remember((cell) => ofText(cell.trim(), isMonthFirst))
  return Float64Array.from(values, (cell) => (cell === null ? Number.NaN : read(cell)))
}

function ofNumbers(values: Float64Array): Float64Array {
  const known = values.filter((value) => Number.isFinite(value)).sort()
  const middle = known[Math.floor(known.length / 2)] ?? 0
  if (middle >= 1800 && middle <= 2200) return values.map((year) => Date.UTC(year, 0) / 1000)
  if (middle >= COMPACT.from && middle <= COMPACT.to) return values.map(ofCompact)
  const unit = middle > 1e14 ? 1e6 : middle > 1e11 ? 1e3 : 1
  return values.map((value) => value / unit)
}

function ofCompact(value: number): number {
  if (!(value >= COMPACT.from && value <= COMPACT.to)) return Number.NaN
  return Date.UTC(Math.floor(value / 10_000), (Math.floor(value / 100) % 100) - 1, value % 100) / 1000
}

function ofText(text: string, isMonthFirst: boolean): number {
  // most files hold nothing else
  if (ISO_WITHOUT_ZONE.test(text)) return Date.parse(inUtc(text)) / 1000
  const parts = DAY_FIRST.exec(text)
  if (!parts) {
    const isDate = /\d/.test(text) && (text.match(/[a-z]{3,}/gi) ?? []).every((word) => DATE_WORD.test(word))
    return ofPeriod(text) ?? (isDate ? Date.parse(inUtc(text)) / 1000 : Number.NaN)
  }
  const [, first = '', second = '', year = '', hour = '0', minute = '0', seconds = '0'] = parts
  const [day, month] = isMonthFirst ? [second, first] : [first, second]
  return Date.UTC(+year, +month - 1, +day, +hour, +minute, +seconds) / 1000
}

/** The first instant of `1965-Q1`, `Q1 1965`, `2024-W05` (Monday) or `2024-01-01/2024-01-07`. */
function ofPeriod(text: string): number | null {
  const quarter = /^(\d{4})[-\s/]?Q([1-4])$/i.exec(text) ?? /^Q([1-4])[-\s/]?(\d{4})$/i.exec(text)
  if (quarter) {
    const [year = '', part = ''] = [quarter[1], quarter[2]].sort((a = '', b = '') => b.length - a.length)
    return Date.UTC(+year, 3 * (+part - 1)) / 1000
  }
  const week = /^(\d{4})-?W(\d{2})$/i.exec(text)
  if (week) {
    const [fourth, nth] = [Date.UTC(Number(week[1]), 0, 4), Number(week[2])]
    // the fourth of January lies in the first week
    return fourth / 1000 + 86_400 * (7 * (nth - 1) - ((new Date(fourth).getUTCDay() + 6) % 7))
  }
  const span = /^(\d{4}-\d{2}-\d{2})\/\d{4}-\d{2}-\d{2}$/.exec(text)
  return span?.[1] === undefined ? null : Date.parse(span[1]) / 1000
}

/** What names no zone is read as UTC: `Jan 1973` must not begin in December where the machine is east of it. */
function inUtc(text: string): string {
  if (ISO_WITHOUT_ZONE.test(text)) return `${text.replace(' ', 'T')}Z`
  return /^\d{4}(?:-\d{2}){0,2}$/.test(text) || ZONED.test(text) ? text : `${text} UTC`
}

/** The days of a column; null where a cell is none. */
export function daysOf(table: Table, name: string): (Day | null)[] {
  const column = table.columns.get(name)
  return Array.from(secondsOf(column?.values ?? textsOf(table, name)), dayOfSeconds)
}

export function dayOfSeconds(seconds: number): Day | null {
  return Number.isFinite(seconds) ? new Date(seconds * 1000).toISOString().slice(0, 10) : null
}
