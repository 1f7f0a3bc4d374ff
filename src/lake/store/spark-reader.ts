import { join } from 'node:path'
import type { ManifestFile } from '../contract/lake.ts'
import type { BuildSession, Params, Row } from '../engine/engine.ts'
import { type Catalog, wordsIn } from '../tables/catalog.ts'
import { CLEAN_TABLES } from '../tables/clean-tables.ts'
import { MARTS } from '../tables/marts.ts'
import { byTable } from './files.ts'

/** Tables that grow with every day of trade: on Spark they are asked there, and only the answer comes back. */
const GROWING = new Set([
  'quarantine',
  'refused',
  ...CLEAN_TABLES.filter(({ partition }) => partition === 'day').map(({ name }) => name),
  ...CLEAN_TABLES.map(({ table }) => `raw_${table}`),
  ...MARTS.filter(({ partition }) => partition !== 'whole').map(({ name }) => name),
])

export function isLarge(sql: string): boolean {
  return [...wordsIn(sql)].some((word) => GROWING.has(word))
}

/** Answers questions on Spark, over the tables as they are published. One session, opened when it is needed. */
export function sparkReader(place: {
  readonly bench: () => Promise<BuildSession>
  readonly catalog: Catalog
  readonly root: string
  readonly files: () => Promise<readonly ManifestFile[]>
}) {
  let opened: Promise<BuildSession> | null = null
  let shown = new Map<string, string>()
  let renewing: Promise<void> = Promise.resolve()

  const show = async (bench: BuildSession, sql: string) => {
    const tables = byTable(await place.files())
    for (const table of wordsIn(sql)) {
      const columns = place.catalog.get(table)
      if (!columns) continue
      const paths = (tables.get(table) ?? []).map((file) => join(place.root, file.path))
      const listed = paths.join('\n')
      if (shown.get(table) === listed) continue
      await bench.view(table, `select * from ${await bench.from(columns, paths)} f`)
      shown.set(table, listed)
    }
  }
  const session = async (sql: string) => {
    opened ??= place.bench()
    const bench = await opened
    // two questions may need the same view
    const mine = renewing.then(() => show(bench, sql))
    renewing = mine.catch(() => undefined)
    await mine
    return bench
  }
  const drop = async () => {
    const bench = await opened?.catch(() => null)
    opened = null
    shown = new Map()
    await bench?.close().catch(() => undefined)
  }
  return {
    async query<T extends Row>(sql: string, params?: Params): Promise<T[]> {
      try {
        return await (await session(sql)).query<T>(sql, params)
      } catch (error) {
        // a server that was started anew knows nothing of the session
        if (error instanceof Error && /session|connection|socket|closed/i.test(error.message)) await drop()
        throw error
      }
    },
    close: drop,
  }
}
