import { readTable } from '../../lake/ingest/read-table.ts'
import { Fault } from '../../lib/errors.ts'
import type { DemandFile, NamedColumns } from './demand-columns.ts'
import { longColumns, readLong } from './demand-long.ts'
import { readWide } from './demand-wide.ts'

/**
 * A demand file of any of three shapes, told apart by its columns: long (item, date, quantity), wide with a row a
 * period (a column an item), or wide with a row an item (a column a period).
 */
export async function readDemand(path: string, named: NamedColumns): Promise<DemandFile> {
  const table = await readTable(path)
  if (table.rows === 0) throw new Fault(`${path} has no rows.`, 'Export it again.')
  const long = longColumns(table, named)
  if (long) return readLong(table, long, named.period)
  return readWide(table, named)
}
