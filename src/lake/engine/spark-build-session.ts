import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type DuckDb, name, text } from './duckdb.ts'
import type { BuildSession, Copied } from './engine.ts'
import type { SparkSessions } from './spark-sessions.ts'

/** Columns of DuckDB as Spark writes them; it has no unsigned integers and keeps them as decimals. */
const TYPES: Readonly<Record<string, string>> = {
  VARCHAR: 'string',
  INTEGER: 'int',
  'TIMESTAMP WITH TIME ZONE': 'timestamp',
  UBIGINT: 'decimal(20, 0)',
}
const typeOf = (type: string) => TYPES[type] ?? type

let benches = 0

/** A build on Spark, over the same files: it must see the lake's folder under the same path as this process. */
export async function sparkBuildSession(
  sessions: SparkSessions,
  { folder, footers }: { readonly folder: string; readonly footers: DuckDb },
): Promise<BuildSession> {
  const spark = await sessions.take()
  // views of an earlier bench are still known to the session
  const own = `${process.pid}_${++benches}`
  const files = new Map<string, string>()
  const scratches: string[] = []
  let tables = 0
  const { run, query } = spark
  const writeAside = async (partitions: string, select: string) => {
    const table = `floorwalker_${own}_${++tables}`
    const scratch = join(folder, table)
    await run(`create table ${table} using parquet ${partitions} location ${text(scratch)} as ${select}`)
    await run(`drop table ${table}`)
    return scratch
  }
  // a cached table is computed again by whoever reads it through a view: its plan is not known to be the same
  const hold = async (named: string, select: string) => {
    const scratch = await writeAside('', select)
    await run(`create or replace temporary view ${name(named)} using parquet options (path ${text(scratch)})`)
    scratches.push(scratch)
  }
  return {
    name: 'spark',
    inParts: false,
    run,
    query,
    async from(columns, paths) {
      if (paths.length === 0)
        return `(select ${columns.map(({ column, type }) => `cast(null as ${typeOf(type)}) as ${name(column)}`).join(', ')} where false)`
      const shape = columns.map(({ column, type }) => `${name(column)} ${typeOf(type)}`).join(', ')
      const source = `(${shape}) using parquet options (path ${text(globOf(paths))})`
      const known = files.get(source)
      if (known) return known
      const named = `files_${own}_${files.size}`
      await run(`create or replace temporary view ${named} ${source}`)
      files.set(source, named)
      return named
    },
    view: (named, select) => run(`create or replace temporary view ${name(named)} as ${select}`),
    materialize: hold,
    materializeOnDisk: hold,
    async write({ folder: target, file, by }, columns, select) {
      const cast = columns.map(
        ({ column, type }) => `cast(${name(column)} as ${typeOf(type)}) as ${name(column)}`,
      )
      const [hint, split, day] =
        by === 'day' ? ['rebalance(dt)', 'partitioned by (_day)', ', dt as _day'] : ['rebalance', '', '']
      const scratch = await writeAside(
        split,
        `select /*+ ${hint} */ ${cast.join(', ')}${day} from (${select}) w`,
      )
      const moved = await settleParts(scratch, target, file)
      await rm(scratch, { recursive: true, force: true })
      return counted(footers, moved)
    },
    json(row, columns) {
      const cells = columns.map(({ column, type }) =>
        typeOf(type) === 'timestamp'
          ? `instant_text(${row}.${name(column)}) as ${name(column)}`
          : `${row}.${name(column)} as ${name(column)}`,
      )
      return `to_json(struct(${cells.join(', ')}), map('ignoreNullFields', 'false'))`
    },
    async close() {
      for (const scratch of scratches) await rm(scratch, { recursive: true, force: true })
      sessions.giveBack(spark)
    },
  }
}

/** One path for all of them: what follows their common folder in braces, every sign of a pattern taken as itself. */
function globOf(paths: readonly string[]): string {
  const [first = '', ...others] = paths.map((path) => path.replace(/[\\{}[\]*?,]/g, '\\$&'))
  if (others.length === 0) return first
  let folder = dirname(first)
  while (!others.every((path) => path.startsWith(`${folder}/`))) folder = dirname(folder)
  return `${folder}/{${[first, ...others].map((path) => path.slice(folder.length + 1)).join(',')}}`
}

/** Spark names its own files and folders: here they get the names that the lake reads. */
async function settleParts(from: string, to: string, file: string): Promise<string[]> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true })
  const parts = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.parquet'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const moved: string[] = []
  for (const [i, path] of parts.entries()) {
    const day = /\/_day=([^/]+)\//.exec(path)?.[1]
    const target = join(to, ...(day ? [`dt=${day}`] : []), `${file}-${i}.parquet`)
    await mkdir(dirname(target), { recursive: true })
    await rename(path, target)
    moved.push(target)
  }
  return moved
}

async function counted(footers: DuckDb, paths: readonly string[]): Promise<Copied[]> {
  if (paths.length === 0) return []
  const rows = await footers.use((session) =>
    session.query<{ path: string; rows: number }>(
      `select file_name as path, num_rows as "rows" from parquet_file_metadata([${paths.map(text).join(', ')}])`,
    ),
  )
  return Promise.all(
    rows.map(async ({ path, rows }) => ({
      filename: path,
      count: rows,
      file_size_bytes: (await stat(path)).size,
    })),
  )
}
