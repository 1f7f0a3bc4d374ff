import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { name, openDuckDb, type Session } from '../../src/lake/engine/duckdb.ts'
import type { Column } from '../../src/lake/engine/engine.ts'
import { duckDbMacros } from '../../src/lake/engine/macros.ts'
import { parquet } from '../../src/lake/engine/parquet-files.ts'
import { byTable } from '../../src/lake/store/files.ts'
import { readCatalog } from '../../src/lake/tables/catalog.ts'
import type { Twins } from './twins.ts'

/**
 * Of every clean table, mart and KPI how many rows one of the two lakes has and the other has not; a number may differ
 * by a billionth. The files themselves are read, by neither of the two.
 */
export async function differences({ duckdb, spark, shop }: Twins): Promise<Record<string, number>> {
  const db = await openDuckDb({
    memoryLimitMb: 1024,
    threads: 2,
    spillTo: tmpdir(),
    within: null,
    setup: duckDbMacros(shop),
  })
  try {
    return await db.use(async (session) => {
      const catalog = await readCatalog(session)
      const [left, right] = [byTable(await duckdb.manifest.files()), byTable(await spark.manifest.files())]
      const found: Record<string, number> = {}
      for (const table of new Set([...left.keys(), ...right.keys()])) {
        const columns = catalog.get(table)
        if (!columns || table.startsWith('raw_') || table === 'refused') continue
        const a = (left.get(table) ?? []).map((file) => join(duckdb.root, file.path))
        const b = (right.get(table) ?? []).map((file) => join(spark.root, file.path))
        found[table] = await apart(session, columns, [a, b])
      }
      return found
    })
  } finally {
    await db.close()
  }
}

async function apart(
  session: Session,
  columns: readonly Column[],
  [left, right]: readonly [readonly string[], readonly string[]],
): Promise<number> {
  if (left.length === 0 || right.length === 0) return left.length + right.length
  const isDouble = ({ type }: Column) => type === 'DOUBLE'
  const same = columns.filter((column) => !isDouble(column)).map(({ column }) => name(column))
  const near = columns.filter(isDouble).map(({ column }) => name(column))
  // rows that are alike in all else are held against each other in the order of their numbers
  const numbered = (paths: readonly string[]) =>
    `select ${[...same, ...near].join(', ')}, row_number() over (partition by ${same.join(', ')}
       order by ${[...near, '1'].join(', ')}) as _n from ${parquet(paths)}`
  const on = [...same, '_n'].map((column) => `a.${column} is not distinct from b.${column}`)
  const isApart = near.map(
    (column) => `not coalesce(abs(a.${column} - b.${column}) <= 1e-9 * greatest(1, abs(a.${column})),
      a.${column} is null and b.${column} is null)`,
  )
  const [row] = await session.query<{ found: number }>(
    `select count(*) as found from (${numbered(left)}) a full join (${numbered(right)}) b on ${on.join(' and ')}
     where ${['a._n is null', 'b._n is null', ...isApart].join(' or ')}`,
  )
  return row?.found ?? 0
}
