import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startBackground } from '../../src/sources/background.ts'
import { shopEvents } from '../../src/sources/events/events.ts'
import type { BackgroundClients, Source } from '../../src/sources/source.ts'
import { hintsOf } from '../../src/state/sources/hints.ts'
import { pageQueueOf } from '../../src/state/sources/page-queue.ts'
import { freshDatabase, type TestDatabase } from '../support/databases.ts'
import { product, rivalShop } from './competitors/rival-shop.ts'
import { feedsOf } from './feeds.ts'
import { patient } from './platform.ts'

let dir = ''
let database: TestDatabase
let clients: BackgroundClients
const agents: string[] = []
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'background-'))
  database = await freshDatabase('sqlite')
  clients = {
    openHttp: (own) => {
      agents.push(own.userAgent)
      return patient(own).http
    },
    pageQueue: pageQueueOf(database.state),
    hints: hintsOf(database.state),
    marks: { add: async () => undefined },
    now: () => new Date('2026-11-24T08:00:00Z'),
    contact: 'ops@shop.example',
    warn: () => undefined,
  }
})
afterEach(async () => {
  await database.remove()
  rmSync(dir, { recursive: true })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}

const eventsOn = (port: number) =>
  shopEvents({ port, key: 'a-key-of-senders', platform: 'web' }, { dir, zone: 'UTC', currency: 'EUR' })

const send = (port: number) =>
  fetch(`http://127.0.0.1:${port}/v1/events`, {
    method: 'POST',
    headers: { authorization: 'Bearer a-key-of-senders' },
    body: JSON.stringify({
      events: [{ id: 'e1', type: 'page_view', session_id: 's1', at: '2026-11-24T07:59:00Z' }],
    }),
  })

it('takes events from when it has begun until it is stopped', async () => {
  const port = await freePort()
  const work = await startBackground([eventsOn(port)], clients)
  expect((await send(port)).status).toBe(202)
  await work.stop()
  await expect(send(port)).rejects.toThrow()
  expect(readdirSync(dir).map((name) => readFileSync(join(dir, name), 'utf8'))).toEqual([
    expect.stringContaining('"e1"'),
  ])
})

it('stops what has begun when a source cannot begin, and says why', async () => {
  const port = await freePort()
  let stopped = 0
  const other: Source = {
    ...eventsOn(port),
    background: async () => ({ stop: async () => void stopped++ }),
  }
  await expect(startBackground([other, eventsOn(port), eventsOn(port)], clients)).rejects.toThrow(
    'EADDRINUSE',
  )
  expect(stopped).toBe(1)
  await expect(send(port)).rejects.toThrow()
})

it('asks for the pages of a competitor by its own name until it is stopped', async () => {
  const shop = await rivalShop({
    '/robots.txt': [(response) => void response.end('')],
    '/a': [product('7.00')],
  })
  const feed = feedsOf(
    `rivals:\n      competitors:\n        zone: UTC\n        currency: EUR\n        per_minute: 60\n        pages:\n          - { url: "${shop.url}/a", gtin: "4006381333931" }`,
  )
  await feed.run('rivals/competitor_prices', { pageQueue: clients.pageQueue })
  const work = await startBackground(feed.sources, clients)
  await expect
    .poll(() => clients.pageQueue.untold('rivals/competitor_prices', 9), { timeout: 30_000 })
    .toHaveLength(1)
  await work.stop()
  expect(agents).toEqual(['FloorwalkerBot/1.0 (prices of competitors; ops@shop.example)'])
  feed.remove()
  await shop.close()
})
