import type { Table } from '../../lake/ingest/read-table.ts'
import { Fault } from '../../lib/errors.ts'
import { asNumbers } from '../files/cells.ts'

/** A column of numbers or of yes and no; NaN where a cell is empty or infinite. */
export function columnNumbers(table: Table, name: string): Float64Array {
  const column = table.columns.get(name)
  if (!column) {
    const names = [...table.columns.keys()].map((one) => `"${one}"`).join(', ')
    throw new Fault(`There is no column "${name}".`, `There are ${names}.`)
  }
  const values = asNumbers(column)
  if (values) return values.map((value) => (Number.isFinite(value) ? value : Number.NaN))
  throw new Fault(
    `Column "${name}" is no number and no yes or no.`,
    'Name a metric such as converted or revenue.',
  )
}
