import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { name, openDuckDb, type Session, text } from '../../src/lake/engine/duckdb.ts'
import type { Shop } from './twins.ts'

/** Weeks of a shop, by the file that says when each order was placed. */
interface Season {
  readonly orders: { readonly file: string; readonly id: string; readonly at: string }
  readonly from: string
  readonly to: string
  /** every time of its files is moved by so many: a lake holds a place for every day from its first to its last */
  readonly laterByWeeks: number
}

/** By preset. The seasons end where the demo shop does; Olist's holds its Black Friday. */
export const REAL_SHOPS: Readonly<Record<string, Shop & { readonly season: Season }>> = {
  olist: {
    zone: 'America/Sao_Paulo',
    currency: 'BRL',
    season: {
      orders: { file: 'olist_orders_dataset.csv', id: 'order_id', at: 'order_purchase_timestamp' },
      from: '2017-10-30',
      to: '2017-11-27',
      laterByWeeks: 469,
    },
  },
  'online-retail': {
    zone: 'Europe/London',
    currency: 'GBP',
    season: {
      orders: { file: 'online_retail_2010-12_2011-12.csv.gz', id: 'InvoiceNo', at: 'InvoiceDate' },
      from: '2011-10-21',
      to: '2011-11-11',
      laterByWeeks: 784,
    },
  },
}

/** `TEST_SPARK_WHOLE=1` compares whole shops. */
export const IS_WHOLE = process.env.TEST_SPARK_WHOLE === '1'

/**
 * Writes to `to` every CSV file of `dir`, its times moved; rows that name an order stay if it was placed in the season.
 */
export async function copySeason(dir: string, to: string, { orders, ...season }: Season): Promise<void> {
  const db = await openDuckDb({ memoryLimitMb: 512, threads: 1, spillTo: tmpdir(), within: null, setup: [] })
  try {
    await db.use(async (session) => {
      await session.run(`create temp table placed as select distinct ${orders.id} as id from ${csv(join(dir, orders.file))}
        where ${orders.at} >= ${text(season.from)} and ${orders.at} < ${text(season.to)}`)
      for (const file of (await readdir(dir)).filter((name) => /\.csv(\.gz)?$/.test(name)))
        await copyFile(
          session,
          { from: join(dir, file), to: join(to, file), id: orders.id },
          season.laterByWeeks,
        )
    })
  } finally {
    await db.close()
  }
}

async function copyFile(
  session: Session,
  { from, to, id }: { readonly from: string; readonly to: string; readonly id: string },
  weeks: number,
): Promise<void> {
  const columns = await session.query<{ column_name: string }>(`describe select * from ${csv(from)}`)
  const isOfOrders = columns.some(({ column_name }) => column_name === id)
  await session.run(
    `copy (select ${columns.map(({ column_name }) => moved(column_name, weeks)).join(', ')} from ${csv(from)}
       ${isOfOrders ? `where ${id} in (select id from placed)` : ''})
     to ${text(to)} (format csv, header)`,
  )
}

/** A time as it was written, so many weeks later; what is none stays. */
function moved(column: string, weeks: number): string {
  const [value, format] = [name(column), "'%Y-%m-%d %H:%M:%S'"]
  return `coalesce(strftime(try_strptime(${value}, ${format}) + interval (${7 * weeks}) days, ${format}), ${value}) as ${value}`
}

const csv = (path: string) => `read_csv(${text(path)}, all_varchar = true, header = true)`
