import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { healthChecks, openHealth } from '../../src/health.ts'
import { readFigures } from '../../src/monitoring/read.ts'
import { openCollector } from '../../src/sources/events/collector.ts'
import { openSpool } from '../../src/sources/events/spool.ts'
import { enqueue, markDead } from '../../src/state/messages/outbox.ts'
import { saveSetting } from '../../src/state/settings.ts'
import { saveSourceState } from '../../src/state/sources/cursors.ts'
import { freshDatabase } from '../support/databases.ts'

/** No input ends the process, and each refusal is an answer: whatever is sent, and what is sent after it. */
const RUNS = { numRuns: 60, seed: 2026 }
const KEY = 'a-key-of-sixteen-letters'
const now = () => new Date('2026-11-24T08:00:00Z')

const anyBody = fc.oneof(
  fc.json(),
  fc.string(),
  fc.record({ events: fc.array(fc.anything(), { maxLength: 5 }) }).map((body) => JSON.stringify(body)),
  fc
    .record({
      id: fc.anything(),
      type: fc.oneof(fc.constant('page_view'), fc.constant('order'), fc.anything()),
      session_id: fc.anything(),
      at: fc.oneof(fc.constant('2026-11-24T07:59:00Z'), fc.anything()),
      amount: fc.anything(),
    })
    .map((event) => JSON.stringify({ events: [event] })),
)
const anyPath = fc.oneof(
  fc.constantFrom('/v1/events', '/v1/marks', '/v1/topics', '/livez', '/readyz', '/metrics', '/'),
  fc.webPath(),
)

describe('the port for events', () => {
  let dir = ''
  let collector: Awaited<ReturnType<typeof openCollector>>
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'doors-'))
    collector = await openCollector({ port: 0, key: KEY, spool: openSpool(dir, now), now })
  })
  afterAll(async () => {
    await collector.stop()
    rmSync(dir, { recursive: true })
  })

  it('answers whatever is posted, with what is wrong about it, and takes what is right afterwards', async () => {
    const post = (path: string, body: string, key: string) =>
      fetch(`http://127.0.0.1:${collector.port}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}` },
        body,
      })
    await fc.assert(
      fc.asyncProperty(anyPath, anyBody, fc.boolean(), async (path, body, isKnown) => {
        const response = await post(path, body, isKnown ? KEY : 'another-key-of-letters')
        const said = await response.text()
        expect(response.status).toBeLessThan(500)
        if (response.status >= 400) expect(said.length).toBeGreaterThan(0)
        if (!isKnown) expect(response.status).toBeGreaterThanOrEqual(400)
      }),
      RUNS,
    )
    const good = { id: 'last', type: 'page_view', session_id: 's1', at: '2026-11-24T07:59:00Z' }
    expect((await post('/v1/events', JSON.stringify({ events: [good] }), KEY)).status).toBe(202)
  })
})

describe('the port for operators', () => {
  it('gives no secret away that lies in the state', async () => {
    const database = await freshDatabase('sqlite')
    const clock = { now }
    const secret = 'xoxb-planted-here'
    await database.state.transaction(async (trx) => {
      await saveSetting(trx, 'customer_key', secret)
      await saveSourceState(trx, {
        source: 'mall.orders',
        cursor: secret,
        lastRowAt: now(),
        lastSuccessAt: now(),
        rows: 3,
        refused: 1,
        error: `the mall refuses ${secret}`,
      })
      await enqueue(trx, { key: 'k', channel: '#general', content: secret }, now())
    })
    await markDead(database.state, 1, `refused: ${secret}`)
    const health = await openHealth(
      { host: '127.0.0.1', port: 0 },
      healthChecks({ state: database.state, clock }, now),
    )
    try {
      for (const path of ['/metrics', '/readyz', '/livez']) {
        const said = await (await fetch(`http://127.0.0.1:${health.port}${path}`)).text()
        expect(said.length).toBeGreaterThan(0)
        expect(said).not.toContain(secret)
      }
    } finally {
      await health.stop()
      await database.remove()
    }
  })

  it('answers every path and method, also when what it reads fails', async () => {
    const database = await freshDatabase('sqlite')
    let isBroken = false
    const broken = async () => {
      if (isBroken) throw new Error('the database is gone')
    }
    const health = await openHealth(
      { host: '127.0.0.1', port: 0 },
      {
        clock: { now },
        writes: broken,
        lastTick: now,
        figures: async () => {
          await broken()
          return readFigures({ state: database.state, clock: { now } })
        },
      },
    )
    try {
      await fc.assert(
        fc.asyncProperty(
          anyPath,
          fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'),
          fc.boolean(),
          async (path, method, fails) => {
            isBroken = fails
            const response = await fetch(`http://127.0.0.1:${health.port}${path}`, { method })
            expect([200, 404, 503]).toContain(response.status)
            expect((await response.text()).length).toBeGreaterThan(0)
          },
        ),
        RUNS,
      )
      isBroken = false
      expect((await fetch(`http://127.0.0.1:${health.port}/livez`)).status).toBe(200)
    } finally {
      await health.stop()
      await database.remove()
    }
  })
})
