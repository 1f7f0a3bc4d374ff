import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { watch } from '../../jobs/watch.ts'
import type { Context } from '../../src/context.ts'
import { instantOf } from '../../src/lib/days.ts'
import { runJob } from '../../src/scheduler.ts'
import type { Source } from '../../src/sources/source.ts'
import { openAlerts } from '../../src/state/alerts.ts'
import { saveSetting } from '../../src/state/settings.ts'
import { saveSourceState } from '../../src/state/sources/cursors.ts'
import { openShop, type Shop } from '../lake/shop.ts'
import { freshDatabase, type TestDatabase } from '../support/databases.ts'
import { allPosted } from '../support/outbox.ts'
import { schedulingContext } from '../support/scheduling.ts'
import { openedFor } from './small-shop.ts'

const ZONE = 'Europe/Berlin'
const ORDERS_FEED: Source = {
  name: 'bazario/orders',
  platform: 'bazario',
  table: 'orders',
  write: 'merge',
  zone: ZONE,
  currency: 'EUR',
  freshWithinMinutes: 24 * 60,
  async *pages() {},
}

let shop: Shop
let database: TestDatabase

beforeAll(async () => {
  shop = await openShop()
  await openedFor(shop.lake)
}, 60_000)
afterAll(() => shop.remove())
beforeEach(async () => {
  database = await freshDatabase('sqlite')
})
afterEach(() => database.remove())

function slotOf(day: string) {
  return { at: instantOf(day, 450, ZONE), day }
}

async function watched(day: string, sources: Context['sources'] = []) {
  const ctx = schedulingContext(database.state, { now: () => slotOf(day).at })
  const [summary] = await runJob({ ...ctx, lake: shop.lake, sources }, watch, slotOf(day))
  if (!summary) throw new Error('the job said nothing')
  return summary
}

const posted = () => allPosted(database.state)

async function feedSaid(error: string | null, lastSuccessAt: Date) {
  const feed = { source: ORDERS_FEED.name, cursor: null, lastRowAt: lastSuccessAt, lastSuccessAt }
  await database.state.transaction((trx) => saveSourceState(trx, { ...feed, rows: 0, refused: 0, error }))
}

const headlines = (said: Awaited<ReturnType<typeof watched>>['said']) =>
  (said ?? []).map(({ message }) => message.text.split(' on ')[0])

describe('a collapse', () => {
  it('that shows in conversion, orders, GMV and a merchant is one alert, located, with its money', async () => {
    const { said } = await watched('2026-11-24')
    expect(headlines(said)).toEqual(['Conversion fell in bazario × Electronics'])
    const [alert] = await openAlerts(database.state)
    expect(alert).toMatchObject({ kpi: 'conversion', dayOpened: '2026-11-23', value: 1 / 60 })
    // 11 orders of €10 are missing
    expect(alert?.stakeCents).toBeGreaterThan(10_000)
    expect(alert?.stakeCents).toBeLessThan(12_000)
    expect(JSON.stringify(said)).toContain('Orders 1, expected 12')
    expect(await posted()).toHaveLength(1)
  })

  it('is said once, however often its slot runs', async () => {
    await watched('2026-11-24')
    const again = await watched('2026-11-24')
    expect(again.counts).toMatchObject({ opened: 0, updated: 0, kept: 1 })
    expect((await posted()).map(({ revision }) => revision)).toEqual([1])
  })

  it('is resolved in its own message on the day after', async () => {
    await watched('2026-11-24')
    const { counts } = await watched('2026-11-25')
    expect(counts).toMatchObject({ opened: 0, resolved: 1 })
    const [message, line, ...others] = await posted()
    expect(others).toEqual([])
    expect(message?.text).toContain('Resolved: Conversion fell')
    expect(line?.text).toContain('Resolved: back inside its range.')
  })
})

describe('quiet', () => {
  it.each(['2026-11-21', '2026-11-22', '2026-11-23'])(
    'is what an ordinary day before %s brings',
    async (day) => {
      expect((await watched(day)).said).toEqual([])
    },
  )

  it('is kept about days long past: imported files raise no alarm today', async () => {
    const { text, said } = await watched('2027-03-01')
    expect(said).toEqual([])
    expect(text).toContain('No recent day')
  })
})

describe('a broken feed', () => {
  it('is one data incident and holds back the alerts it would cause', async () => {
    await feedSaid('https://bazario.example answered HTML', slotOf('2026-11-23').at)
    const { said } = await watched('2026-11-24', [ORDERS_FEED])
    expect(headlines(said)).toEqual(['Data incident'])
    expect(said?.[0]?.message.text).toContain('bazario/orders fails: https://bazario.example answered HTML')
  })

  it('that comes right is resolved, and what it hid is told', async () => {
    await feedSaid('https://bazario.example answered HTML', slotOf('2026-11-23').at)
    await watched('2026-11-24', [ORDERS_FEED])
    await feedSaid(null, slotOf('2026-11-24').at)
    const { said } = await watched('2026-11-24', [ORDERS_FEED])
    expect(headlines(said)).toEqual(['Resolved: Data incident', 'Conversion fell in bazario × Electronics'])
  })

  it('keeps an alert from being resolved by numbers that are not there', async () => {
    await watched('2026-11-24')
    await feedSaid('timeout', slotOf('2026-11-24').at)
    const { counts } = await watched('2026-11-25', [ORDERS_FEED])
    expect(counts).toMatchObject({ opened: 1, resolved: 0, held: 1 })
  })

  it('a failed check of the build holds back everything', async () => {
    const failed = [{ table: 'mart_orders', check: 'one row an order', found: 3 }]
    await database.state.transaction((trx) => saveSetting(trx, 'failed_checks', JSON.stringify(failed)))
    const { said } = await watched('2026-11-24')
    expect(headlines(said)).toEqual(['Data incident'])
  })
})
