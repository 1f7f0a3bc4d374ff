import { stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename } from 'node:path'
import { Fault, messageOf } from '../../lib/errors.ts'
import { openDuckDb, type Session, text } from '../engine/duckdb.ts'

/** A file of any shape, by column and in the order of its rows. */
export interface Table {
  readonly path: string
  readonly rows: number
  readonly columns: ReadonlyMap<string, Column>
}

/** Yes and no read as 1 and 0, days and instants as text in ISO 8601. A missing number is NaN, missing text is null. */
export type Column =
  | { readonly kind: 'number'; readonly values: Float64Array }
  | { readonly kind: 'text'; readonly values: readonly (string | null)[] }

const NUMBER = /^(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|FLOAT|DOUBLE|DECIMAL.*|BOOLEAN)$/
const MISSING = ['', 'NA', 'N/A', 'NaN', 'nan', 'null', 'NULL', 'None']
const MEMORY_MB = 1024

/**
 * Reads a CSV (also packed with gzip), JSON lines or Parquet file as a person hands it over; `header` names the
 * columns of a CSV that has no line of names.
 */
export async function readTable(
  path: string,
  options: { readonly header?: readonly string[] } = {},
): Promise<Table> {
  await mustExist(path)
  const db = await openDuckDb({
    memoryLimitMb: MEMORY_MB,
    threads: 2,
    spillTo: tmpdir(),
    within: null,
    setup: ['set global preserve_insertion_order = true'],
  })
  try {
    return await db.use(async (session) => {
      const from = await readerThatWorks(session, path, options.header)
      const described = await session.query<{ column_name: string; column_type: string }>(
        `describe select * from ${from}`,
      )
      const shown = described.map(({ column_name: name, column_type: type }) => {
        const column = `"${name.replaceAll('"', '""')}"`
        return NUMBER.test(type)
          ? `coalesce(cast(${column} as double), 'nan'::double)`
          : `cast(${column} as varchar)`
      })
      const { rows, values } = await session.columns(`select ${shown.join(', ')} from ${from}`)
      const columns = new Map(described.map(({ column_name }, i) => [column_name, columnOf(values[i])]))
      return { path, rows, columns }
    })
  } catch (error) {
    throw new Fault(`${path} cannot be read: ${messageOf(error).trim()}`, 'Mend the row, or leave it out.')
  } finally {
    await db.close()
  }
}

function columnOf(values: Float64Array | readonly (string | null)[] | undefined): Column {
  if (values instanceof Float64Array) return { kind: 'number', values }
  return { kind: 'text', values: values ?? [] }
}

/** The column of this name as numbers, or a fault that says which columns there are. */
export function numbersOf(table: Table, name: string): Float64Array {
  const column = columnNamed(table, name)
  if (column.kind === 'number') return column.values
  const row = column.values.findIndex((value) => value !== null && !Number.isFinite(Number(value)))
  throw new Fault(
    `Column "${name}" of ${basename(table.path)} is no number: row ${row + 1} holds "${column.values[row]}".`,
    'Correct the value, or leave it empty.',
  )
}

/** The column of this name as text; numbers as they print. */
export function textsOf(table: Table, name: string): readonly (string | null)[] {
  const column = columnNamed(table, name)
  return column.kind === 'text'
    ? column.values
    : Array.from(column.values, (value) => (Number.isNaN(value) ? null : String(value)))
}

function columnNamed(table: Table, name: string): Column {
  const found = table.columns.get(name)
  if (found) return found
  const names = [...table.columns.keys()].map((column) => `"${column}"`).join(', ')
  throw new Fault(`${basename(table.path)} has no column "${name}".`, `It has ${names}.`)
}

/** A file with a row that was cut short is read too: the cells it lacks are missing. */
async function readerThatWorks(
  session: Session,
  path: string,
  header: readonly string[] | undefined,
): Promise<string> {
  const strict = readerOf(path, header)
  const padded = strict.replace(/\)$/, ', null_padding = true)')
  if (!strict.startsWith('read_csv')) return strict
  return session.query(`describe select * from ${strict}`).then(
    () => strict,
    () => padded,
  )
}

function readerOf(path: string, header: readonly string[] | undefined): string {
  if (/\.parquet$/i.test(path)) return `read_parquet(${text(path)})`
  if (/\.(jsonl|ndjson)(\.gz)?$/i.test(path))
    return `read_json(${text(path)}, format = 'newline_delimited', sample_size = -1)`
  const names = header ? `header = false, names = [${header.map(text).join(', ')}]` : 'header = true'
  return `read_csv(${text(path)}, ${names}, sample_size = -1, nullstr = [${MISSING.map(text).join(', ')}])`
}

async function mustExist(path: string): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) throw new Fault(`There is no file ${path}.`, 'Check the path.')
  if (found.size === 0) throw new Fault(`${path} is empty.`, 'Export it again.')
}
