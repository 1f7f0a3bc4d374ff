import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Context } from '../../src/context.ts'
import { RAW_TABLE_NAMES } from '../../src/lake/contract/schema.ts'
import { openLake } from '../../src/lake/open.ts'
import { addDays, daysIn } from '../../src/lib/days.ts'
import { measure } from '../../src/metrics/measure/measure.ts'
import { metrics } from '../../src/metrics/registry.ts'
import { migrate, openState } from '../../src/state/database/connect.ts'
import { manifestOf } from '../../src/state/lake/manifest.ts'
import { copyOf } from './made-once.ts'
import { schedulingContext } from './scheduling.ts'
import { landing } from './sold.ts'

export const TODAY = '2026-11-24'
const FIRST = addDays(TODAY, -60)
const ZONE = 'Europe/Berlin'
const PRICES = { Toys: '10', Games: '20' } as const
const SESSIONS = 60
const BUYERS = 15

export interface Market {
  readonly ctx: Context
  remove(): Promise<void>
}

/**
 * Sixty days of a shop that never changes, in a real lake over a real state: on each of two platforms and in each of
 * two categories 60 sessions a day, 15 of which buy one piece. But yesterday nobody bought Games on bazario.
 */
export async function openMarket({ withSessions = true, isEmpty = false } = {}): Promise<Market> {
  if (isEmpty) return marketIn(await mkdtemp(join(tmpdir(), 'market-')), NOW)
  return filledMarket(withSessions ? 'market' : 'market-of-orders', async ({ ctx: { lake } }) => {
    const land = landing(lake)
    const sold = daysIn({ from: FIRST, to: TODAY }).flatMap(salesOf)
    const { sessions, orders, lines } = rowsOf(sold)
    if (withSessions)
      await land('sessions', [
        ...sessions,
        { platform: 'bazario', session_id: null, started_at: '2026-11-23 10:00:00' },
      ])
    await land('orders', orders)
    await land('order_lines', lines)
    await land('products', products())
    await lake.build()
    await measure(lake, metrics, 'all')
  })
}

/** An empty market as `fill` leaves it: filled once a run, and copied for each who opens it. */
export async function filledMarket(name: string, fill: (market: Market) => Promise<void>): Promise<Market> {
  const dir = await copyOf(name, async (folder) => {
    const market = await marketIn(folder, NOW)
    await fill(market)
    await market.close()
  })
  // what lands in the copy comes after what has landed before
  return marketIn(dir, new Date(NOW.getTime() + 1000))
}

const NOW = new Date(`${TODAY}T06:45:00Z`)

async function marketIn(dir: string, landsFrom: Date): Promise<Market & { close(): Promise<void> }> {
  const state = await openState(`sqlite:${join(dir, 'state.sqlite')}`)
  await migrate(state)
  const lake = await openLake({
    dir: join(dir, 'lake'),
    zone: ZONE,
    currency: 'EUR',
    manifest: manifestOf(state, RAW_TABLE_NAMES),
    memoryLimitMb: 384,
    threads: 1,
    shopperKey: 'a key of the market',
    clock: { now: () => landsFrom },
  })
  const close = async () => {
    await lake.close()
    await state.close()
  }
  const base = schedulingContext(state, { now: () => NOW })
  return {
    ctx: { ...base, config: { ...base.config, shop: { name: 'Market', zone: ZONE, currency: 'EUR' } }, lake },
    close,
    async remove() {
      await close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

interface Visit {
  readonly id: string
  readonly day: string
  readonly platform: string
  readonly category: keyof typeof PRICES
  readonly buys: boolean
}

function salesOf(day: string): Visit[] {
  return ['nordmarkt', 'bazario'].flatMap((platform) =>
    (['Toys', 'Games'] as const).flatMap((category) => {
      const isBroken = day === addDays(TODAY, -1) && platform === 'bazario' && category === 'Games'
      return Array.from({ length: SESSIONS }, (_, i) => ({
        id: `${day}-${platform}-${category}-${i}`,
        day,
        platform,
        category,
        buys: i < BUYERS && !isBroken,
      }))
    }),
  )
}

function rowsOf(visits: readonly Visit[]) {
  const bought = visits.filter(({ buys }) => buys)
  const common = ({ platform }: Visit) => ({ platform, channel: 'app', region: 'north' })
  return {
    sessions: visits.map((visit) => ({
      ...common(visit),
      session_id: visit.id,
      shopper_id: visit.id,
      started_at: `${visit.day} 10:00:00`,
      product_id: `SKU-${visit.category}`,
      category: visit.category,
      page_views: '3',
    })),
    orders: bought.map((visit) => ({
      ...common(visit),
      order_id: visit.id,
      session_id: visit.id,
      customer_id: visit.id,
      ordered_at: `${visit.day} 10:05:00`,
    })),
    lines: bought.map((visit) => ({
      platform: visit.platform,
      order_id: visit.id,
      line_id: '1',
      product_id: `SKU-${visit.category}`,
      quantity: '1',
      unit_price: PRICES[visit.category],
    })),
  }
}

function products() {
  return ['nordmarkt', 'bazario'].flatMap((platform) =>
    (['Toys', 'Games'] as const).map((category) => ({
      platform,
      product_id: `SKU-${category}`,
      title: `One of the ${category}`,
      category,
      merchant_id: `M-${platform}`,
    })),
  )
}
