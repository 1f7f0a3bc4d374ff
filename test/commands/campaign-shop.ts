import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { campaign } from '../../commands/campaign.ts'
import type { Asker } from '../../src/command.ts'
import type { Context, Due } from '../../src/context.ts'
import { RAW_TABLE_NAMES, type RawTableName } from '../../src/lake/contract/schema.ts'
import { openLake } from '../../src/lake/open.ts'
import { addDays, instantOf } from '../../src/lib/days.ts'
import { seeded } from '../../src/lib/random.ts'
import type { Message } from '../../src/messages/message.ts'
import { measure } from '../../src/metrics/measure/measure.ts'
import { metrics } from '../../src/metrics/registry.ts'
import { manifestOf } from '../../src/state/lake/manifest.ts'
import { decideSuggestion, latestSuggestions } from '../../src/state/suggestions/decisions.ts'
import type { StoredSuggestion } from '../../src/state/suggestions/suggestions.ts'
import { freshDatabase } from '../support/databases.ts'
import { schedulingContext } from '../support/scheduling.ts'

export const ZONE = 'Europe/Berlin'

export const FIRST_DAY = '2026-06-01'

export const PLANNED = '2026-10-31'

const PRODUCTS = 24

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

async function openShop() {
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

type Rows = Record<string, string | null>[]

/** A shop with products, a campaign of its platform, and five months of orders. */
export async function openTradingShop() {
  const shop = await openShop()
  await shop.land(
    'products',
    Array.from({ length: PRODUCTS }, (_, i) => ({
      product_id: `SKU-${i}`,
      title: `Thing ${i}`,
      category: i % 2 === 0 ? 'Toys' : 'Games',
      merchant_id: 'M-1',
      cost: '10',
      list_price: '20',
    })),
  )
  await shop.land('campaigns', [
    {
      campaign_id: 'SUMMER',
      name: 'Summer sale',
      starts_at: '2026-07-01 00:00:00',
      ends_at: '2026-07-08 00:00:00',
    },
  ])
  await shop.trade(ordersFrom(FIRST_DAY, 153, () => 1 / 30, 1))
  return shop
}

export type Status = 'skipped' | 'edited' | 'approved'

export async function ledgerRow({ state }: Context, id: string): Promise<StoredSuggestion> {
  const found = (await latestSuggestions(state, { kind: 'campaign', subjects: [id] })).get(id)
  if (!found) throw new Error(`${id} is not in the ledger`)
  return found
}

export async function decideRow(
  ctx: Context,
  {
    id,
    status,
    edited,
    at,
  }: {
    readonly id: string
    readonly status: Status
    readonly edited: Readonly<Record<string, number>> | undefined
    readonly at: Date
  },
): Promise<StoredSuggestion> {
  const kept = await ledgerRow(ctx, id)
  await ctx.state.transaction((trx) =>
    decideSuggestion(trx, { id: kept.id, status, by: 'U1', name: 'Ann', at, ...(edited && { edited }) }),
  )
  return kept
}

export const ASKER: Asker = { userId: 'U1', channelId: 'C1', roles: ['operator'] }

export async function askCampaign(ctx: Context, text: string): Promise<Message> {
  const query = campaign.parse(text)
  if (query.kind === 'usage') throw new Error(query.because)
  const said = await campaign.answer(ctx, query, ASKER)
  if ('kind' in said) throw new Error(`${said.because} ${said.didYouMean ?? ''}`)
  return said
}

/** A slot of a nightly job. */
export function dueOn(ctx: Context, day: string): Due {
  return { lane: '', day, at: ctx.clock.now(), isLate: false, fenced: (work) => ctx.state.transaction(work) }
}
