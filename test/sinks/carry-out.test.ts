import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seeded } from '../../src/lib/random.ts'
import { carryOut, type Stage } from '../../src/sinks/carry-out.ts'
import { openSink } from '../../src/sinks/registry.ts'
import type { SinkSettings } from '../../src/sinks/settings.ts'
import type { Change, Sink } from '../../src/sinks/sink.ts'
import { openHttp } from '../../src/sources/http/http.ts'
import { openTheirTable } from '../../src/state/database/their-table.ts'

type Fault = 'none' | '429' | '500' | 'cut before' | 'cut after' | '400'

/** A shop of one price that takes PUTs, does what is asked of it once a key, and fails as it is told. */
let server: Server
let [price, applied, fault] = [2000, 0, 'none' as Fault]
const keys = new Set<string>()
const puts: string[] = []
beforeAll(async () => {
  server = createServer((request, answer) => {
    if (request.method === 'GET')
      return void answer.end(JSON.stringify({ variant: { price: (price / 100).toFixed(2) } }))
    let text = ''
    request.on('data', (part) => {
      text += part
    })
    request.on('end', () => {
      const key = String(request.headers['idempotency-key'])
      puts.push(key)
      if (fault === '429' || fault === '500' || fault === '400')
        return void answer.writeHead(Number(fault)).end()
      if (fault === 'cut before') return void request.socket.destroy()
      if (!keys.has(key)) {
        keys.add(key)
        price = Math.round(100 * Number(JSON.parse(text).price))
        applied++
      }
      if (fault === 'cut after') return void request.socket.destroy()
      answer.end('{}')
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const http = openHttp({
  timeoutMs: 20_000,
  maxBytes: 100_000,
  retries: 0,
  allowPrivate: true,
  userAgent: 'test',
  sleep: async () => {},
  chance: () => 0,
  now: () => new Date(0),
})

function shopSink(withRead = true): Sink {
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/products/{{product_id}}`
  const to: SinkSettings['to'] = {
    type: 'rest',
    url: base,
    method: 'PUT',
    headers: { Authorization: ['Bearer $', '{SHOP_TOKEN}'].join('') },
    body: { price: '{{after}}' },
    read: withRead ? { url: base, value: 'variant.price' } : null,
    key_header: 'Idempotency-Key',
    amounts: 'major',
    errors: [],
  }
  return openSink(to, {
    http,
    secret: (name) => (name === 'SHOP_TOKEN' ? 'x' : null),
    openTable: openTheirTable,
  })
}

const changeTo = (key: string, before: number, after: number): Change => ({
  key,
  kind: 'price',
  suggestionId: 1,
  platform: 'p',
  productId: 'A/1 ü',
  merchantId: 'M',
  title: 'A',
  before,
  after,
  currency: 'EUR',
  costCents: null,
})

/** Attempts until it is settled; a kill leaves what was kept, and nothing else. */
async function untilSettled(
  change: Change,
  sink: Sink,
  at: { before(attempt: number): void; kill(): boolean },
): Promise<{ stage: Stage; note: string; attempts: number }> {
  let stage: 'waiting' | 'sent' = 'waiting'
  for (let attempts = 0; ; attempts++) {
    at.before(attempts)
    const killed = new Error('killed')
    const stops = () => {
      if (at.kill()) throw killed
    }
    try {
      const step = await carryOut(
        change,
        { stage, attempts: 0 },
        {
          sink: {
            read:
              sink.read &&
              (async (one) => {
                stops()
                return (await sink.read?.(one)) ?? null
              }),
            write: async (one) => {
              stops()
              const written = await sink.write(one)
              stops()
              return written
            },
          },
          async sending() {
            stops()
            stage = 'sent'
            stops()
          },
        },
      )
      // killed before the outcome was kept
      stops()
      if (step.stage !== 'waiting' && step.stage !== 'sent') return { ...step, attempts }
      stage = step.stage
    } catch (error) {
      if (error !== killed) throw error
    }
  }
}

describe('an approved change', () => {
  it.each([true, false])('happens once through faults and kills (read back: %s)', async (withRead) => {
    const random = seeded(withRead ? 3 : 4)
    const faults: readonly Fault[] = ['none', '429', '500', 'cut before', 'cut after']
    const sink = shopSink(withRead)
    let kills = 0
    for (let round = 0; kills < 60 || round < 20; round++) {
      const [before, after] = [price, 1000 + random.below(9000)]
      const appliedBefore = applied
      const settled = await untilSettled(changeTo(`${withRead}-${round}`, before, after), sink, {
        before: () => {
          fault = faults[random.below(faults.length)] ?? 'none'
        },
        kill: () => {
          const isKilled = random.next() < 0.2
          if (isKilled) kills++
          return isKilled
        },
      })
      expect(settled.stage).toBe('done')
      expect(price).toBe(after)
      expect(applied - appliedBefore).toBe(after === before ? 0 : 1)
    }
    expect(kills).toBeGreaterThanOrEqual(60)
  })

  it('is not written over what somebody changed since, neither before nor after it was sent', async () => {
    fault = 'none'
    const sink = shopSink()
    const sending = async () => {}
    price = 1777
    const many = puts.length
    for (const stage of ['waiting', 'sent'] as const)
      expect(await carryOut(changeTo('c', 2000, 2200), { stage, attempts: 0 }, { sink, sending })).toEqual({
        stage: 'conflict',
        note: '1777',
      })
    expect(puts).toHaveLength(many)
    expect(price).toBe(1777)
  })

  it('is taken back while it is the last one, and only then', async () => {
    fault = 'none'
    const sink = shopSink()
    const sending = async () => {}
    price = 2200
    const back = changeTo('u:undo', 2200, 2000)
    expect(await carryOut(back, { stage: 'waiting', attempts: 0 }, { sink, sending })).toMatchObject({
      stage: 'done',
    })
    expect(price).toBe(2000)
    price = 2500
    const late = { ...back, key: 'v:undo' }
    expect(await carryOut(late, { stage: 'waiting', attempts: 0 }, { sink, sending })).toMatchObject({
      stage: 'conflict',
    })
    expect(price).toBe(2500)
  })

  it('that is refused for good is not tried again; one that never comes through is given up and said', async () => {
    const sink = shopSink()
    const sending = async () => {}
    price = 2000
    fault = '400'
    const refused = await carryOut(
      changeTo('r', 2000, 2100),
      { stage: 'waiting', attempts: 0 },
      { sink, sending },
    )
    expect(refused).toEqual({ stage: 'failed', note: 'it answered 400' })
    fault = '500'
    const last = await carryOut(changeTo('s', 2000, 2100), { stage: 'sent', attempts: 11 }, { sink, sending })
    expect(last).toEqual({ stage: 'failed', note: 'it answered 500' })
    expect(price).toBe(2000)
  })
})
