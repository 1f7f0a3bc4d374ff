import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { Engine, Params, Row } from './engine.ts'
import { type Columns, columnsOf, rowsOf } from './values.ts'

export interface DuckDbOptions {
  readonly memoryLimitMb: number
  readonly threads: number
  /** where what does not fit in memory is spilled */
  readonly spillTo: string
  /** the only folder SQL may read and write; null for the instance that reads files a person names */
  readonly within: string | null
  /** run before the doors close: macros */
  readonly setup: readonly string[]
}

/** One connection: its temporary tables and views are its own, and its statements run one after the other. */
export interface Session extends Engine {
  /** many rows by column, in the order of the result; what is no double comes as text */
  columns(sql: string, params?: Params): Promise<Columns>
  /** all of the work, or none of it */
  begin<T>(work: () => Promise<T>): Promise<T>
}

export interface DuckDb {
  session(): Promise<Session>
  /** borrows an idle connection for one piece of work */
  use<T>(work: (session: Session) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** A path or a word inside SQL, where a value cannot be bound. */
export function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`
}

export function name(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`
}

/** DuckDB in this process, over files only: the catalogue holds views and macros, and nothing is kept in it. */
export async function openDuckDb(options: DuckDbOptions): Promise<DuckDb> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${options.memoryLimitMb}MB`,
    threads: String(options.threads),
    temp_directory: options.spillTo,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    preserve_insertion_order: 'false',
    // a folder a day: rows wait in memory until this many are there, for each thread
    partitioned_write_flush_threshold: '65536',
    partitioned_write_max_open_files: '4096',
  })
  const first = await instance.connect()
  await first.run("set global TimeZone = 'UTC'")
  await first.run('set global parquet_metadata_cache = true')
  for (const statement of options.setup) await first.run(statement)
  if (options.within) {
    await first.run(`set global allowed_directories = [${text(options.within)}]`)
    await first.run('set global enable_external_access = false')
    await first.run('set global lock_configuration = true')
  }

  const idle: Session[] = [sessionOver(first)]
  const all: Session[] = [...idle]
  const session = async () => {
    const opened = sessionOver(await instance.connect())
    all.push(opened)
    return opened
  }
  return {
    session,
    async use(work) {
      const mine = idle.pop() ?? (await session())
      try {
        return await work(mine)
      } finally {
        idle.push(mine)
      }
    },
    async close() {
      for (const open of all.splice(0)) await open.close()
      instance.closeSync()
    },
  }
}

function sessionOver(connection: DuckDBConnection): Session {
  const run = async (sql: string, params?: Params) => {
    await connection.run(sql, bound(params))
  }
  return {
    name: 'duckdb',
    run,
    async query<T extends Row = Row>(sql: string, params?: Params) {
      return rowsOf<T>(await connection.runAndReadAll(sql, bound(params)))
    },
    async columns(sql, params) {
      return columnsOf(await connection.stream(sql, bound(params)))
    },
    async begin(work) {
      await run('begin')
      try {
        const result = await work()
        await run('commit')
        return result
      } catch (error) {
        await run('rollback')
        throw error
      }
    },
    async close() {
      connection.closeSync()
    },
  }
}

function bound(params: Params | undefined) {
  return params && Object.keys(params).length > 0 ? { ...params } : undefined
}
