import { readdir, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { messageOf } from '../../lib/errors.ts'
import { groupBy } from '../../lib/group.ts'
import { plural } from '../../lib/text.ts'
import type { Account, ManifestFile } from '../contract/lake.ts'
import { name } from '../engine/duckdb.ts'
import type { Engine } from '../engine/engine.ts'
import { parquet } from '../engine/parquet-files.ts'
import { CLEAN_TABLES } from '../tables/clean-tables.ts'
import { MARTS } from '../tables/marts.ts'

export interface LakeFault {
  readonly table: string
  /** null: of the table as a whole */
  readonly path: string | null
  readonly what: string
}

export interface Place {
  readonly root: string
  /** over views of the published tables */
  readonly engine: Pick<Engine, 'query'>
}

/** Every file is there, as long as it was, can be read to its end, and holds the rows it is said to hold. */
export async function brokenFiles(
  { root, engine }: Place,
  files: readonly ManifestFile[],
): Promise<readonly LakeFault[]> {
  const faults: LakeFault[] = []
  const whole: ManifestFile[] = []
  for (const file of files) {
    const bytes = await stat(join(root, file.path)).then(
      ({ size }) => size,
      () => null,
    )
    const what =
      bytes === null
        ? 'is missing'
        : `has ${plural(bytes, 'byte')}, not ${file.bytes.toLocaleString('en-US')}`
    if (bytes === file.bytes) whole.push(file)
    else faults.push({ table: file.table, path: file.path, what })
  }
  for (const [, some] of groupBy(whole, ({ table }) => table))
    faults.push(...(await unreadable({ root, engine }, some)))
  return faults
}

/** A table at once; one by one only where that fails. */
async function unreadable(place: Place, files: readonly ManifestFile[]): Promise<LakeFault[]> {
  const counts = await countsOf(place, files).catch((error: unknown) => messageOf(error))
  if (typeof counts === 'string') {
    const [file, ...more] = files
    if (file && more.length === 0) {
      const what = `cannot be read: ${counts.split('\n')[0]}`
      return [{ table: file.table, path: file.path, what }]
    }
    const half = Math.ceil(files.length / 2)
    return [
      ...(await unreadable(place, files.slice(0, half))),
      ...(await unreadable(place, files.slice(half))),
    ]
  }
  return files
    .filter((file) => (counts.get(file.path) ?? 0) !== file.rows)
    .map((file) => ({
      table: file.table,
      path: file.path,
      what: `holds ${plural(counts.get(file.path) ?? 0, 'row')}, not ${file.rows.toLocaleString('en-US')}`,
    }))
}

/** The hash makes the engine read every column of every row. */
async function countsOf(
  { root, engine }: Place,
  files: readonly ManifestFile[],
): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (let i = 0; i < files.length; i += 200) {
    const paths = files.slice(i, i + 200).map(({ path }) => join(root, path))
    const rows = await engine.query<{ filename: string; rows: number }>(
      `select filename, count(*) as "rows", cast(bit_xor(hash(t)) as varchar) as read
       from ${parquet(paths, { hasFilename: true })} t group by filename`,
    )
    for (const { filename, rows: count } of rows) counts.set(relative(root, filename), count)
  }
  return counts
}

/** What lies in the lake and nobody reads: left behind by a process that was killed, or put there. */
export async function unnamedFiles(root: string, files: readonly ManifestFile[]): Promise<readonly string[]> {
  const known = new Set(files.map(({ path }) => path))
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => path.endsWith('.parquet') && !path.startsWith('.staging') && !known.has(path))
    .sort()
}

const KPI_KEY = ['metric', 'day', 'dimension', 'member']

/** Tables in which a key occurs twice. */
export async function doubledKeys(
  { engine }: Place,
  isWhole: (table: string) => boolean,
): Promise<readonly LakeFault[]> {
  const keys: { readonly table: string; readonly key: readonly string[] }[] = [
    ...CLEAN_TABLES.map((clean) => ({ table: clean.name, key: ['_k'] })),
    ...MARTS.map((mart) => ({
      table: mart.name,
      key: mart.partition === 'day' && mart.name.endsWith('_days') ? [...mart.key, 'dt'] : mart.key,
    })),
    { table: 'mart_kpi', key: KPI_KEY },
  ]
  const faults: LakeFault[] = []
  for (const { table, key } of keys.filter((one) => isWhole(one.table))) {
    const [found] = await engine.query<{ twice: number }>(
      `select count(*) as twice from (
         select 1 from ${table} group by ${key.map(name).join(', ')} having count(*) > 1) k`,
    )
    if (found && found.twice > 0)
      faults.push({ table, path: null, what: `has ${plural(found.twice, 'key')} more than once` })
  }
  return faults
}

/** Rows in = clean + merged + rejected, counted in the files. Only where none has been dropped since. */
export async function wrongAccounts(
  { engine }: Place,
  accounts: readonly Account[],
  isWhole: (table: string) => boolean,
): Promise<readonly LakeFault[]> {
  const faults: LakeFault[] = []
  for (const { table, rowsIn, clean, merged, quarantined } of accounts) {
    if (rowsIn !== clean + merged + quarantined)
      faults.push({
        table: `clean_${table}`,
        path: null,
        what: 'does not add up: rows in ≠ clean + merged + rejected',
      })
    if (isWhole(`clean_${table}`)) {
      const [found] = await engine.query<{ rows: number; copies: number }>(
        `select count(*) as "rows", cast(coalesce(sum(_copies), 0) as bigint) as copies from clean_${table}`,
      )
      if (found && (found.rows !== clean || found.copies !== clean + merged))
        faults.push({
          table: `clean_${table}`,
          path: null,
          what: `holds ${plural(found.rows, 'row')} of ${plural(found.copies, 'delivery', 'deliveries')}, not ${clean} of ${clean + merged}`,
        })
    }
    if (!isWhole('quarantine')) continue
    const [rejected] = await engine.query<{ rows: number }>(
      'select count(*) as "rows" from quarantine where table_name = $table',
      { table },
    )
    if (rejected && rejected.rows !== quarantined)
      faults.push({
        table: 'quarantine',
        path: null,
        what: `holds ${plural(rejected.rows, 'rejected row')} of ${table}, not ${quarantined}`,
      })
  }
  return faults
}
