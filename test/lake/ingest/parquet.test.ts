import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openDuckDb, text } from '../../../src/lake/engine/duckdb.ts'
import { openShop, type Shop } from '../shop.ts'

const ROWS = 10_000

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
afterEach(() => shop.remove())

/** Lands a Parquet file of several row groups whose events are numbered in their order. */
async function landed(alsoHas: string) {
  const path = join(shop.dir, 'events.parquet')
  const db = await openDuckDb({ memoryLimitMb: 128, threads: 2, spillTo: shop.dir, within: null, setup: [] })
  await db.use((session) =>
    session.run(
      `copy (select 'e' || (i + 1) as id, 7 as ${alsoHas} from range(${ROWS}) t(i) order by i)
       to ${text(path)} (format parquet, row_group_size 2048)`,
    ),
  )
  await db.close()
  await shop.lake.ingest({
    source: 'logs',
    table: 'events',
    id: 'logs 1',
    zone: 'UTC',
    currency: 'EUR',
    page: {
      kind: 'file',
      path,
      format: 'parquet',
      columns: { platform: { constant: 'web' }, event_id: { from: 'id' }, region: { from: alsoHas } },
    },
  })
  const [found] = await shop.lake.query(
    `select count(*) as "rows", count(*) filter (where event_id = 'e' || _row) as in_place, min(region) as region
     from raw_events`,
  )
  return found
}

it.each(['place', 'file_row_number'])(
  'a Parquet file with a column %s keeps each row its number',
  async (column) => {
    expect(await landed(column)).toEqual({ rows: ROWS, in_place: ROWS, region: '7' })
  },
)
