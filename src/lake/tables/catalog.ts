import { RAW_TABLE_NAMES, RAW_TABLES, type RawTableName } from '../contract/schema.ts'
import { name, type Session } from '../engine/duckdb.ts'
import type { Column } from '../engine/engine.ts'
import { selectFrom } from '../engine/parquet-files.ts'
import { CLEAN_TABLES } from './clean-tables.ts'
import { MARTS } from './marts.ts'

/** Name of a view -> its columns and their types, known before the first file exists. */
export type Catalog = ReadonlyMap<string, readonly Column[]>

const varchar = (columns: readonly string[]) => columns.map((column) => ({ column, type: 'VARCHAR' }))
const LINEAGE: readonly Column[] = [
  ...varchar(['_source', '_batch']),
  { column: '_row', type: 'BIGINT' },
  { column: '_landed_at', type: 'TIMESTAMP WITH TIME ZONE' },
]
const DAY: Column = { column: 'dt', type: 'DATE' }

const FIXED: readonly (readonly [string, readonly Column[]])[] = [
  ['refused', [...varchar(['table_name', 'reason', 'raw']), ...LINEAGE]],
  ['quarantine', [...varchar(['table_name', 'reason', 'raw']), ...LINEAGE, DAY]],
  [
    'column_fill',
    [
      DAY,
      ...varchar(['table_name', 'source', 'column_name']),
      { column: 'rows', type: 'BIGINT' },
      { column: 'filled', type: 'BIGINT' },
    ],
  ],
  [
    'mart_kpi',
    [
      ...varchar(['metric']),
      { column: 'day', type: 'DATE' },
      ...varchar(['dimension', 'member']),
      { column: 'of', type: 'DOUBLE' },
      { column: 'over', type: 'DOUBLE' },
    ],
  ],
]

/** What `priceTold` adds to a row as it was told. */
const MONEY: readonly Column[] = [
  { column: '_money', type: 'VARCHAR' },
  { column: '_money_on', type: 'DATE' },
  { column: '_rate', type: 'DOUBLE' },
  { column: '_rated_on', type: 'DATE' },
]

/** Where each key of a table lies: small files beside it, `keys_<table>`. */
export const KEY_INDEX: readonly Column[] = [
  { column: 'k', type: 'UBIGINT' },
  DAY,
  { column: 'build', type: 'VARCHAR' },
]

export function rawColumns(table: RawTableName): readonly Column[] {
  return [...varchar(RAW_TABLES[table].columns), ...LINEAGE, ...varchar(['_zone', '_currency', '_unmapped'])]
}

/** Reads the columns of every table from its own SQL, over empty inputs, and leaves those empty views behind. */
export async function readCatalog(session: Session): Promise<Catalog> {
  const catalog = new Map<string, readonly Column[]>(FIXED)
  for (const [table, columns] of FIXED) await session.run(viewOf(table, columns, [], ''))
  for (const table of RAW_TABLE_NAMES) {
    catalog.set(`raw_${table}`, rawColumns(table))
    await session.run(viewOf(`raw_${table}`, catalog.get(`raw_${table}`) ?? [], [], ''))
  }
  await session.run(viewOf('built_days', [DAY], [], ''))
  for (const clean of CLEAN_TABLES) {
    const raw = rawColumns(clean.table)
    await session.run(viewOf(`incoming_${clean.table}`, raw, [], ''))
    if (clean.moneyOn !== null) await session.run(viewOf(`priced_${clean.table}`, [...raw, ...MONEY], [], ''))
    const columns = (await described(session, clean)).filter(({ column }) => column !== '_reason')
    catalog.set(clean.name, [
      ...columns,
      { column: '_copies', type: 'BIGINT' },
      { column: '_k', type: 'UBIGINT' },
    ])
    await session.run(viewOf(clean.name, catalog.get(clean.name) ?? [], [], ''))
  }
  for (const mart of MARTS) {
    catalog.set(mart.name, await described(session, mart))
    await session.run(viewOf(mart.name, catalog.get(mart.name) ?? [], [], ''))
  }
  return catalog
}

/** By the SQL they were read from, which gives the same columns in every lake of a process: reading them takes half a second. */
const known = new Map<string, readonly Column[]>()

async function described(session: Session, { sql }: { readonly sql: string }): Promise<readonly Column[]> {
  const before = known.get(sql)
  if (before) return before
  const rows = await session.query<{ column_name: string; column_type: string }>(`describe ${sql}`)
  const columns = rows.map((row) => ({ column: row.column_name, type: row.column_type }))
  known.set(sql, columns)
  return columns
}

/** Every word of a statement: the tables it names are among them. */
export function wordsIn(sql: string): ReadonlySet<string> {
  return new Set(sql.match(/\b[a-z_]+\b/g) ?? [])
}

/** A view over exactly these files; with none it is empty and typed all the same. */
export function viewOf(
  view: string,
  columns: readonly Column[],
  paths: readonly string[],
  kind: '' | 'temp',
): string {
  return `create or replace ${kind} view ${name(view)} as ${selectFrom(columns, paths)}`
}
