import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDays } from '../../src/lib/days.ts'
import { measure } from '../../src/metrics/measure/measure.ts'
import { metrics } from '../../src/metrics/registry.ts'
import { championOf, modelVersions } from '../../src/state/models/models.ts'
import { openSuggestions } from '../../src/state/suggestions/suggestions.ts'
import { nightOf, runNamed, runOvertaken } from '../support/job-runs.ts'
import { type Market, openMarket, TODAY } from '../support/market.ts'
import { landing } from '../support/sold.ts'

const DAYS = 40
const FIRST = addDays(TODAY, -DAYS)
const PRODUCTS = ['TENT', 'MAT', 'LAMP', 'STOVE'] as const

/** Six orders a day: two of a tent with its mat, one of a tent, and one each of a mat, a lamp and a stove. */
const BASKETS: readonly (readonly (typeof PRODUCTS)[number][])[] = [
  ['TENT', 'MAT'],
  ['TENT', 'MAT'],
  ['TENT'],
  ['MAT'],
  ['LAMP'],
  ['STOVE'],
]

let market: Market
beforeAll(async () => {
  market = await openMarket({ isEmpty: true })
  const { lake } = market.ctx
  const land = landing(lake)
  const of = { platform: 'nordmarkt' }
  await land(
    'products',
    PRODUCTS.map((id) => ({
      ...of,
      product_id: id,
      title: id,
      category: 'Camping',
      merchant_id: 'M-1',
      cost: '8',
      list_price: '20',
    })),
  )
  await land(
    'prices',
    PRODUCTS.map((id) => ({ ...of, product_id: id, valid_from: `${FIRST} 00:00:00`, price: '20' })),
  )
  const orders = Array.from({ length: DAYS * BASKETS.length }, (_, i) => ({
    head: {
      ...of,
      order_id: `O-${i}`,
      ordered_at: `${addDays(FIRST, Math.floor(i / BASKETS.length))} 10:00:00`,
    },
    basket: BASKETS[i % BASKETS.length] ?? [],
    customer: `C-${i % 90}`,
  }))
  await land(
    'orders',
    orders.map(({ head, customer }) => ({ ...head, customer_id: customer })),
  )
  await land(
    'order_lines',
    orders.flatMap(({ head, basket }) =>
      basket.map((product, line) => ({
        ...head,
        line_id: `${line}`,
        product_id: product,
        quantity: '1',
        unit_price: '20',
      })),
    ),
  )
  await lake.build()
  await measure(lake, metrics, 'all')
})
afterAll(() => market.remove())

const learned = async (day: string) => (await runNamed(market.ctx, 'recommend', nightOf(day)))[0]
const kept = async () => ({
  models: await modelVersions(market.ctx.state, 'recommend'),
  bundles: await openSuggestions(market.ctx.state, 'bundle'),
})

it('needs data: before the first order it says so and keeps nothing', async () => {
  expect((await learned(FIRST))?.text).toContain('No order')
  expect(await kept()).toEqual({ models: [], bundles: [] })
})

it('that was taken over keeps nothing', async () => {
  await expect(runOvertaken(market.ctx, 'recommend', nightOf(addDays(TODAY, -1)))).rejects.toThrow(
    'taken over',
  )
  expect(await kept()).toEqual({ models: [], bundles: [] })
})

it('learns what is bought together, and suggests the pair that is bought together more than by chance', async () => {
  const summary = await learned(TODAY)
  expect(summary?.counts).toEqual({ products: 4, orders: 240, bundles: 1, saved: 1 })
  const { models, bundles } = await kept()
  expect(models).toMatchObject([
    { version: TODAY, dataTo: TODAY, isChampion: true, metrics: { orders: 240 } },
  ])
  expect(bundles.map(({ subject }) => subject)).toEqual(['nordmarkt/MAT+TENT'])
})

it('the same night again leaves one version and the same suggestion', async () => {
  const before = await kept()
  await learned(TODAY)
  expect(await kept()).toEqual(before)
  expect((await championOf(market.ctx.state, 'recommend'))?.version).toBe(TODAY)
})
