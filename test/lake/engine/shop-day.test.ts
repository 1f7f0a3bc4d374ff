import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { openDuckDb } from '../../../src/lake/engine/duckdb.ts'
import { duckDbMacros } from '../../../src/lake/engine/macros.ts'
import { fastShopDay } from '../../../src/lake/engine/shop-day.ts'

describe('shop_day by offsets known around now', () => {
  it.each([
    ['Europe/Berlin', 6],
    ['America/Sao_Paulo', 1],
    ['Africa/Casablanca', 4],
    ['Asia/Kathmandu', 1],
    ['Australia/Lord_Howe', 5],
  ])('is the calendar’s in %s, within the %i periods known and beyond', async (zone, periods) => {
    const db = await openDuckDb({
      memoryLimitMb: 256,
      threads: 1,
      spillTo: tmpdir(),
      within: null,
      setup: duckDbMacros({ zone: 'UTC', currency: 'EUR' }),
    })
    try {
      await db.use(async (session) => {
        await fastShopDay(session, zone, new Date('2026-11-24T09:00:00Z'))
        const [found] = await session.query<{ asked: number; differ: number }>(
          `select count(*) as asked, count(case when shop_day(ts) is distinct from cast(timezone('${zone}', ts) as date) then 1 end) as differ
           from (select unnest(range(timestamptz '2025-01-01', timestamptz '2028-07-01', interval 11 minute)) as ts
             union all values (null), (timestamptz '1890-01-01'), (timestamptz 'infinity'))`,
        )
        expect(found).toEqual({ asked: 167_174, differ: 0 })
        const [macro] = await session.query<{ known: number }>(
          `select len(regexp_extract_all(macro_definition, ' WHEN ')) - 1 as known
           from duckdb_functions() where function_name = 'shop_day'`,
        )
        expect(macro?.known).toBe(periods)
      })
    } finally {
      await db.close()
    }
  })
})
