import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openCollector } from '../../../src/sources/events/collector.ts'
import { eventsSource } from '../../../src/sources/events/source.ts'
import { openSpool, type Spool } from '../../../src/sources/events/spool.ts'
import { cursorAfter } from '../../../src/sources/source.ts'
import { clients } from '../platform.ts'

const KEY = 'a-key-of-sixteen-letters'
const said = z.looseObject({
  accepted: z.number().optional(),
  refused: z.array(z.object({ index: z.number(), reason: z.string() })).default([]),
})
let dir = ''
let now = new Date('2026-11-24T08:00:00Z')
const closing: (() => Promise<unknown>)[] = []
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'events-'))
  now = new Date('2026-11-24T08:00:00Z')
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  rmSync(dir, { recursive: true })
})

async function open(spool: Spool = openSpool(dir, () => now)) {
  const collector = await openCollector({ port: 0, key: KEY, spool, now: () => now })
  closing.push(() => collector.stop())
  const post = async (
    body: string | object,
    headers: Record<string, string> = { authorization: `Bearer ${KEY}` },
  ) => {
    const response = await fetch(`http://127.0.0.1:${collector.port}/v1/events`, {
      method: 'POST',
      headers,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    return { status: response.status, body: said.parse(await response.json().catch(() => ({}))) }
  }
  return { post, url: `http://127.0.0.1:${collector.port}` }
}

const event = (id: string, more: object = {}) => ({
  id,
  type: 'page_view',
  session_id: 's1',
  at: '2026-11-24T07:59:00Z',
  ...more,
})

const stored = () =>
  readdirSync(dir)
    .flatMap((name) => readFileSync(join(dir, name), 'utf8').split('\n'))
    .filter(Boolean)

describe('the event collector', () => {
  it('has every event on the disk before it answers, also when many send at once', async () => {
    const { post } = await open()
    const batches = Array.from({ length: 40 }, (_, i) => [event(`a${i}`), event(`b${i}`)])
    const counts = await Promise.all(
      batches.map(async (events) => {
        const { status } = await post({ events })
        const there = stored().join('\n')
        return status === 202 && events.every(({ id }) => there.includes(`"${id}"`))
      }),
    )
    expect(counts.every(Boolean)).toBe(true)
    expect(stored()).toHaveLength(80)
  })

  it('names each event it refuses, and takes the others', async () => {
    const { post } = await open()
    const { status, body } = await post({
      events: [
        event('1'),
        event('2', { type: 'pageview' }),
        event('3', { at: 'yesterday' }),
        event('4', { email: 'bob@example.com' }),
        event('5', { at: '2026-11-01T00:00:00Z' }),
        event('6', { price: '19,90' }),
        'seven',
      ],
    })
    expect(status).toBe(202)
    expect(body.accepted).toBe(1)
    expect(body.refused.map(({ index, reason }) => `${index} ${reason}`)).toEqual([
      expect.stringContaining('1 type: is none of page_view'),
      expect.stringContaining('2 at: is not a time'),
      '3 email: not known',
      '4 at: is more than seven days ago',
      expect.stringContaining('5 price: is not an amount'),
      expect.stringContaining('6 event:'),
    ])
    expect(stored().join()).not.toContain('bob@example.com')
  })

  it('refuses who shows no key or another, what is no batch, and what is too large', async () => {
    const { post, url } = await open()
    expect((await post({ events: [event('1')] }, {})).status).toBe(401)
    expect(
      (await post({ events: [event('1')] }, { authorization: 'Bearer a-key-of-sixteen-lettern' })).status,
    ).toBe(401)
    for (const body of ['', '{', '[]', '{"events":[]}', '{"events":{}}'])
      expect((await post(body)).status, body).toBe(400)
    expect((await post({ events: Array.from({ length: 501 }, (_, i) => event(String(i))) })).status).toBe(400)
    expect((await post({ events: [event('1', { region: 'x'.repeat(300_000) })] })).status).toBe(413)
    expect((await fetch(`${url}/v1/events`)).status).toBe(405)
    expect((await fetch(`${url}/metrics`)).status).toBe(404)
    expect(stored()).toEqual([])
  })

  it('says 503 and to come again when it cannot store, and has taken nothing', async () => {
    const broken: Spool = {
      append: () => Promise.reject(new Error('ENOSPC')),
      waiting: () => 0,
      close: async () => {},
    }
    const { post } = await open(broken)
    expect(await post({ events: [event('1')] })).toMatchObject({ status: 503 })
    const full = await open({ ...broken, waiting: () => 1_000_000 })
    expect((await full.post({ events: [event('1')] })).status).toBe(503)
  })

  it('lets pages of any origin send, and serves them the script that does', async () => {
    const { url } = await open()
    const preflight = await fetch(`${url}/v1/events`, { method: 'OPTIONS' })
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization')
    const script = await (await fetch(`${url}/v1/snippet.js`)).text()
    expect(script).toContain('/v1/events')
    expect(() => new Function(script)).not.toThrow()
  })
})

describe('sessions of the events', () => {
  const source = () => eventsSource({ dir, platform: 'web', zone: 'UTC', currency: 'EUR' })
  let cursor: string | null = null
  beforeEach(() => {
    cursor = null
  })
  const sync = async () => {
    const rows = []
    for await (const page of source().pages(cursor, clients())) {
      if (page.content.kind === 'rows') rows.push(...page.content.rows)
      cursor = cursorAfter(page, cursor)
    }
    return rows
  }

  it('are counted from what was done, the same event once', async () => {
    const { post } = await open()
    const seen = { type: 'product_view', product_id: 'P1', category: 'Toys' }
    const events = [
      event('1', { at: '2026-11-24T07:50:00Z', channel: 'mail', shopper_id: 'u1' }),
      event('2', { ...seen, at: '2026-11-24T07:51:00Z', price: '20.00', in_stock: true }),
      event('3', { ...seen, at: '2026-11-24T07:52:00Z', price: '19.90', in_stock: false }),
      event('4', { ...seen, product_id: 'P2', at: '2026-11-24T07:53:00Z' }),
      event('5', { type: 'cart_add', product_id: 'P1', at: '2026-11-24T07:55:30Z' }),
    ]
    await post({ events })
    await post({ events: events.slice(0, 3) })
    expect(await sync()).toEqual([
      expect.objectContaining({
        platform: 'web',
        session_id: 's1',
        shopper_id: 'u1',
        started_at: '2026-11-24T07:50:00Z',
        channel: 'mail',
        product_id: 'P1',
        category: 'Toys',
        page_views: '4',
        product_views: '3',
        cart_adds: '1',
        duration_s: '330',
        price_seen: '19.90',
        in_stock_share: '0.5000',
      }),
    ])
    expect(await sync()).toEqual([])
  })

  it('that go on come again whole, and only those', async () => {
    const { post } = await open()
    await post({ events: [event('1'), event('2', { session_id: 's2' })] })
    expect(await sync()).toHaveLength(2)
    now = new Date('2026-11-24T08:20:00Z')
    await post({ events: [event('3', { at: '2026-11-24T08:19:00Z' })] })
    expect(readdirSync(dir)).toHaveLength(2)
    expect(await sync()).toMatchObject([{ session_id: 's1', page_views: '2', duration_s: '1200' }])
  })

  it('lose no event whose line was half written when they were read', async () => {
    const { post } = await open()
    await post({ events: [event('1'), event('2', { session_id: 's2' })] })
    const [name = ''] = readdirSync(dir)
    const whole = readFileSync(join(dir, name))
    truncateSync(join(dir, name), whole.length - 20)
    expect((await sync()).map(({ session_id }) => session_id)).toEqual(['s1'])
    writeFileSync(join(dir, name), whole)
    expect((await sync()).map(({ session_id }) => session_id)).toEqual(['s2'])
  })

  it('leave nothing on the disk a day after they have landed', async () => {
    const { post } = await open()
    await post({ events: [event('1')] })
    await sync()
    now = new Date('2026-11-25T09:00:00Z')
    await post({ events: [event('2', { session_id: 's2', at: '2026-11-25T08:59:00Z' })] })
    expect((await sync()).map(({ session_id }) => session_id)).toEqual(['s2'])
    expect(readdirSync(dir)).toHaveLength(1)
  })
})
