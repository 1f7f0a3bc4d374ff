import { afterEach, describe, expect, it } from 'vitest'
import type { Lake } from '../../../src/lake/contract/lake.ts'
import type { RawTableName } from '../../../src/lake/contract/schema.ts'
import { openMarket } from '../../support/market.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function emptyLake() {
  const market = await openMarket({ isEmpty: true })
  closing.push(market.remove)
  const { lake } = market.ctx
  let batches = 0
  const land = (table: RawTableName, ...rows: Record<string, string | null>[]) => {
    const page = { kind: 'rows', rows: rows.map((row) => ({ platform: 'shop', ...row })) } as const
    return lake.ingest({ source: 's', table, id: `${++batches}`, zone: 'UTC', currency: 'EUR', page })
  }
  const build = async (into: Pick<Lake, 'build'> = lake) => expect((await into.build()).failed).toEqual([])
  return { lake, land, build }
}

const SELLERS = [
  { merchant_id: 'm1', region: 'SP', name: 'Alpha' },
  { merchant_id: 'm2', region: 'RJ', name: 'Beta' },
]
const SIGNED = { merchant_id: 'm1', signed_up_at: '2025-05-01' }

describe('a second source of a table', () => {
  const merchants = (lake: Pick<Lake, 'query'>) =>
    lake.query(
      `select merchant_id as id, region, name, cast(signed_up_at as varchar)[1:10] as "at", cast(dt as varchar) as dt
       from clean_merchants order by 1`,
    )
  const BOTH = [
    { id: 'm1', region: 'SP', name: 'Alpha', at: '2025-05-01', dt: '2025-05-01' },
    { id: 'm2', region: 'RJ', name: 'Beta', at: null, dt: null },
  ]

  it.each([
    ['in one build', [['a', 'b']]],
    ['in one build, the other way round', [['b', 'a']]],
    ['in two', [['a'], ['b']]],
    ['in two, the other way round', [['b'], ['a']]],
    ['each again and again', [['a'], ['b'], ['a'], ['b', 'a'], ['b']]],
  ])('leaves the columns that it does not map as they are: %s', async (_, builds) => {
    const { lake, land, build } = await emptyLake()
    for (const landing of builds) {
      for (const one of landing)
        await (one === 'a' ? land('merchants', ...SELLERS) : land('merchants', SIGNED))
      await build()
    }
    expect(await merchants(lake)).toEqual(BOTH)
  })

  it('replaces what it does map, also by nothing', async () => {
    const { lake, land, build } = await emptyLake()
    await land('merchants', ...SELLERS)
    await build()
    await land('merchants', { merchant_id: 'm1', region: null, signed_up_at: '2025-05-01' })
    await build()
    expect((await merchants(lake))[0]).toMatchObject({ region: null, name: 'Alpha' })
  })

  it('does so for products, their money and days, for customers and for orders', async () => {
    const { lake, land, build } = await emptyLake()
    await land('products', {
      product_id: 'p',
      title: 'Cup',
      list_price: '5.00',
      gtin: '123',
      listed_at: '2025-01-01',
    })
    await land('customers', { customer_id: 'c', region: 'SP' })
    await land('orders', {
      order_id: 'o',
      ordered_at: '2025-02-01',
      channel: 'web',
      status: 'paid',
      region: 'SP',
    })
    await build()
    await land('products', { product_id: 'p', cost: '2.00' })
    await land('customers', { customer_id: 'c', updated_at: '2025-02-02' })
    await land('orders', { order_id: 'o', ordered_at: '2025-02-01', status: 'cancelled' })
    await build()
    expect(
      await lake.query(
        `select title, list_price_cents, cost_cents, is_gtin_wrong, cast(dt as varchar) as dt from clean_products`,
      ),
    ).toEqual([
      { title: 'Cup', list_price_cents: 500, cost_cents: 200, is_gtin_wrong: true, dt: '2025-01-01' },
    ])
    expect(await lake.query('select region from clean_customers')).toEqual([{ region: 'SP' }])
    expect(await lake.query('select channel, region, status, is_cancelled from clean_orders')).toEqual([
      { channel: 'web', region: 'SP', status: 'cancelled', is_cancelled: true },
    ])
  })

  it('keeps every row accounted for', async () => {
    const { lake, land, build } = await emptyLake()
    await land('merchants', ...SELLERS)
    await land('merchants', SIGNED, { merchant_id: 'm3', signed_up_at: '2025-06-01' })
    await build()
    expect(await lake.accounts()).toMatchObject([
      { table: 'merchants', rowsIn: 4, clean: 3, merged: 1, quarantined: 0 },
    ])
  })
})
