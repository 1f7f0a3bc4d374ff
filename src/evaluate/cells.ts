import type { Column } from '../lake/read-table.ts'

const YES = new Set(['yes', 'y', 'true', 't'])
const NO = new Set(['no', 'n', 'false', 'f'])
const GROUPED = /^[-+]?\d{1,3}(?:[,']\d{3})+(?:\.\d+)?$/
/** two digits at most behind the comma: three would be thousands */
const DECIMAL_COMMA = /^[-+]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d{1,2}$/
/** text of which all but a few cells are numbers is a column of numbers */
const MOST = 0.98

/** The column as numbers, yes and no as 1 and 0, thousands separators and currency signs read over; null for words. */
export function asNumbers(column: Column): Float64Array | null {
  if (column.kind === 'number') return column.values
  const values = Float64Array.from(column.values, (cell) =>
    cell === null ? Number.NaN : numberIn(cell.trim()),
  )
  const filled = column.values.reduce((sum, cell) => sum + (cell === null ? 0 : 1), 0)
  const read = values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0)
  return filled > 0 && read >= MOST * filled ? values : null
}

function numberIn(cell: string): number {
  const word = cell.toLowerCase()
  if (YES.has(word)) return 1
  if (NO.has(word)) return 0
  const bare = cell.replace(/[$€£¥\s]/g, '')
  if (bare === '') return Number.NaN
  if (DECIMAL_COMMA.test(bare)) return Number(bare.replaceAll('.', '').replace(',', '.'))
  return Number(GROUPED.test(bare) ? bare.replace(/[,']/g, '') : bare)
}
