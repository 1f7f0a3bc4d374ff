import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openCollector } from '../../../src/sources/events/collector.ts'
import { openSpool } from '../../../src/sources/events/spool.ts'
import { MAX_WEBHOOK_BYTES, webhookTaker } from '../../../src/sources/events/webhooks.ts'
import { shopifyWebhooks } from '../../../src/sources/shopify/hooks.ts'
import { wooWebhooks } from '../../../src/sources/woocommerce/hooks.ts'
import { hintsOf } from '../../../src/state/sources/hints.ts'
import { freshDatabase, HAS_POSTGRES, type TestDatabase } from '../../support/databases.ts'

const SECRET = 'shpss_5ecret'
let database: TestDatabase
let dir = ''
let now = new Date('2026-11-24T08:00:00Z')
const closing: (() => Promise<unknown>)[] = []
beforeAll(async () => {
  database = await freshDatabase('sqlite')
  dir = mkdtempSync(join(tmpdir(), 'webhooks-'))
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  await database.state.write('source_hint').delete()
})
afterAll(async () => {
  await database.remove()
  rmSync(dir, { recursive: true })
})

/** A replica that takes webhooks of a Shopify and a WooCommerce shop. */
async function replica({ state }: Pick<TestDatabase, 'state'> = database) {
  const told: { feed: string; wrong: number }[] = []
  const collector = await openCollector({
    port: 0,
    key: 'a-key-of-sixteen-letters',
    spool: openSpool(dir, () => now),
    now: () => now,
    hooks: webhookTaker({
      of: [shopifyWebhooks('craft', SECRET), wooWebhooks('woo', SECRET)],
      hints: hintsOf(state),
      now: () => now,
      onWrong: (one) => void told.push(one),
    }),
  })
  closing.push(() => collector.stop())
  const send = async (
    feed: string,
    body: string | Buffer,
    headers: Record<string, string>,
    method = 'POST',
  ) =>
    fetch(`http://127.0.0.1:${collector.port}/v1/webhooks/${feed}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(method === 'POST' && { body: new Uint8Array(Buffer.from(body)) }),
    }).then(({ status }) => status)
  return { send, told }
}

const signatureOf = (body: string | Buffer, secret = SECRET) =>
  createHmac('sha256', secret).update(body).digest('base64')
const shopify = (topic: string, body: string | Buffer, signature = signatureOf(body)) => ({
  'X-Shopify-Topic': topic,
  'X-Shopify-Hmac-Sha256': signature,
})
const woo = (topic: string, body: string | Buffer, signature = signatureOf(body)) => ({
  'X-WC-Webhook-Topic': topic,
  'X-WC-Webhook-Signature': signature,
})
const PLATFORMS = [
  ['craft', 'orders/updated', shopify],
  ['woo', 'order.updated', woo],
] as const

const hinted = async (...sources: string[]) =>
  (await Promise.all(sources.map((source) => hintsOf(database.state).of(source))))
    .flat()
    .map(({ source, id }) => `${source} ${id}`)

describe.each(PLATFORMS)('a webhook of %s', (feed, topic, headersOf) => {
  const BODIES: readonly (readonly [what: string, body: string | Buffer, id: string])[] = [
    ['plain', '{"id":820982911946154500}', '820982911946154500'],
    ['an id of 19 digits', '{"id":8209829119461545081}', '8209829119461545081'],
    ['an id as text', '{"id":"77","email":"a@b.example"}', '77'],
    ['spaces and line breaks', '{\r\n  "id" : 78 ,\n "note":"a  b"\n}\n', '78'],
    ['letters beyond ASCII', '{"id":79,"note":"Grüße 你好 😀"}', '79'],
    ['the same letters escaped', '{"id":80,"note":"Gr\\u00fc\\/"}', '80'],
    [
      'bytes that are no UTF-8',
      Buffer.concat([Buffer.from('{"id":81,"note":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]),
      '81',
    ],
    ['a byte order mark less', '{"note":"x","id":82}', '82'],
  ]
  it.each(BODIES)('is checked over the bytes that were sent: %s', async (_, body, id) => {
    const { send, told } = await replica()
    expect(await send(feed, body, headersOf(topic, body))).toBe(200)
    expect(await hinted(`${feed}/orders`)).toEqual([`${feed}/orders ${id}`])
    expect(told).toEqual([])
  })

  const body = '{"id": 1}'
  const WRONG: readonly (readonly [what: string, signature: string | null, sent?: string])[] = [
    ['none', null],
    ['an empty one', ''],
    ['that of another secret', signatureOf(body, 'another')],
    ['that of another body', signatureOf('{"id": 2}')],
    ['that of the same JSON written anew', signatureOf('{"id":1}')],
    ['in hex', createHmac('sha256', SECRET).update(body).digest('hex')],
    ['cut', signatureOf(body).slice(0, -2)],
    ['with more behind it', `${signatureOf(body)}AA`],
    ['of SHA-1', createHmac('sha1', SECRET).update(body).digest('base64')],
    ['the secret itself', SECRET],
  ]
  it.each(WRONG)(
    'with a wrong signature is refused, counted, and hints at nothing: %s',
    async (_, signature) => {
      const { send, told } = await replica()
      const { ...headers }: Record<string, string> = headersOf(topic, body, signature ?? '')
      if (signature === null)
        for (const name of Object.keys(headers)) if (!name.endsWith('Topic')) delete headers[name]
      expect(await send(feed, body, headers)).toBe(401)
      expect(told).toEqual([{ feed, wrong: 1 }])
      expect(await hinted(`${feed}/orders`)).toEqual([])
    },
  )

  it('that is sent again and again is one hint, done once; one sent again meanwhile is followed again', async () => {
    const { send } = await replica()
    const hints = hintsOf(database.state)
    for (let n = 0; n < 5; n++) await send(feed, body, headersOf(topic, body))
    const [one, ...others] = await hints.of(`${feed}/orders`)
    expect(others).toEqual([])
    await send(feed, body, headersOf(topic, body))
    await hints.done(one ? [one] : [])
    const again = await hints.of(`${feed}/orders`)
    expect(again).toHaveLength(1)
    await hints.done(again)
    expect(await hints.of(`${feed}/orders`)).toEqual([])
  })

  it('that says nothing of use is taken all the same, so that the platform goes on sending', async () => {
    const { send, told } = await replica()
    for (const [word, text] of [
      ['shop/update', '{"id":1}'],
      ['customer.updated', '{"id":1}'],
      ['', '{"id":1}'],
      [topic, '{}'],
      [topic, '{"id":null}'],
      [topic, '{"id":"1 or 1=1"}'],
      [topic, '[]'],
      [topic, 'not json'],
      [topic, ''],
    ] as const)
      expect(await send(feed, text, headersOf(word, text))).toBe(200)
    expect(told).toEqual([])
    expect(await hinted(`${feed}/orders`, `${feed}/products`)).toEqual([])
  })

  it('is said to be wrong once a minute, with all that were', async () => {
    const { send, told } = await replica()
    now = new Date('2026-11-24T08:00:00Z')
    for (let n = 0; n < 4; n++) await send(feed, body, headersOf(topic, body, 'wrong'))
    now = new Date('2026-11-24T08:01:00Z')
    await send(feed, body, headersOf(topic, body, 'wrong'))
    expect(told).toEqual([
      { feed, wrong: 1 },
      { feed, wrong: 5 },
    ])
  })
})

describe('the address of webhooks', () => {
  it('takes WooCommerce’s unsigned question whether somebody is there, and nothing else unsigned', async () => {
    const { send, told } = await replica()
    expect(await send('woo', 'webhook_id=12', { 'content-type': 'application/x-www-form-urlencoded' })).toBe(
      200,
    )
    expect(await send('woo', 'webhook_id=12&id=3', {})).toBe(401)
    expect(await send('craft', 'webhook_id=12', {})).toBe(401)
    expect(told).toHaveLength(2)
  })

  it('knows the feeds that have a secret, takes POST only, and no more than it reads', async () => {
    const { send } = await replica()
    expect(await send('another', '{}', shopify('orders/create', '{}'))).toBe(404)
    expect(await send('craft/x', '{}', shopify('orders/create', '{}'))).toBe(404)
    expect(await send('craft', '{}', {}, 'GET')).toBe(405)
    const large = JSON.stringify({ id: 1, note: 'x'.repeat(MAX_WEBHOOK_BYTES) })
    expect(await send('craft', large, shopify('orders/create', large)).catch(() => 413)).toBe(413)
    const most = JSON.stringify({ id: 1, note: 'x'.repeat(MAX_WEBHOOK_BYTES - 20) })
    expect(await send('craft', most, shopify('orders/create', most))).toBe(200)
  })

  it('asks for it again when the hint could not be kept', async () => {
    const { send } = await replica({
      state: { ...database.state, transaction: () => Promise.reject(new Error('the database is away')) },
    })
    expect(await send('craft', '{"id":1}', shopify('orders/create', '{"id":1}'))).toBe(503)
  })
})

it.each(['sqlite', ...(HAS_POSTGRES ? (['postgres'] as const) : [])] as const)(
  'two replicas keep one hint of what both were told, which one of them follows: %s',
  async (dialect) => {
    const shared = await freshDatabase(dialect)
    closing.push(shared.remove)
    const [a, b] = [await replica(shared), await replica(shared)]
    const ids = Array.from({ length: 20 }, (_, i) => `{"id":${i % 5}}`)
    await Promise.all(
      ids.map((body, i) => (i % 2 ? a : b).send('craft', body, shopify('orders/updated', body))),
    )
    const hints = hintsOf(shared.state)
    const kept = await hints.of('craft/orders')
    expect(kept.map(({ id, times }) => [id, times]).sort()).toEqual(
      ['0', '1', '2', '3', '4'].map((id) => [id, 4]),
    )
    await Promise.all([hints.done(kept), hints.done(kept)])
    expect(await hints.of('craft/orders')).toEqual([])
  },
)
