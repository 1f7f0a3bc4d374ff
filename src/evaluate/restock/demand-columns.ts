import type { Column } from '../../lake/ingest/read-table.ts'
import { secondsOf } from '../files/read-times.ts'

/** What was wanted of each item, a number a period, without gaps. */
export interface DemandFile {
  readonly items: readonly DemandSeries[]
  readonly period: Period
  readonly rows: number
  readonly notes: readonly string[]
}

export interface DemandSeries {
  readonly id: string
  readonly demand: readonly number[]
  /** the period of the file it begins with */
  readonly from: number
}

export interface Period {
  readonly name: 'day' | 'week' | 'month'
  readonly days: number
}

/** Columns as they were named on the command line; null is found by its name and content. */
export interface NamedColumns {
  readonly item: string | null
  readonly date: string | null
  readonly quantity: string | null
  readonly period: Period['name'] | null
}

export const DAY_SECONDS = 86_400
export const PERIODS: Readonly<Record<Period['name'], Period>> = {
  day: { name: 'day', days: 1 },
  week: { name: 'week', days: 7 },
  month: { name: 'month', days: 365.25 / 12 },
}
export const IS_DATE = /date|^day$|^dt$|^ds$|week|month|period|time|_at$|_on$/i

export function areDates(column: Column | undefined): boolean {
  if (!column) return false
  const seconds = secondsOf(column.values)
  const known = seconds.filter((value) => Number.isFinite(value))
  const least = Date.UTC(1950, 0, 1) / 1000
  return known.length > 0.9 * seconds.length && known.every((value) => value > least)
}

/** By the usual distance between the dates there are. */
export function periodOf(seconds: Float64Array): Period {
  const days = [
    ...new Set([...seconds].filter(Number.isFinite).map((at) => Math.floor(at / DAY_SECONDS))),
  ].sort((a, b) => a - b)
  const steps = days.slice(1).map((day, i) => day - (days[i] ?? day))
  const usual = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 1
  return usual >= 21 ? PERIODS.month : usual >= 5 ? PERIODS.week : PERIODS.day
}

/** Numbers of a column, also where thousands are set apart: `1,234` or `1 234`; NaN where a cell is none. */
export function numbersIn(column: Column | undefined): Float64Array {
  if (!column) return new Float64Array(0)
  if (column.kind === 'number') return column.values
  return Float64Array.from(column.values, (cell) => {
    const text = (cell ?? '').trim()
    const plain = /^-?\d{1,3}([,' \u00a0]\d{3})+(\.\d+)?$/.test(text)
      ? text.replace(/[,' \u00a0]/g, '')
      : text
    return plain === '' ? Number.NaN : Number(plain)
  })
}
