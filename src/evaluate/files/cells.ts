import type { Column } from '../../lake/ingest/read-table.ts'
import { sumOf } from '../../lib/sum.ts'

const YES = new Set(['yes', 'y', 'true', 't'])
const NO = new Set(['no', 'n', 'false', 'f'])
const GROUPED = /^[-+]?[1-9]\d{0,2}(?:[,']\d{3})+(?:\.\d+)?$/
/** `12,5`, `1.234,50`: the comma comes before the decimals */
const COMMA = /^[-+]?(?:\d{1,3}(?:[.']\d{3})+|\d+),\d+$/
/** text of which all but a few cells are numbers is a column of numbers */
const MOST = 0.98

/**
 * The column as numbers, yes and no as 1 and 0, thousands separators, currency and percent signs read over; null for
 * words. A column in which one cell can only be read with a decimal comma, and none with a point, is read so throughout.
 */
export function asNumbers(column: Column): Float64Array | null {
  if (column.kind === 'number') return column.values
  const bare = column.values.map((cell) => cell?.trim().replace(/[$€£¥%\s]/g, '') ?? null)
  const isComma =
    bare.some((cell) => cell !== null && COMMA.test(cell) && !GROUPED.test(cell)) &&
    !bare.some((cell) => cell !== null && /,\d+\.|\.\d{1,2}$/.test(cell))
  const values = Float64Array.from(bare, (cell) =>
    cell === null ? Number.NaN : numberIn(isComma ? withPoint(cell) : cell),
  )
  const filled = sumOf(column.values, (cell) => (cell === null ? 0 : 1))
  const read = sumOf(values, (value) => (Number.isNaN(value) ? 0 : 1))
  return filled > 0 && read >= MOST * filled ? values : null
}

/** `1.234,5` as `1234.5` */
function withPoint(cell: string): string {
  return cell.replace(/[.'](?=\d{3}(?:\D|$))/g, '').replace(',', '.')
}

function numberIn(bare: string): number {
  const word = bare.toLowerCase()
  if (YES.has(word)) return 1
  if (NO.has(word)) return 0
  if (bare === '') return Number.NaN
  return Number(GROUPED.test(bare) ? bare.replace(/[,']/g, '') : bare)
}
