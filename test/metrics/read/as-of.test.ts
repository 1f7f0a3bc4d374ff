import { tmpdir } from 'node:os'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type DuckDb, openDuckDb, type Session } from '../../../src/lake/engine/duckdb.ts'
import { addDays } from '../../../src/lib/days.ts'
import { asOf } from '../../../src/metrics/read/as-of.ts'

const LAST = '2026-11-23'
let duckDb: DuckDb
let session: Session
beforeAll(async () => {
  duckDb = await openDuckDb({
    memoryLimitMb: 64,
    threads: 1,
    spillTo: tmpdir(),
    within: null,
    setup: ['create table mart_kpi (day date, dimension text, metric text, of double)'],
  })
  session = await duckDb.session()
})
afterAll(() => duckDb.close())
beforeEach(() => session.run('delete from mart_kpi'))

/** The volumes of the last days, the oldest first; null is a day without any row. */
async function had(metric: 'orders' | 'sessions', ...volumes: readonly (number | null)[]): Promise<void> {
  for (const [i, of] of volumes.entries()) {
    const day = addDays(LAST, i - volumes.length + 1)
    if (of !== null)
      await session.run("insert into mart_kpi values (cast($day as date), 'all', $metric, $of)", {
        day,
        metric,
        of,
      })
  }
}
const weeks = (count: number, aDay = 100) => Array.from({ length: 7 * count }, () => aDay)
const seen = () => asOf(session, addDays(LAST, 1))

describe('the day the data is whole to', () => {
  it('is the last one that has half of the orders usual on its weekday', async () => {
    await had('orders', ...weeks(4), 50)
    expect(await seen()).toMatchObject({ day: LAST, lastSeen: LAST, short: [] })
  })

  it('is the day before one with less: 49 orders where 100 are usual are a day that has not come in', async () => {
    await had('orders', ...weeks(4), 49)
    expect(await seen()).toEqual({
      day: addDays(LAST, -1),
      lastSeen: LAST,
      first: addDays(LAST, -28),
      short: [{ day: LAST, metric: 'orders', found: 49, usual: 100 }],
    })
  })

  it('goes by the slower of orders and sessions', async () => {
    await had('orders', ...weeks(4))
    await had('sessions', ...weeks(4, 1000).slice(0, -2), 300, null)
    expect(await seen()).toMatchObject({
      day: addDays(LAST, -2),
      lastSeen: LAST,
      short: [
        { day: addDays(LAST, -1), metric: 'sessions', found: 300, usual: 1000 },
        { day: LAST, metric: 'sessions', found: 0, usual: 1000 },
      ],
    })
  })

  it('asks nothing of a weekday seen fewer than three times before', async () => {
    await had('orders', ...weeks(2), 1)
    expect(await seen()).toMatchObject({ day: LAST, short: [] })
  })

  it('is not known without data', async () => {
    expect(await seen()).toBeNull()
  })
})
