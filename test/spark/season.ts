import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDuckDb, type Session, text } from '../../src/lake/engine/duckdb.ts'
import type { Shop } from './twins.ts'

/** Weeks of a shop, by the file that says when each order was placed. */
interface Season {
  readonly orders: { readonly file: string; readonly id: string; readonly at: string }
  readonly from: string
  readonly to: string
}

/** By preset; the seasons hold a clock change, and Olist's one Black Friday. */
export const REAL_SHOPS: Readonly<Record<string, Shop & { readonly season: Season }>> = {
  olist: {
    zone: 'America/Sao_Paulo',
    currency: 'BRL',
    season: {
      orders: { file: 'olist_orders_dataset.csv', id: 'order_id', at: 'order_purchase_timestamp' },
      from: '2017-10-13',
      to: '2017-11-27',
    },
  },
  'online-retail': {
    zone: 'Europe/London',
    currency: 'GBP',
    season: {
      orders: { file: 'online_retail_2010-12_2011-12.csv.gz', id: 'InvoiceNo', at: 'InvoiceDate' },
      from: '2011-10-28',
      to: '2011-11-11',
    },
  },
}

/** `TEST_SPARK_WHOLE=1` compares whole shops. */
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
