import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Context } from '../../src/context.ts'
import { RAW_TABLE_NAMES, type RawTableName } from '../../src/lake/contract/schema.ts'
import { openLake } from '../../src/lake/open.ts'
import { addDays, instantOf } from '../../src/lib/days.ts'
import { seeded } from '../../src/lib/random.ts'
import { measure } from '../../src/metrics/measure/measure.ts'
import { metrics } from '../../src/metrics/registry.ts'
import { manifestOf } from '../../src/state/lake/manifest.ts'
import { freshDatabase } from '../support/databases.ts'
import { schedulingContext } from '../support/scheduling.ts'

export const ZONE = 'Europe/Berlin'

export const FIRST_DAY = '2026-06-01'

export const PLANNED = '2026-10-31'

export const PRODUCTS = 24

/** 600 customers who each order about once in 30 days; four of five who take product 2i take 2i + 1. Products cost half their price. */
export function ordersFrom(first: string, days: number, chance: (customer: number) => number, seed: number) {
  const random = seeded(seed)
  const orders: Rows = []
  const lines: Rows = []
  for (let day = 0; day < days; day++) {
    const on = addDays(first, day)
    for (let customer = 0; customer < 600; customer++) {
      if (random.next() >= chance(customer)) continue
      const id = `O-${on}-${customer}`
      const one = 2 * random.below(PRODUCTS / 2)
      orders.push({
        order_id: id,
        customer_id: `C-${customer}`,
        ordered_at: `${on} 10:00:00`,
        status: 'paid',
      })
      const products = random.next() < 0.8 ? [one, one + 1] : [one]
      for (const [line, product] of products.entries())
        lines.push({
          order_id: id,
          line_id: `${line}`,
          product_id: `SKU-${product}`,
          quantity: '1',
          unit_price: '20',
        })
    }
  }
  return { orders, lines }
}

export async function openShop() {
  const dir = await mkdtemp(join(tmpdir(), 'campaign-'))
  const database = await freshDatabase('sqlite')
  const clock = { at: instantOf(addDays(PLANNED, 1), 8 * 60, ZONE), now: () => clock.at }
  const lake = await openLake({
    dir,
    zone: ZONE,
    currency: 'EUR',
    manifest: manifestOf(database.state, RAW_TABLE_NAMES),
    memoryLimitMb: 384,
    threads: 1,
    shopperKey: 'a key of the shop',
    clock,
  })
  let batch = 0
  const land = (table: RawTableName, rows: Rows) =>
    lake.ingest({
      source: table,
      table,
      id: `${table}-${batch++}`,
      zone: ZONE,
      currency: 'EUR',
      page: { kind: 'rows', rows: rows.map((row) => ({ platform: 'bazario', ...row })) },
    })
  const trade = async ({ orders, lines }: ReturnType<typeof ordersFrom>) => {
    await land('orders', orders)
    await land('order_lines', lines)
    await lake.build()
    await measure(lake, metrics, 'all')
  }
  const base = schedulingContext(database.state, clock)
  const ctx: Context = {
    ...base,
    lake,
    config: { ...base.config, shop: { name: 'Shop', zone: ZONE, currency: 'EUR' } },
  }
  return {
    ctx,
    clock,
    land,
    trade,
    async remove() {
      await lake.close()
      await database.remove()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

export type Rows = Record<string, string | null>[]
