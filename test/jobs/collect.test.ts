import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Context } from '../../src/context.ts'
import { sourcesFrom } from '../../src/sources/registry.ts'
import { sourceStates } from '../../src/state/sources/cursors.ts'
import { json, patient, platform } from '../sources/platform.ts'
import { nightOf, runNamed, runOvertaken } from '../support/job-runs.ts'
import { type Market, openMarket, TODAY } from '../support/market.ts'

const FILE = join(tmpdir(), `collect-${process.pid}.yaml`)
const orders: { id: string; at: string }[] = []
let market: Market
let ctx: Context
let shop: Awaited<ReturnType<typeof platform>>
let broken: Awaited<ReturnType<typeof platform>>

/** A platform whose cursor is how many orders have been read, and one that lets nobody in. */
beforeAll(async () => {
  market = await openMarket({ isEmpty: true })
  shop = await platform((request, response, url) => {
    const from = Number(url.searchParams.get('cursor') ?? 0)
    const body = { data: orders.slice(from), next_cursor: `${orders.length}` }
    json(body)(request, response, url)
  })
  broken = await platform(json({ error: 'bad token' }, 401))
  const feed = (name: string, url: string) => `
  - name: ${name}
    rest:
      url: ${url}/{table}
      zone: UTC
      currency: EUR
      rows: data
      paging: { read: next_cursor, send: cursor }
      tables: { orders: { order_id: id, ordered_at: at } }`
  writeFileSync(FILE, `feeds:${feed('broken', broken.url)}${feed('shop', shop.url)}\n`)
  const sources = sourcesFrom(FILE, { secret: () => null })
  ctx = { ...market.ctx, http: patient({ retries: 0 }).http, sources }
})
afterAll(async () => {
  rmSync(FILE)
  await shop.close()
  await broken.close()
  await market.remove()
})

const bought = (...ids: readonly string[]) =>
  orders.push(...ids.map((id) => ({ id, at: '2026-11-20 10:00:00' })))
const collected = async () => (await runNamed(ctx, 'collect', nightOf(TODAY)))[0]
const stateOf = async (name: string) => (await sourceStates(ctx.state)).find(({ source }) => source === name)

it('without a source there is nothing to collect, and nothing is kept', async () => {
  const [summary] = await runNamed({ ...ctx, sources: [] }, 'collect', nightOf(TODAY))
  expect(summary?.counts).toEqual({ rows: 0, refused: 0, failed: 0, stopped: 0 })
  expect(await sourceStates(ctx.state)).toEqual([])
})

it('lands what the sources have and keeps how far each was read; one that fails is named and stops no other', async () => {
  bought('1', '2', '3')
  const summary = await collected()
  expect(summary?.counts).toEqual({ rows: 3, refused: 0, failed: 1, stopped: 0 })
  expect(summary?.text).toContain('Collected 3 rows')
  expect(summary?.text).toMatch(/broken\/orders: .* answered 401: .*Check the token/)
  expect(await stateOf('shop/orders')).toMatchObject({
    cursor: expect.stringMatching(/ 3$/),
    rows: 3,
    error: null,
  })
  expect(await stateOf('broken/orders')).toMatchObject({
    cursor: null,
    lastSuccessAt: null,
    error: expect.stringContaining('answered 401'),
  })
})

it('the same slot again reads nothing twice', async () => {
  expect((await collected())?.counts).toMatchObject({ rows: 0, failed: 1 })
  expect(await stateOf('shop/orders')).toMatchObject({ cursor: expect.stringMatching(/ 3$/), rows: 0 })
})

it('a run that was taken over keeps no cursor, and the next reads the same rows, which count once', async () => {
  bought('4')
  await expect(runOvertaken(ctx, 'collect', nightOf('2026-11-25'))).rejects.toThrow('taken over')
  expect(await stateOf('shop/orders')).toMatchObject({ cursor: expect.stringMatching(/ 3$/) })
  await collected()
  expect(await stateOf('shop/orders')).toMatchObject({ cursor: expect.stringMatching(/ 4$/) })
  await ctx.lake.build()
  const [found] = await ctx.lake.query('select count(*) as orders from mart_orders')
  expect(found?.orders).toBe(4)
})
