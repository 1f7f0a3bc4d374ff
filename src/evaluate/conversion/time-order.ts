import { type Table, textsOf } from '../../lake/ingest/read-table.ts'
import { Fault } from '../../lib/errors.ts'
import { sumOf } from '../../lib/sum.ts'
import { oneLine } from '../../lib/text.ts'
import { secondsOf } from '../files/read-times.ts'
import { remember } from '../files/remember.ts'

/** Where each row stands in time: a larger number is later, NaN where the cell says nothing. */
export interface TimeOrder {
  readonly order: Float64Array
  /** the same of one value, as typed */
  rankOf(typed: string): number
  /** the cell of a row as it stands in the file */
  shown(row: number): string
  /** what a reader must know of the reading */
  readonly note: string | null
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const MOST = 0.98

/** Ways to read a cell, the first that reads nearly all of them wins. */
const FORMS: readonly { readonly read: (cell: string) => number; readonly note: string | null }[] = [
  { read: (cell) => Number(cell.trim() || Number.NaN), note: null },
  {
    read: (cell) =>
      nameAt(
        cell,
        MONTHS,
        /^(?:january|february|march|april|june|july|august|september|sept|october|november|december)$/,
      ),
    note: 'Months without a year are taken as of one year, January first.',
  },
  {
    read: (cell) =>
      nameAt(cell, DAYS, /^(?:monday|tues|tuesday|wednesday|thur|thurs|thursday|friday|saturday|sunday)$/),
    note: 'Days of the week are taken as of one week, Monday first.',
  },
  { read: monthOfYear, note: null },
  { read: periodOfYear, note: null },
  { read: numberedPeriod, note: null },
]

export function timeOrder(table: Table, name: string): TimeOrder {
  const cells = textsOf(table, name)
  const shown = (row: number) => cells[row] ?? ''
  const filled = cells.filter((cell) => cell !== null).length
  if (filled === 0) throw new Fault(`Column "${name}" is empty.`, 'Name a column of days or times.')
  for (const { read, note } of FORMS) {
    const once = remember(read)
    const order = Float64Array.from(cells, (cell) => (cell === null ? Number.NaN : once(cell)))
    if (isRead(order, filled)) return { order, rankOf: read, shown, note }
  }
  const order = secondsOf(cells)
  if (isRead(order, filled))
    return { order, rankOf: (typed) => secondsOf([...cells, typed]).at(-1) ?? Number.NaN, shown, note: null }
  const strange = cells[order.findIndex((at, row) => Number.isNaN(at) && cells[row] !== null)] ?? ''
  throw new Fault(
    `Column "${name}" cannot be put in order of time: "${oneLine(strange, 40)}" is no day, month or number.`,
    'Use days as 2026-11-24, months as Nov or 2026-11, weeks as 2026-W48, or numbers.',
  )
}

function isRead(order: Float64Array, filled: number): boolean {
  return sumOf(order, (at) => (Number.isFinite(at) ? 1 : 0)) >= MOST * filled
}

/** `Nov`, `November` and `nov.` are one; a longer word must be the whole name. */
function nameAt(cell: string, names: readonly string[], whole: RegExp): number {
  const word = cell.trim().toLowerCase().replace(/\.$/, '')
  const at = names.indexOf(word.slice(0, 3))
  return at >= 0 && (word.length === 3 || whole.test(word)) ? at : Number.NaN
}

/** `Nov 2026`, `2026-Nov`, `nov-26`, `2026-11`, `11/2026` */
function monthOfYear(cell: string): number {
  const digits = /^\s*(?:(\d{4})[-/. ](\d{1,2})|(\d{1,2})[-/. ](\d{4}))\s*$/.exec(cell)
  if (digits) return Number(digits[1] ?? digits[4]) * 12 + Number(digits[2] ?? digits[3])
  const named = /^\s*(?:([a-z]+)\.?[-/, ']*(\d{4}|\d{2})|(\d{4}|\d{2})[-/, ']*([a-z]+)\.?)\s*$/i.exec(cell)
  const at = MONTHS.indexOf((named?.[1] ?? named?.[4] ?? '').slice(0, 3).toLowerCase())
  const year = Number(named?.[2] ?? named?.[3])
  return at < 0 ? Number.NaN : (year < 100 ? 2000 + year : year) * 12 + at + 1
}

/** `2026-W48`, `2026Q4`, `Q4 2026` */
function periodOfYear(cell: string): number {
  const found =
    /^\s*(\d{4})[-/ ]?[WQ](\d{1,2})\s*$/i.exec(cell) ?? /^\s*[WQ](\d{1,2})[-/ ](\d{4})\s*$/i.exec(cell)
  if (!found) return Number.NaN
  const [a, b] = [Number(found[1]), Number(found[2])]
  return a > 1000 ? a * 100 + b : b * 100 + a
}

/** `Week 7`, `Q3`, `day_12` */
function numberedPeriod(cell: string): number {
  return Number(/^\s*[a-z]+[ _-]?(\d+)\s*$/i.exec(cell)?.[1] ?? Number.NaN)
}
