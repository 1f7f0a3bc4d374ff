import { nameColumns } from '../../../lake/ingest/csv-head.ts'

/** A cell as it is stored: a formula by the value that was there when it was saved. */
export type Cell = string | number | boolean | Date | null

/** Cells that are shown as one: the first holds what all of them say. From 0, both ends included. */
export interface Merged {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** A sheet as a table: its columns by name, and its rows without those that are blank. */
export interface SheetTable {
  readonly titles: readonly string[]
  readonly names: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** What a mapping may say of it; what it does not say is seen. */
export interface SaidOfSheet {
  /** rows before the row of names */
  readonly skip?: number
  readonly header?: readonly string[]
}

/** Notes and titles stand above the names; nobody writes more of them than that. */
const HEAD_ROWS = 40
/** the row of names fills at least so much of the table's width */
const WIDE_ENOUGH = 0.6

/** The table of a sheet: names may begin below notes, be in two rows, and stand above empty columns. */
export function sheetTable(
  cells: readonly (readonly Cell[])[],
  merged: readonly Merged[],
  said: SaidOfSheet = {},
): SheetTable {
  const skip = said.skip ?? 0
  const head = said.header ? { top: skip, bottom: skip - 1 } : headRows(cells, merged, said.skip)
  const body = cells.slice(head.bottom + 1).filter((row) => row.some(isFilled))
  const above = said.header ?? titlesIn(cells, merged, head)
  // a sheet may have a million rows: they are no arguments of one call
  const width = body.reduce((most, row) => Math.max(most, row.length), above.length)
  const kept = Array.from({ length: width }, (_, i) => i).filter(
    (i) => (above[i] ?? '') !== '' || body.some((row) => isFilled(row[i] ?? null)),
  )
  const { titles, names } = nameColumns(
    kept.map((i) => above[i] ?? ''),
    [],
  )
  return { titles, names, rows: body.map((row) => kept.map((i) => row[i] ?? null)) }
}

const isFilled = (cell: Cell) => cell !== null && (typeof cell !== 'string' || cell.trim() !== '')

interface Rows {
  readonly top: number
  readonly bottom: number
}

/** The first row that is as wide as the table and all words; with it what its merged cells cover. */
function headRows(cells: readonly (readonly Cell[])[], merged: readonly Merged[], stated?: number): Rows {
  const top = stated ?? firstOfNames(cells, merged)
  let bottom = top
  for (const one of merged) {
    if (one.top < top || one.top > bottom || one.bottom - one.top > 2) continue
    // a group of columns has their own names beneath it
    const isGroup = one.right > one.left && one.top === one.bottom && !isWhole(one, cells)
    bottom = Math.max(bottom, isGroup ? one.bottom + 1 : one.bottom)
  }
  return { top, bottom }
}

function firstOfNames(cells: readonly (readonly Cell[])[], merged: readonly Merged[]): number {
  const seen = Array.from({ length: Math.min(HEAD_ROWS, cells.length) }, (_, i) => filled(cells, merged, i))
  const width = Math.max(0, ...seen.map((row) => row.filter(isFilled).length))
  const found = seen.findIndex((row) => {
    const given = row.filter(isFilled)
    return (
      given.length >= Math.max(1, width * WIDE_ENOUGH) &&
      given.every((cell) => typeof cell === 'string') &&
      (width < 2 || new Set(given).size > 1)
    )
  })
  const first = seen.findIndex((row) => row.some(isFilled))
  return Math.max(0, found >= 0 ? found : first)
}

const isWhole = ({ left, right }: Merged, cells: readonly (readonly Cell[])[]) =>
  right - left + 1 >= Math.max(0, ...cells.slice(0, HEAD_ROWS).map((row) => row.length))

/** A row in which every merged cell says what the first of them does. */
function filled(cells: readonly (readonly Cell[])[], merged: readonly Merged[], at: number): Cell[] {
  const row = [...(cells[at] ?? [])]
  for (const { top, left, bottom, right } of merged)
    if (top <= at && at <= bottom) for (let i = left; i <= right; i++) row[i] = cells[top]?.[left] ?? null
  return Array.from(row, (cell) => cell ?? null)
}

/** Names of two rows are one: `Order` above `id` and `date` are `Order id` and `Order date`. */
function titlesIn(
  cells: readonly (readonly Cell[])[],
  merged: readonly Merged[],
  { top, bottom }: Rows,
): string[] {
  const rows = Array.from({ length: bottom - top + 1 }, (_, i) => filled(cells, merged, top + i))
  const width = Math.max(0, ...rows.map((row) => row.length))
  return Array.from({ length: width }, (_, i) => {
    const said = rows.map((row) => titleOf(row[i] ?? null)).filter((title) => title !== '')
    return said.filter((title, n) => said.indexOf(title) === n).join(' ')
  })
}

const titleOf = (cell: Cell) =>
  cell === null ? '' : cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell).trim()
