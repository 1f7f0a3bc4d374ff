import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDuckDb, type Session, text } from '../../src/lake/engine/duckdb.ts'

/** The files of a shop as they came, but of its orders only those of a few weeks; where they all stay, the folder itself. */
export interface Season {
  /** The file that says when each order was placed, and the columns of it that say so. */
  readonly orders: { readonly file: string; readonly id: string; readonly at: string }
  readonly from: string
  readonly to: string
}

/** Whole shops take Spark twenty minutes: the nightly run compares them, the gate a season of each. */
export const IS_WHOLE = process.env.TEST_SPARK_WHOLE === '1'

/** Writes to `to` every CSV file of `dir`; rows that name an order stay if that order was placed in the season. */
export async function copySeason(dir: string, to: string, { orders, ...season }: Season): Promise<void> {
  const db = await openDuckDb({ memoryLimitMb: 512, threads: 1, spillTo: tmpdir(), within: null, setup: [] })
  try {
    await db.use(async (session) => {
      await session.run(`create temp table placed as select distinct ${orders.id} as id from ${csv(join(dir, orders.file))}
        where ${orders.at} >= ${text(season.from)} and ${orders.at} < ${text(season.to)}`)
      for (const file of (await readdir(dir)).filter((name) => /\.csv(\.gz)?$/.test(name)))
        await copyFile(session, join(dir, file), join(to, file), orders.id)
    })
  } finally {
    await db.close()
  }
}

async function copyFile(session: Session, from: string, to: string, id: string): Promise<void> {
  const columns = await session.query<{ column_name: string }>(`describe select * from ${csv(from)}`)
  const isOfOrders = columns.some(({ column_name }) => column_name === id)
  await session.run(
    `copy (select * from ${csv(from)} ${isOfOrders ? `where ${id} in (select id from placed)` : ''})
     to ${text(to)} (format csv, header)`,
  )
}

const csv = (path: string) => `read_csv(${text(path)}, all_varchar = true, header = true)`
