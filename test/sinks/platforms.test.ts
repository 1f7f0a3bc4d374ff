import { afterEach, describe, expect, it } from 'vitest'
import { carryOut, type Stage } from '../../src/sinks/carry-out.ts'
import { openSink } from '../../src/sinks/registry.ts'
import { sinksIn } from '../../src/sinks/settings.ts'
import type { Change, Sink } from '../../src/sinks/sink.ts'
import { openTheirTable } from '../../src/state/database/their-table.ts'
import { FAULTS, faultServer, http } from './fault-server.ts'
import { shopifyLike, wooLike } from './platforms.ts'

const SECRETS: Readonly<Record<string, string>> = { TOKEN: 'shpat_1', KEY: 'ck_1', SECRET: 'cs_1' }

function sinkTo(kind: string, to: object): Sink {
  const [settings] = sinksIn({ sinks: [{ name: 'shop', kind, to }] })
  if (!settings) throw new Error('no sink')
  return openSink(settings.to, { http, secret: (name) => SECRETS[name] ?? null, openTable: openTheirTable })
}

const priceOf = (productId: string, before: number, after: number, key = 'k'): Change => ({
  ...{ key, kind: 'price', suggestionId: 7, platform: 'p', productId, merchantId: 'M', title: 'A' },
  ...{ before, after, currency: 'EUR', costCents: null },
})
const orderOf = (productId: string, before: number | null, after: number | null, key = 'k'): Change => ({
  ...priceOf(productId, 0, 0, key),
  ...{ kind: 'restock', before, after, costCents: 100 },
})

/** As the job does it: the stage is kept between attempts, and one attempt in two is killed after the write. */
async function settled(
  sink: Sink,
  change: Change,
  { kills = 0 } = {},
): Promise<{ stage: Stage; note: string }> {
  let stage: 'waiting' | 'sent' = 'waiting'
  let left = kills
  for (let attempts = 0; attempts < 12; attempts++) {
    let reached = false
    const step = await carryOut(
      change,
      { stage, attempts },
      {
        sink,
        sending: async () => {
          stage = 'sent'
          reached = true
        },
      },
    )
    if (reached && left-- > 0) continue
    if (step.stage !== 'waiting' && step.stage !== 'sent') return step
    stage = step.stage
  }
  throw new Error('it never ends')
}

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

async function opened<P extends Parameters<typeof faultServer>[0]>(platform: P) {
  const server = await faultServer(platform)
  closing.push(server.close)
  return { ...platform, ...server }
}

/** every fault first and second, twice, each time beside another */
const RUNS = [1, 3].flatMap((apart) =>
  FAULTS.map((one, i) => [one, FAULTS[(i + apart) % FAULTS.length] ?? 'none'] as const),
)

describe.each([
  [
    'shopify',
    async () => {
      const at = await opened(shopifyLike())
      const to = { type: 'shopify', url: at.url, token: 'TOKEN', location: '5' }
      return {
        ...at,
        price: sinkTo('price', to),
        order: sinkTo('restock', to),
        priceNow: () => Number(at.shop.variants.get('11')?.price) * 100,
        set: (cents: number) =>
          Object.assign(at.shop.variants.get('11') ?? {}, { price: (cents / 100).toFixed(2) }),
        stock: () => at.shop.variants.get('11')?.incoming,
        stockBefore: 0,
      }
    },
  ],
  [
    'woocommerce',
    async () => {
      const at = await opened(wooLike())
      const to = { type: 'woocommerce', url: at.url, key: 'KEY', secret: 'SECRET' }
      return {
        ...at,
        price: sinkTo('price', to),
        order: sinkTo('restock', to),
        priceNow: () => Number(at.shop.products.get(11)?.regular_price) * 100,
        set: (cents: number) =>
          Object.assign(at.shop.products.get(11) ?? {}, { regular_price: (cents / 100).toFixed(2) }),
        stock: () => at.shop.products.get(11)?.stock_quantity,
        stockBefore: 5,
      }
    },
  ],
] as const)('%s', (_, open) => {
  it('has a price and an order carried out once and undone once, through every two faults and kills', async () => {
    const at = await open()
    for (const [n, faults] of RUNS.entries()) {
      const kills = n % 3
      at.faults.push(...faults)
      const before = at.shop.applied
      expect(await settled(at.price, priceOf('11', 2000, 1800, `p${n}`), { kills }), faults.join()).toEqual({
        stage: 'done',
        note: '',
      })
      expect([at.priceNow(), at.shop.applied - before], faults.join()).toEqual([1800, 1])
      expect(await settled(at.price, priceOf('11', 1800, 2000, `p${n}:undo`), { kills })).toMatchObject({
        stage: 'done',
      })
      expect(at.priceNow()).toBe(2000)
      at.faults.splice(0)
      at.faults.push(...faults)
      expect(
        await settled(at.order, orderOf('11', null, 24, `o${n}`), { kills }),
        faults.join(),
      ).toMatchObject({ stage: 'done' })
      expect(at.stock(), faults.join()).toBe(at.stockBefore + 24)
      expect(await settled(at.order, orderOf('11', 24, null, `o${n}:undo`), { kills })).toMatchObject({
        stage: 'done',
      })
      expect(at.stock(), faults.join()).toBe(at.stockBefore)
      at.faults.splice(0)
    }
  })

  it('stops where somebody set another price, and writes to no product that is not there', async () => {
    const at = await open()
    at.set(2100)
    expect(await settled(at.price, priceOf('11', 2000, 1800))).toEqual({ stage: 'conflict', note: '2100' })
    expect(at.priceNow()).toBe(2100)
    expect((await settled(at.order, orderOf('99', null, 3))).stage).toBe('failed')
    expect(at.shop.applied).toBe(0)
  })
})

describe('shopify', () => {
  it('refuses with 200: what its userErrors say is no success, though the price comes along', async () => {
    const at = await opened(shopifyLike())
    const sink = sinkTo('price', { type: 'shopify', url: at.url, token: 'TOKEN' })
    at.shop.refuse = { message: 'Price cannot take a negative value', code: 'NEGATIVE_PRICE_VALUE' }
    expect(await settled(sink, priceOf('11', 2000, 1800))).toEqual({
      stage: 'failed',
      note: 'Shopify says: Price cannot take a negative value',
    })
    expect(at.shop.applied).toBe(0)
    // the template for any REST API sees them as well, once it is told where they stand
    const to = {
      ...{ type: 'rest', url: `${at.url}/admin/api/2026-10/graphql.json`, method: 'POST' },
      headers: { 'X-Shopify-Access-Token': ['$', '{TOKEN}'].join('') },
      body: {
        query: 'mutation { productVariantsBulkUpdate }',
        variables: {
          productId: 'gid://shopify/Product/1',
          variants: [{ id: 'gid://shopify/ProductVariant/11', price: '{{after}}' }],
        },
      },
    }
    const told = sinkTo('price', { ...to, errors: ['data.productVariantsBulkUpdate.userErrors'] })
    expect((await settled(told, priceOf('11', 2000, 1800))).note).toContain('negative')
    const wrong = sinkTo('price', { ...to, body: { query: 'mutation {}', variables: {} } })
    expect((await settled(wrong, priceOf('11', 2000, 1800))).note).toContain('@idempotent')
  })

  it('is asked again when it throttles, and tells a wrong token and an old version at once', async () => {
    const at = await opened(shopifyLike())
    const to = { type: 'shopify', url: at.url, token: 'TOKEN' }
    at.shop.throttled = 3
    expect((await settled(sinkTo('price', to), priceOf('11', 2000, 1800))).stage).toBe('done')
    expect(at.shop.applied).toBe(1)
    const old = await carryOut(
      priceOf('11', 1800, 2000),
      { stage: 'waiting', attempts: 0 },
      { sink: sinkTo('price', { ...to, version: '2020-01' }), sending: async () => {} },
    )
    expect(old).toMatchObject({ stage: 'waiting', note: expect.stringContaining('404') })
  })

  it('has the price of before crossed out by a cut where that is wanted, and not after the undo', async () => {
    const at = await opened(shopifyLike())
    const sink = sinkTo('price', { type: 'shopify', url: at.url, token: 'TOKEN', compare_at: 'was' })
    const compareAt = (id: string) => at.shop.variants.get(id)?.compareAt
    await settled(sink, priceOf('11', 2000, 1800))
    expect(compareAt('11')).toBe('20.00')
    await settled(sink, priceOf('11', 1800, 2000, 'k:undo'))
    expect(compareAt('11')).toBe(null)
    // the merchant's own stays
    await settled(sink, priceOf('12', 2000, 1800))
    await settled(sink, priceOf('12', 1800, 2000, 'k:undo'))
    expect(compareAt('12')).toBe('25.00')
  })
})

describe('woocommerce', () => {
  it('has the price in force changed: of a sale the sale price, of a variation below its parent', async () => {
    const at = await opened(wooLike())
    const sink = sinkTo('price', { type: 'woocommerce', url: at.url, key: 'KEY', secret: 'SECRET' })
    expect(await settled(sink, priceOf('12', 2000, 1800))).toMatchObject({ stage: 'done' })
    expect(at.shop.products.get(12)).toMatchObject({ regular_price: '25.00', sale_price: '18.00' })
    expect((await settled(sink, priceOf('12', 1800, 2600, 'k2'))).note).toContain(
      'not below its regular price',
    )
    Object.assign(at.shop.products.get(11) ?? {}, { manage_stock: false })
    const order = sinkTo('restock', { type: 'woocommerce', url: at.url, key: 'KEY', secret: 'SECRET' })
    expect((await settled(order, orderOf('11', null, 3))).note).toContain('not managed')
  })
})
