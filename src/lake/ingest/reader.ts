import { basename } from 'node:path'
import { Fault } from '../../lib/errors.ts'

/** How one file is read, whatever its format. */
export interface Reader {
  /** the file's own columns as `f.<name>`, and `_row` */
  readonly sql: string
  readonly refused: string
  /** the value of a column that the mapping names, or a fault that says what there is */
  readonly value: (column: string) => string
  /** what its columns are called */
  readonly titles: readonly string[]
  /** the same rows once more, without noting again which cannot be read */
  readonly again: string
  /** where the file itself says what the values are: numbers of JSON, columns of Parquet */
  readonly typedWhere: (column: string) => string | null
}

/** Lines that the reader of text could not take apart, which it noted when it read them. */
export const REJECTED = `select line, first(lower(error_type::varchar) || ': ' || error_message order by byte_position) as reason,
  first(coalesce(csv_line, '')) as text from reject_errors group by line`

/**
 * What becomes of lines that cannot be read: of one file they are stored once, and passed over in every other reading. To
 * pass them over they are stored aside: the engine's own `ignore_errors` ends the file, without a word, at the first line
 * that has text after a closing quote.
 */
export const STORING = 'store_rejects = true, rejects_limit = 0'
export const IGNORING =
  "store_rejects = true, rejects_limit = 1, rejects_table = 'passed_over', rejects_scan = 'passed_over_scans'"

export function nothingIn(path: string): Fault {
  return new Fault(`${path} is empty.`, 'Export it again, or leave it out of the mapping.')
}

export function missing(path: string, column: string, columns: readonly string[]): Fault {
  return new Fault(
    `${basename(path)} has no column "${column}"; it has ${columns.map((found) => `"${found}"`).join(', ')}.`,
    `Correct the mapping of ${path}.`,
  )
}
