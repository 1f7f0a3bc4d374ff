import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { COLUMNS, TABLES } from '../../src/demo/serving/columns.ts'
import { demoFeeds } from '../../src/demo/serving/feeds.ts'
import { type DemoShop, startDemoShop } from '../../src/demo/serving/shop.ts'
import { sum } from '../../src/lib/sum.ts'
import { openHttp } from '../../src/sources/http/http.ts'
import { NO_PAGES } from '../../src/sources/http/page-queue.ts'
import { restSource } from '../../src/sources/rest/rest-source.ts'
import { openReader } from '../../src/state/database/read-only.ts'

const page = z.object({
  data: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  next_cursor: z.string(),
  total: z.number(),
})

let dir: string
let shop: DemoShop

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'demo-shop-'))
  shop = await startDemoShop({ dir, days: 30 })
})
afterAll(async () => {
  await shop.stop()
  await rm(dir, { recursive: true, force: true })
})

function ask(path: string, token = shop.token): Promise<Response> {
  return fetch(`${shop.url}${path}`, { headers: { authorization: `Bearer ${token}` } })
}

/** as a polite client: waits when told to */
async function politely(path: string): Promise<Response> {
  for (;;) {
    const response = await ask(path)
    if (response.status !== 429) return response
    await new Promise((resolve) => setTimeout(resolve, 1000 * Number(response.headers.get('retry-after'))))
  }
}

describe('the demo shop over HTTP', () => {
  it('serves every table under the column names of its raw table', async () => {
    for (const table of TABLES) {
      const { data } = page.parse(await (await politely(`/v1/${table}?limit=1`)).json())
      expect(data, table).toHaveLength(1)
      expect(Object.keys(data[0] ?? {}), table).toEqual([...COLUMNS[table]])
    }
  })

  it('pages through a table without gap or overlap, and its last cursor stays usable', async () => {
    const ids: unknown[] = []
    let cursor = ''
    for (let pages = 0; pages < 9; pages++) {
      const answer = page.parse(await (await politely(`/v1/products?cursor=${cursor}&limit=500`)).json())
      ids.push(...answer.data.map((row) => row.product_id))
      cursor = answer.next_cursor
      expect(answer.total).toBe(2003)
    }
    expect(ids).toHaveLength(2003)
    expect(new Set(ids.filter((id) => id !== null)).size).toBe(2000)
    const after = page.parse(await (await politely(`/v1/products?cursor=${cursor}&limit=500`)).json())
    expect(after).toMatchObject({ data: [], next_cursor: cursor })
  })

  it('refuses a wrong token, an unknown table, a bad cursor and a bad limit, each as JSON', async () => {
    const answers = [
      await ask('/v1/orders', 'guess'),
      await politely('/v1/passwords'),
      await politely('/v1/orders?cursor=p99999999'),
      await politely('/v1/orders?cursor=%3B%20drop'),
      await politely('/v1/orders?limit=10001'),
    ]
    expect(answers.map(({ status }) => status)).toEqual([401, 404, 400, 400, 400])
    for (const answer of answers) expect(await answer.json()).toHaveProperty('error')
  })

  it('tells a hasty client how long to wait', async () => {
    const burst = await Promise.all(Array.from({ length: 40 }, () => ask('/v1/experiments')))
    const limited = burst.filter(({ status }) => status === 429)
    expect(limited.length).toBeGreaterThan(0)
    expect(limited[0]?.headers.get('retry-after')).toBe('1')
  })

  it('is collected by the ordinary REST source, waits included', async () => {
    const waits: number[] = []
    const http = openHttp({
      userAgent: 'test',
      timeoutMs: 10_000,
      maxBytes: 50_000_000,
      retries: 5,
      sleep: async (ms) => {
        waits.push(ms)
        await new Promise((resolve) => setTimeout(resolve, ms))
      },
      now: () => new Date(),
      chance: () => 0.5,
      allowPrivate: true,
    })
    const signal = new AbortController().signal
    const clients = { http, signal, openSql: openReader, pageQueue: NO_PAGES, now: () => new Date() }
    for (const source of demoFeeds(shop).map(restSource)) {
      const expected = await source.expected?.(clients)
      let rows = 0
      for await (const { content } of source.pages(null, clients))
        if (content.kind === 'rows') rows += content.rows.length
      expect(rows, source.name).toBe(expected)
    }
    console.log(`waited ${waits.length} times, ${sum(waits)} ms in all`)
  })

  it('writes its ground truth beside itself and serves it to no one', async () => {
    const truth = JSON.parse(readFileSync(join(dir, 'ground-truth.json'), 'utf8'))
    expect(truth.incidents[0]).toMatchObject({
      platform: 'bazario',
      category: 'Electronics',
      day: '2026-11-23',
    })
    expect((await politely('/v1/ground-truth.json')).status).toBe(404)
  })
})
