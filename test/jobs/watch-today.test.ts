import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build } from '../../jobs/build.ts'
import { watch } from '../../jobs/watch.ts'
import { watchToday } from '../../jobs/watch-today.ts'
import type { Context, Job } from '../../src/context.ts'
import type { RawTableName } from '../../src/lake/contract/schema.ts'
import { addDays, type Day, instantOf } from '../../src/lib/days.ts'
import { seeded } from '../../src/lib/random.ts'
import { toPlainText } from '../../src/messages/plain-text.ts'
import { runJob } from '../../src/scheduler.ts'
import type { Source } from '../../src/sources/source.ts'
import { addRule } from '../../src/state/alert-rules.ts'
import { openAlerts } from '../../src/state/alerts.ts'
import { addMark } from '../../src/state/marks.ts'
import { saveSourceState } from '../../src/state/sources/cursors.ts'
import { openShop, type Shop } from '../lake/shop.ts'
import { freshDatabase, type TestDatabase } from '../support/databases.ts'
import { schedulingContext } from '../support/scheduling.ts'

const ZONE = 'Europe/Berlin'
const TODAY: Day = '2026-11-24'
const DAYS = 14
const PLATFORMS = ['north', 'south'] as const
const TABLES = ['sessions', 'orders', 'order_lines', 'refunds'] as const
/** a quarter of an hour, from nine to nine */
const [SESSIONS, ORDERS] = [24, 12]
const QUARTER = 15
/** of a quarter: orders of earlier that are cancelled, and refunds */
const TAKEN_BACK = 2

const sources: readonly Source[] = PLATFORMS.flatMap((platform) =>
  TABLES.map((table) => ({
    ...{
      name: `${platform}/${table}`,
      platform,
      table,
      write: 'merge' as const,
      zone: ZONE,
      currency: 'EUR',
    },
    freshWithinMinutes: 24 * 60,
    async *pages() {},
  })),
)

let shop: Shop
let database: TestDatabase
let now = instantOf(TODAY, 9 * 60, ZONE)
const random = seeded(4)

const rowsOf = { sessions: [], orders: [], order_lines: [], refunds: [] } as Record<
  (typeof TABLES)[number],
  Record<string, string>[]
>

/** What comes in the quarter that begins at a minute of a day; without orders from `downFrom` on. */
function quarter(day: Day, minute: number, { down = false, back = 1 } = {}): void {
  const start = instantOf(day, minute, ZONE).getTime()
  for (const platform of PLATFORMS) {
    const orders = down && platform === 'south' ? 0 : random.poisson(ORDERS)
    const sessions = Math.max(orders, random.poisson(SESSIONS))
    for (let i = 0; i < sessions; i++) {
      const id = `${day}-${minute}-${platform}-${i}`
      const at = new Date(start + Math.floor((i * 900_000) / sessions)).toISOString()
      rowsOf.sessions.push({
        platform,
        session_id: id,
        shopper_id: id,
        started_at: at,
        cart_adds: i % 2 ? '1' : '0',
      })
      if (i >= orders) continue
      rowsOf.orders.push({ platform, order_id: id, session_id: id, customer_id: id, ordered_at: at })
      const line = {
        platform,
        order_id: id,
        line_id: '1',
        product_id: 'SKU',
        quantity: '1',
        unit_price: '20',
      }
      rowsOf.order_lines.push({ ...line, ordered_at: at })
    }
    takenBack(platform, start, TAKEN_BACK * (platform === 'south' ? back : 1))
  }
}

/** Orders of the early morning that are cancelled now, and as many refunds. */
function takenBack(platform: string, start: number, usual: number): void {
  for (let i = random.poisson(usual); i > 0; i--) {
    const order_id = `${start}-${platform}-back-${i}`
    const [ordered_at, now] = [start - 8 * 3_600_000, start + 60_000 * i].map((ms) =>
      new Date(ms).toISOString(),
    )
    const of = { platform, order_id, ordered_at: ordered_at ?? '' }
    rowsOf.orders.push({ ...of, customer_id: 'c', status: 'cancelled', updated_at: now ?? '' })
    rowsOf.order_lines.push({ ...of, line_id: '1', product_id: 'SKU', quantity: '1', unit_price: '20' })
    rowsOf.refunds.push({ platform, refund_id: order_id, order_id, amount: '15', refunded_at: now ?? '' })
  }
}

let batches = 0
async function land(): Promise<void> {
  for (const table of TABLES) {
    const rows = rowsOf[table].splice(0)
    await shop.lake.ingest({
      ...{ source: table, table: table as RawTableName, zone: ZONE, currency: 'EUR' },
      id: `${table} ${batches++}`,
      page: { kind: 'rows', rows },
    })
  }
}

/** The sources were read to their end, except those that stand still. */
async function readAt(at: Date, stuck: string | null = null): Promise<void> {
  for (const { name, platform } of sources)
    if (platform !== stuck)
      await database.state.transaction((trx) =>
        saveSourceState(trx, {
          ...{ source: name, cursor: null, lastRowAt: at, lastSuccessAt: at, rows: 1, refused: 0 },
          ...{ error: null, triedAt: instantOf(TODAY, 9 * 60, ZONE) },
        }),
      )
}

async function run(job: Job) {
  const ctx = schedulingContext(database.state, { now: () => now })
  const [summary] = await runJob({ ...ctx, lake: shop.lake, sources }, job, { at: now, day: TODAY })
  return summary
}

/** Quarter by quarter from one minute of today to another. */
async function goesOn(
  from: number,
  to: number,
  { down = false, back = 1, stuck = null as string | null } = {},
) {
  for (let minute = from; minute < to; minute += QUARTER) {
    quarter(TODAY, minute, { down, back })
    now = instantOf(TODAY, minute + QUARTER, ZONE)
    await land()
  }
  await readAt(now, stuck)
  await run(build)
}

const NINE = 9 * 60

beforeAll(async () => {
  shop = await openShop({ clock: { now: () => now } })
  database = await freshDatabase('sqlite')
  for (let back = DAYS; back > 0; back--)
    for (let minute = NINE; minute < NINE + 720; minute += QUARTER) quarter(addDays(TODAY, -back), minute)
  await land()
  await readAt(now)
  await run(build)
}, 120_000)
afterAll(async () => {
  await shop.remove()
  await database.remove()
})

describe('today', () => {
  it('is not judged before it is known how late rows come', async () => {
    expect((await run(watchToday))?.text).toBe('Nothing of today is known to be complete yet.')
  })

  it('that goes as expected is no alert, and neither is a source that stands still', async () => {
    await goesOn(NINE, NINE + 120)
    const judged = await run(watchToday)
    expect(judged?.text).toBe('Watched 3 places of today: 0 alerts.')
    now = instantOf(TODAY, NINE + 240, ZONE)
    expect((await run(watchToday))?.text).toBe('Watched 3 places of today: 0 alerts.')
  })

  it('in which a platform takes no more orders is told within half an hour: where, since when, and what it costs', async () => {
    await goesOn(NINE + 120, NINE + 150, { down: true })
    for (const [minute, said] of [
      [NINE + 115, 'release 2.14 of the checkout'],
      [NINE - 60, 'the shop opens'],
    ] as const)
      await database.state.transaction((trx) =>
        addMark(trx, { at: instantOf(TODAY, minute, ZONE), said }, { who: 'a pipeline', now }),
      )
    const told = await run(watchToday)
    expect(told?.counts).toMatchObject({ opened: 1 })
    const [said] = told?.said ?? []
    const text = said ? toPlainText(said.message) : ''
    expect(text).toContain('Orders 100 % below expected in south since about 24 Nov 11:00')
    expect(text).toContain('Customers come, and fewer of them order: sessions ')
    expect(text).toMatch(/orders 0, expected 2\d; conversion 0.00 %, expected 4\d.\d\d %/)
    expect(text).toMatch(/Lost so far: €[45]\d\d \(2\d orders\)/)
    expect(text).toContain('24 Nov 10:55: release 2.14 of the checkout')
    expect(text).not.toContain('the shop opens')
    expect(text).toContain('Complete until 24 Nov 11:30.')
    const [alert] = await openAlerts(database.state)
    expect(alert).toMatchObject({ kpi: 'orders', location: { platform: 'south' }, severity: 'critical' })
  })

  it('is due once for each build', async () => {
    const { schedule } = watchToday
    const isDue = async () => {
      const [lane] =
        typeof schedule === 'function' ? await schedule({ state: database.state } as Context) : []
      return !(await lane?.isDone?.(TODAY))
    }
    expect(await isDue()).toBe(false)
    await readAt(new Date(now.getTime() + 1000))
    await run(build)
    expect(await isDue()).toBe(true)
  })

  it('that was told is told once, and the daily watch leaves it to the watch of today', async () => {
    expect((await run(watchToday))?.counts).toMatchObject({ opened: 0, kept: 1 })
    await run(watch)
    const alerts = await openAlerts(database.state)
    expect(alerts.map(({ kpi, status }) => [kpi, status])).toEqual([['orders', 'open']])
  })

  it('is told to be over when orders come again', async () => {
    await goesOn(NINE + 150, NINE + 195)
    expect((await run(watchToday))?.counts).toMatchObject({ resolved: 1 })
    expect(await openAlerts(database.state)).toEqual([])
  })

  it('in which more is cancelled and refunded than usual is told once, with both', async () => {
    await goesOn(NINE + 195, NINE + 285, { back: 6 })
    const told = await run(watchToday)
    expect(told?.counts).toMatchObject({ opened: 1 })
    const text = (told?.said ?? []).map(({ message }) => toPlainText(message)).join()
    expect(text).toMatch(/Cancellations \d{3} % above expected in south since about 24 Nov 12:00/)
    expect(text).toMatch(/orders \d+, expected \d+; cancelled \d+, expected 1\d; refunds \d+, expected 1\d\./)
    expect(text).toMatch(/More than usual so far: €1,\d+ \(\d\d orders\)/)
  })
  it('is judged by the rules of people too, as soon as their hours are over and complete', async () => {
    const plain = { kpi: 'orders', segment: { platform: 'south' }, minVolume: null, minCents: null }
    const limit = { kind: 'below', value: 10_000 } as const
    await database.state.transaction(async (trx) => {
      for (const to of [NINE + 270, NINE + 300])
        await addRule(trx, { ...plain, limit, hours: { from: NINE, to } }, { who: 'Mara', at: now })
    })
    await run(watchToday)
    const rules = (await openAlerts(database.state)).filter(({ key }) => key.startsWith('rule '))
    // of the second one the last quarter is still to come: what it says is of yesterday
    expect(rules.map(({ key, dayOpened }) => [key.slice(0, 6), dayOpened]).toSorted()).toEqual([
      ['rule 1', TODAY],
      ['rule 2', addDays(TODAY, -1)],
    ])
  })
})
