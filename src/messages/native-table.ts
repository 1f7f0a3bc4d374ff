import { sumOf } from '../lib/sum.ts'
import type { TableCell } from './block-kit-types.ts'
import type { Table } from './message.ts'
import type { RenderWords } from './render-words.ts'
import { line } from './safe-text.ts'

export interface TableLimits {
  readonly rows: number
  readonly columns: number
  readonly cell: number
}

/**
 * The rows of a table as Slack sorts them, and in `left` what did not fit; null when not a row does. `room` is what the
 * message has left for the text of its tables: Slack refuses the whole message beyond it.
 */
export function nativeTable(
  table: Table,
  limits: TableLimits,
  { room, words }: { readonly room: { tableText: number }; readonly words: RenderWords },
): { readonly rows: readonly (readonly TableCell[])[]; readonly left: string | null } | null {
  const columns = table.columns.slice(0, limits.columns)
  const shown = table.rows.slice(0, limits.rows - 1)
  const areNumbers = columns.map(
    ({ align }, at) =>
      align === 'right' && shown.every((row) => isEmpty(row[at]) || leading(row[at]) !== null),
  )
  const text = (said: string): TableCell => ({ type: 'raw_text', text: line(said, limits.cell) || '–' })
  const cell = (said: string, at: number): TableCell => {
    const value = areNumbers[at] ? leading(said) : null
    return value === null ? text(said) : { type: 'raw_number', value, text: line(said, limits.cell) }
  }
  const rows = [
    columns.map(({ label }) => text(label)),
    ...shown.map((row) => columns.map((_, at) => cell(row[at] ?? '', at))),
  ]
  const fitting = rows.slice(0, countWithin(rows, room.tableText))
  if (fitting.length < 2) return null
  room.tableText -= sumOf(fitting, charactersIn)
  return { rows: fitting, left: leftOut(table, { rows: fitting.length - 1, columns: columns.length }, words) }
}

function countWithin(rows: readonly (readonly TableCell[])[], most: number): number {
  let used = 0
  const over = rows.findIndex((row) => {
    used += charactersIn(row)
    return used > most
  })
  return over < 0 ? rows.length : over
}

function charactersIn(row: readonly TableCell[]): number {
  return sumOf(row, ({ text }) => text.length)
}

function leftOut(
  table: Table,
  shown: { readonly rows: number; readonly columns: number },
  words: RenderWords,
): string | null {
  const [rows, columns] = [table.rows.length - shown.rows, table.columns.length - shown.columns]
  return rows > 0 || columns > 0 ? words.moreCells(rows, columns) : null
}

function isEmpty(words: string | undefined): boolean {
  return words === undefined || words.trim() === '' || words === '–'
}

const FIGURE = /^([-+\u2212±×]?)\s?(?:[A-Z]{0,3}\p{Sc}|[A-Z]{3}\s)?\s?(\d[\d,]*(?:\.\d+)?)(?![\d-])/u

/** What a cell is sorted by: the figure it begins with. `−€2,310 (−4.1 %)` is -2310; a date or a name is none. */
function leading(words: string | undefined): number | null {
  const [, sign = '', digits = ''] = FIGURE.exec((words ?? '').trim()) ?? []
  if (digits === '') return null
  const value = Number(digits.replaceAll(',', ''))
  return sign === '-' || sign === '\u2212' ? -value : value
}
