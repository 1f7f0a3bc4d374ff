import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../../lib/errors.ts'
import { oneLine } from '../../lib/text.ts'
import type { ProposedTable, SampleAt } from '../connector.ts'
import type { SqlReader } from '../source.ts'
import { dialectOf, mysqlOf, postgres } from './dialect.ts'

const ROWS_SEEN = 2000

const namesIn = (text: string) =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')

/** Some rows of each table as a file, every value as text. */
export async function sampleSql(
  { url, from }: { readonly url: string; readonly from: string },
  { scratch, clients }: Pick<SampleAt, 'scratch' | 'clients'>,
): Promise<string> {
  const dialect = dialectOf(url)
  if (dialect === null)
    throw new Fault(
      'That variable holds no postgres:// or mysql:// address.',
      'Give it as mysql://user:password@host/name.',
    )
  await clients.http.admit(new URL(url).hostname)
  const reader = await clients.openSql(url)
  try {
    for (const table of namesIn(from)) {
      const says = dialect === 'mysql' ? await mysqlOf(reader, table) : postgres
      const columns = await columnsOf(reader, table, dialect)
      const shown = columns.map((column) => `${says.asText(column)} as ??`).join(', ')
      const rows = await reader.rows(`select ${shown} from ?? limit ${ROWS_SEEN}`, [
        ...columns.flatMap((column) => [column, column]),
        table,
      ])
      if (rows.length > 0)
        writeFileSync(join(scratch, `${table}.jsonl`), rows.map((row) => JSON.stringify(row)).join('\n'))
    }
  } finally {
    await reader.close()
  }
  return scratch
}

async function columnsOf(
  reader: SqlReader,
  from: string,
  dialect: 'mysql' | 'postgres',
): Promise<readonly string[]> {
  const [table = '', schema] = from.split('.').reverse()
  const here = dialect === 'mysql' ? 'database()' : 'any(current_schemas(false))'
  const found = await reader.rows(
    `select column_name as name from information_schema.columns
     where table_name = ? and table_schema = ${schema ? '?' : here} order by ordinal_position`,
    schema ? [table, schema] : [table],
  )
  const names = found.flatMap(({ name, NAME }) => name ?? NAME ?? [])
  if (names.length > 0) return names
  throw new Fault(
    `There is no table ${oneLine(from, 80)} in that database.`,
    'Check its name, its schema and what the user may read.',
  )
}

const CHANGED = /updat|modif|chang|geaend|geänd|aender|änder|alter|last|revised|touched|更新|修改/i

/** How the rows are asked for: by the time of their last change where a column is called so, and by their key. */
export function toldTable({ of, columns, keys, times }: ProposedTable) {
  const cursor = times.find((name) => CHANGED.test(name)) ?? times[0] ?? keys[0]
  const id = keys[0]
  if (cursor === undefined || id === undefined)
    throw new Fault(
      `${of} has no column that grows, or none that names its rows.`,
      'Name the table instead of proposing, and say its cursor and id.',
    )
  return { from: of, cursor, id, columns }
}
