import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { PLATFORMS } from '../../src/demo/market/catalogue.ts'
import { type Market, openMarket } from '../../src/demo/market/simulate.ts'
import type { World } from '../../src/demo/market/world.ts'
import { api, bucket } from '../../src/demo/serving/api.ts'
import { TABLES } from '../../src/demo/serving/columns.ts'
import { counter } from '../../src/demo/serving/counter.ts'
import { type Feeds, feeds } from '../../src/demo/serving/feed.ts'
import { front } from '../../src/demo/serving/front.ts'
import { sinksFileOf } from '../../src/demo/serving/sinks-file.ts'
import { DEMO_TOKEN } from '../../src/demo/serving/sources-file.ts'
import { seeded } from '../../src/lib/random.ts'
import { sum } from '../../src/lib/sum.ts'
import { carryOut } from '../../src/sinks/carry-out.ts'
import { openSink } from '../../src/sinks/registry.ts'
import { sinksIn } from '../../src/sinks/settings.ts'
import type { Change } from '../../src/sinks/sink.ts'
import { HTTP_DEFAULTS } from '../../src/sources/http/defaults.ts'
import { openHttp } from '../../src/sources/http/http.ts'
import { openTheirTable } from '../../src/state/database/their-table.ts'

const OF = { today: '2026-11-24', seed: 7, days: 25 }
const TOKEN = 'a-token'

let market: Market
let served: Feeds
let first: World
let server: Server
let passed = 0
beforeAll(async () => {
  market = openMarket({ ...OF, ahead: 14 })
  first = market.world()
  served = feeds(first, seeded(7))
  const grow = () => served.grow(market.world())
  server = api({
    tables: served.tables,
    token: TOKEN,
    bucket: bucket({ capacity: 1e6, perSecond: 1e6 }),
    counter: counter(market, { onPriced: grow }),
    front: front(market, {
      onPassed(days) {
        passed += days
        grow()
      },
    }),
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const put = (body: unknown, headers: Record<string, string> = {}, p = 0) =>
  fetch(`${base()}${pathOf(p)}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${TOKEN}`, 'idempotency-key': `k${Math.random()}`, ...headers },
    body: JSON.stringify(body),
  })
function pathOf(p: number): string {
  const { platform = 0, sku = '' } = first.catalogue.products[p] ?? {}
  return `/v1/products/${PLATFORMS[platform]}/${sku}/price`
}

/** the file's own sinks, against the shop that runs */
function priceSink() {
  const [settings] = sinksIn(parse(sinksFileOf({ url: base(), orders: './orders' })))
  if (!settings) throw new Error('the file names no sink')
  const http = openHttp({ ...HTTP_DEFAULTS, allowPrivate: true, now: () => new Date() })
  return openSink(settings.to, {
    http,
    secret: (name) => (name === DEMO_TOKEN ? TOKEN : null),
    openTable: openTheirTable,
  })
}

function changeOf(p: number, after: number): Change {
  const { platform = 0, sku = '', title = '' } = first.catalogue.products[p] ?? {}
  return {
    ...{ key: `key-${p}-${after}`, kind: 'price', suggestionId: p, title, currency: 'EUR', costCents: null },
    ...{ platform: PLATFORMS[platform] ?? '', productId: sku, merchantId: '' },
    ...{ before: market.priceOf(p), after },
  }
}

function rowsOf(feed: Feeds, table: (typeof TABLES)[number], from = 0, step = 1): unknown[] {
  const of = feed.tables.get(table)
  return Array.from({ length: Math.ceil(((of?.total ?? 0) - from) / step) }, (_, i) =>
    of?.row(from + step * i),
  )
}

describe('the demo shop', () => {
  it('has the same past, byte for byte, whether days may follow or not', () => {
    const plain = feeds(openMarket(OF).world(), seeded(7))
    for (const table of TABLES)
      expect(
        JSON.stringify(rowsOf(served, table, 0, 7)) === JSON.stringify(rowsOf(plain, table, 0, 7)),
        table,
      ).toBe(true)
  })

  it('takes a price once a key, and only one that is written as it wants it', async () => {
    const price = { price: '12.90', currency: 'EUR' }
    const before = market.priceOf(1)
    expect((await put(price, { authorization: 'Bearer guess' }, 1)).status).toBe(401)
    expect((await put(price, { 'idempotency-key': '' }, 1)).status).toBe(400)
    for (const wrong of [{ price: 12.9 }, { ...price, currency: 'USD' }, { ...price, sku: 'x' }, 'x', null])
      expect((await put(wrong, {}, 1)).status, JSON.stringify(wrong)).toBe(422)
    expect((await put({ ...price, price: '0.00' }, {}, 1)).status).toBe(422)
    expect((await fetch(`${base()}/v1/products/nordmarkt/none/price`)).status).toBe(401)
    expect(market.priceOf(1)).toBe(before)
    expect((await put(price, { 'idempotency-key': 'once' }, 1)).status).toBe(200)
    market.setPrice(1, 1500)
    expect(await (await put(price, { 'idempotency-key': 'once' }, 1)).json()).toMatchObject({
      price: '12.90',
    })
    expect(market.priceOf(1)).toBe(1500)
    expect((await put({ ...price, price: '13.00' }, { 'idempotency-key': 'once' }, 1)).status).toBe(422)
  })

  it('lets no other page turn its calendar, and shows itself to no other host name', async () => {
    const pass = (origin: string) => fetch(`${base()}/days`, { method: 'POST', headers: { origin } })
    expect((await pass('http://evil.example')).status).toBe(403)
    expect(passed).toBe(0)
  })
})

describe('approved prices in the demo', () => {
  it('are put into the shop by the sink, shown there, and sold at by their elasticity in the days after', async () => {
    const sink = priceSink()
    const twin = openMarket({ ...OF, ahead: 14 })
    const listed = [...first.catalogue.products.keys()].filter(
      (p) => p > 1 && (first.catalogue.products[p]?.listedOn ?? 0) < 10,
    )
    const best = listed
      .sort((a, b) => weight(b) - weight(a))
      .slice(0, 150)
      .filter((p) => market.priceOf(p) === twin.priceOf(p))
    for (const p of best.slice(5)) market.setPrice(p, Math.round(market.priceOf(p) * 0.85))
    for (const p of best.slice(0, 5)) {
      const change = changeOf(p, Math.round(market.priceOf(p) * 0.85))
      expect(
        await carryOut(change, { stage: 'waiting', attempts: 0 }, { sink, sending: async () => {} }),
      ).toEqual({ stage: 'done', note: '' })
    }
    const [one = 0] = best
    const sku = first.catalogue.products[one]?.sku ?? ''
    const shown = await (await fetch(`${base()}/products/${sku}`)).text()
    expect(shown).toContain(`€${(market.priceOf(one) / 100).toFixed(2)}`)
    expect(await (await fetch(`${base()}/`)).text()).toContain(sku)

    const known = new Map(TABLES.map((table) => [table, served.tables.get(table)?.total ?? 0]))
    const reply = await fetch(`${base()}/days`, {
      method: 'POST',
      headers: { origin: base() },
      body: new URLSearchParams({ from: `/products/${sku}` }),
      redirect: 'manual',
    })
    expect([reply.status, reply.headers.get('location'), passed]).toEqual([303, `/products/${sku}`, 7])
    twin.live(7)
    const sold = (world: World) =>
      sum(
        world.lines
          .filter(({ order, product }) => isLater(world, order) && best.includes(product))
          .map(units),
      )
    const isTrue = sum(best.map((p) => weight(p) * 0.85 ** (first.catalogue.products[p]?.elasticity ?? 0)))
    const wanted = isTrue / sum(best.map(weight))
    const ratio = sold(market.world()) / sold(twin.world())
    expect(sold(twin.world())).toBeGreaterThan(300)
    expect(ratio / wanted).toBeGreaterThan(0.85)
    expect(ratio / wanted).toBeLessThan(1.15)

    // whoever has read the shop so far reads on at his cursor: the days since, and orders that moved on
    const orders = rowsOf(served, 'orders', known.get('orders'))
    expect(orders.length).toBeGreaterThan(2500)
    expect(rowsOf(served, 'stock_levels', known.get('stock_levels'))).toHaveLength(7 * 2000)
    const seen = rowsOf(served, 'sessions', known.get('sessions')).filter(
      (row) => Object(row).product_id === sku,
    )
    expect(seen.length).toBeGreaterThan(5)
    for (const row of seen) expect(Object(row).price_seen).toBe((market.priceOf(one) / 100).toFixed(2))
  })
})

function weight(p: number): number {
  return first.catalogue.products[p]?.weight ?? 0
}

function isLater(world: World, order: number): boolean {
  return (world.orders[order]?.at ?? 0) >= (first.time.starts[OF.days] ?? 0)
}

function units({ quantity }: { readonly quantity: number }): number {
  return Math.min(3, quantity)
}
