import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { name, type Session, text } from './duckdb.ts'
import type { BuildSession, Copied } from './engine.ts'
import { selectFrom } from './parquet-files.ts'

/** A build in this process; what is spooled lies in `folder` until the build is over. */
export function duckDbBuildSession(session: Session, folder: string): BuildSession {
  return {
    name: 'duckdb',
    inParts: true,
    query: session.query,
    run: session.run,
    close: session.close,
    from: async (columns, paths) => `(${selectFrom(columns, paths)})`,
    view: (named, select) => session.run(`create or replace temp view ${name(named)} as ${select}`),
    materialize: (named, select) => session.run(`create or replace temp table ${name(named)} as ${select}`),
    async materializeOnDisk(named, select) {
      const path = text(join(folder, `${named}.parquet`))
      // read once or twice and gone: written quickly rather than small
      await session.run(
        `copy (${select}) to ${path} (format parquet, compression lz4_raw, dictionary_size_limit 1000)`,
      )
      await session.run(`create or replace temp view ${name(named)} as select * from read_parquet(${path})`)
    },
    async write({ folder, file, by }, _columns, select) {
      await mkdir(folder, { recursive: true })
      const [target, how] =
        by === 'day'
          ? [
              folder,
              `, partition_by (dt), write_partition_columns true, overwrite_or_ignore true, filename_pattern '${file}-{i}'`,
            ]
          : [join(folder, `${file}.parquet`), '']
      return session.query<Copied & Record<string, never>>(
        `copy (${select}) to ${text(target)} (format parquet, return_stats true${how})`,
      )
    },
    json: (row) => `cast(to_json(${row}) as string)`,
  }
}
