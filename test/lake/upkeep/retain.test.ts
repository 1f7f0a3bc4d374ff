import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { horizonOf, keptFrom, retain } from '../../../jobs/retain.ts'
import type { Horizon } from '../../../src/lake/contract/lake.ts'
import { addDays, addMonths } from '../../../src/lib/days.ts'
import { measure } from '../../../src/metrics/measure/measure.ts'
import { metrics } from '../../../src/metrics/registry.ts'
import { runJob } from '../../../src/scheduler.ts'
import { openState } from '../../../src/state/database/connect.ts'
import { landedRows } from '../../../src/state/lake/dropped.ts'
import { freshDatabase } from '../../support/databases.ts'
import { copyOf } from '../../support/made-once.ts'
import { schedulingContext } from '../../support/scheduling.ts'
import { line, order, rows, type Shop, shopIn } from '../shop.ts'

const OLD = '2024-03-10'
const RETURNED = '2025-11-10'
const NEW = '2026-11-20'
const KEPT = '2025-01-01'
const HORIZON: Horizon = { keptFrom: KEPT, rawFrom: '2026-11-01' }

describe('days that are kept no longer', () => {
  let shop: Shop
  let now = new Date()
  beforeEach(async () => {
    const clock = { now: () => now }
    const dir = await copyOf('shop-of-old-days', async (folder) => {
      now = new Date('2026-10-01T09:00:00Z')
      shop = await shopIn(folder, { clock })
      await take([OLD, RETURNED])
      now = new Date('2026-11-24T09:00:00Z')
      await take([NEW])
      await measure(shop.lake, metrics, 'all')
      await shop.close()
    })
    // what lands in the copy comes after what has landed before
    now = new Date('2026-11-24T09:00:01Z')
    shop = await shopIn(dir, { clock })
  })
  afterEach(() => shop.remove())
  const all = (sql: string) => shop.lake.query(sql)

  /** ann buys on every day, bob on the first of them only; a refund, a session and a row that is refused each day */
  async function take(days: readonly string[]) {
    const of = <Row>(row: (day: string) => Row) => days.map(row)
    const at = (day: string) => `${day} 12:00:00`
    await shop.lake.ingest(
      rows('orders', [
        ...of((day) => order(`ann-${day}`, at(day))),
        ...(days.includes(OLD) ? [order('bob', at(OLD), { customer_id: 'bob' })] : []),
        ...of((day) => order('', at(day))),
      ]),
    )
    await shop.lake.ingest(
      rows(
        'order_lines',
        of((day) => line(`ann-${day}`, '1', { title: day })),
      ),
    )
    await shop.lake.ingest(
      rows(
        'sessions',
        of((day) => ({ session_id: day, started_at: at(day), shopper_id: 'ann' })),
      ),
    )
    await shop.lake.ingest(
      rows(
        'refunds',
        of((day) => ({ refund_id: day, order_id: `ann-${day}`, amount: '1', refunded_at: at(day) })),
      ),
    )
    expect((await shop.lake.build()).failed).toEqual([])
  }

  it('go from every table that has days, and from no other', async () => {
    await shop.lake.ingest(rows('order_lines', [line('not-yet', '1')]))
    await shop.lake.build()
    const before = await shop.manifest.files()
    const retained = await shop.lake.retain(HORIZON)
    const days = async (table: string) =>
      (await all(`select distinct dt from ${table} order by dt`)).map(({ dt }) => dt)
    for (const table of [
      'clean_orders',
      'clean_sessions',
      'clean_refunds',
      'mart_orders',
      'mart_order_lines',
      'mart_sessions',
      'mart_refunds',
      'shopper_orders',
    ])
      expect([table, await days(table)]).toEqual([table, [RETURNED, NEW]])
    // a line that waits for its order has no day yet
    expect(await days('clean_order_lines')).toEqual(['1970-01-01', RETURNED, NEW])
    const landedOn = (await shop.manifest.files('raw_orders')).map(({ dt }) => dt)
    expect(new Set(landedOn)).toEqual(new Set(['2026-11-24']))
    expect(await days('quarantine')).toEqual(['2026-11-24'])
    expect(retained.map(({ table }) => table)).toEqual(
      expect.arrayContaining(['raw_orders', 'quarantine', 'clean_orders', 'mart_orders']),
    )
    const after = new Set((await shop.manifest.files()).map(({ path }) => path))
    const kept = before.filter(({ dt }) => dt !== null && dt >= KEPT && !['2026-10-01'].includes(dt))
    expect(kept.filter(({ path }) => !after.has(path))).toEqual([])
  })

  it('are only told of in a rehearsal', async () => {
    const before = await shop.manifest.files()
    const rehearsed = await shop.lake.retain(HORIZON, true)
    expect(await shop.manifest.files()).toEqual(before)
    expect(await shop.lake.retain(HORIZON)).toEqual(rehearsed)
    expect(await shop.lake.retain(HORIZON)).toEqual([])
    expect(await shop.lake.retain({ keptFrom: null, rawFrom: null })).toEqual([])
  })

  it('leave those who bought before them alone as unknown, and know the others by what is left', async () => {
    const customers = () =>
      all('select orders, first_ordered_on, last_ordered_on from mart_customers order by 1')
    expect(await customers()).toEqual([{ orders: 3, first_ordered_on: OLD, last_ordered_on: NEW }])
    await shop.lake.retain(HORIZON)
    expect(await customers()).toEqual([{ orders: 2, first_ordered_on: RETURNED, last_ordered_on: NEW }])
    expect(await all(`select order_no from mart_orders where dt = date '${NEW}'`)).toEqual([{ order_no: 3 }])
  })

  it('keep their KPIs, also when all is measured anew, and when a row of theirs comes late', async () => {
    const kpis = () =>
      all(`select * from mart_kpi where day < date '2026-01-01' order by metric, day, dimension, member`)
    const before = await kpis()
    expect(before.filter(({ day }) => day === OLD).length).toBeGreaterThan(3)
    await shop.lake.retain(HORIZON)
    await measure(shop.lake, metrics, 'all', KEPT)
    expect(await kpis()).toEqual(before)
    await shop.lake.ingest(rows('orders', [order('late', `${OLD} 10:00:00`)]))
    await shop.lake.ingest(rows('order_lines', [line('late', '1', { unit_price: '9999' })]))
    const { days, failed } = await shop.lake.build()
    expect([days, failed]).toEqual([[OLD], []])
    await measure(shop.lake, metrics, days, KEPT)
    expect(await kpis()).toEqual(before)
    // without the day that is kept from on they would not: the test can fail
    await measure(shop.lake, metrics, 'all')
    expect(await kpis()).not.toEqual(before)
    await shop.lake.retain(HORIZON)
    expect(await all(`select count(*) as n from mart_orders where dt < date '${KEPT}'`)).toEqual([{ n: 0 }])
  })

  it('let what comes again of them come as if it were new, and the accounts still sum', async () => {
    await shop.lake.retain(HORIZON)
    await shop.lake.ingest(rows('orders', [order(`ann-${NEW}`, `${NEW} 12:00:00`, { status: 'paid' })]))
    await shop.lake.ingest(rows('orders', [order(`ann-${OLD}`, `${OLD} 12:00:00`)]))
    const { failed } = await shop.lake.build()
    expect(failed).toEqual([])
    for (const { rowsIn, clean, merged, quarantined } of await shop.lake.accounts())
      expect(clean + merged + quarantined).toBe(rowsIn)
    expect(await all(`select status from clean_orders where dt = date '${NEW}'`)).toEqual([
      { status: 'paid' },
    ])
  })

  it('leave what has landed and is not yet built, however old', async () => {
    now = new Date('2026-10-01T10:00:00Z')
    await shop.lake.ingest(rows('orders', [order('waits', '2026-09-30 13:00:00')]))
    await shop.lake.retain(HORIZON)
    expect((await shop.lake.build()).failed).toEqual([])
    expect(await all("select order_id from mart_orders where order_id = 'waits'")).toHaveLength(1)
  })

  it('do not lower what a source has brought, nor what was refused of it', async () => {
    const state = await openState(`sqlite:${shop.dir}/state.sqlite`)
    const before = await landedRows(state)
    expect(before.get('nordmarkt-orders')).toBe(6 + 1)
    await shop.lake.retain(HORIZON)
    expect(await landedRows(state)).toEqual(before)
    expect(await state.read('lake_dropped').where('reason', '<>', '')).toEqual([
      { source: 'nordmarkt-orders', reason: 'no order_id', rows: 2 },
    ])
    await state.close()
  })

  it('are those before the months that are kept, told from the last day of the data, by the job', async () => {
    const database = await freshDatabase('sqlite')
    const ctx = { ...schedulingContext(database.state, { now: () => now }), lake: shop.lake }
    const keep = { months: 14, rawDays: 30 }
    const config = { ...ctx.config, keep }
    const at = new Date('2026-11-25T09:00:00Z')
    expect(await horizonOf({ ...ctx, config: { keep: { months: null, rawDays: null } } }, NEW)).toEqual({
      keptFrom: null,
      rawFrom: null,
    })
    const [summary] = await runJob({ ...ctx, config }, retain, { at, day: '2026-11-25' })
    expect(summary?.text).toMatch(
      /^Kept: days from 2025-09-20, rows as they landed from 2026-10-26\. Older: \d+ rows of \d+ tables/,
    )
    expect(await keptFrom(database.state)).toBe(addMonths(NEW, -14))
    // more is to be kept from now on: what is gone does not come back
    expect(
      await horizonOf({ ...ctx, config: { keep: { months: 25, rawDays: 30 } } }, addDays(NEW, 5)),
    ).toMatchObject({ keptFrom: '2025-09-20' })
    await database.remove()
  })
})
