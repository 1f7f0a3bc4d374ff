import type { FetchFunction } from '@slack/web-api'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Message } from '../../../src/messages/message.ts'
import { postClient, readClient } from '../../../src/slack/edge/client.ts'
import { rememberLevels } from '../../../src/slack/outbox/levels.ts'
import { createPoster } from '../../../src/slack/outbox/post.ts'
import { createRelay } from '../../../src/slack/outbox/relay.ts'
import type { State } from '../../../src/state/database/state.ts'
import { UNTRACED } from '../../../src/tracing/traced.ts'
import { digest } from '../../messages/samples.ts'
import {
  answering,
  clock,
  faulty,
  log,
  outboxOf,
  say,
  startServer,
  TIMING,
  TOKEN,
  tempState,
} from '../workspace.ts'
import { settled } from './settled.ts'

let server: Awaited<ReturnType<typeof startServer>>
let kept: { state: State; close: () => Promise<void> }
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  kept = await tempState()
})
afterEach(() => kept.close())

function relay(
  through: FetchFunction = fetch,
  over: {
    owner?: string
    leaseMs?: number
    timeoutMs?: number
    onRefused?: Parameters<typeof createRelay>[0]['onRefused']
  } = {},
) {
  const access = { botToken: TOKEN, apiUrl: server.apiUrl, fetch: through, timeoutMs: over.timeoutMs ?? 5000 }
  const poster = createPoster({ client: postClient(access, log), levels: rememberLevels(clock), log })
  return createRelay({
    store: outboxOf(kept.state, over.owner, over.leaseMs),
    reader: readClient(access, log),
    poster,
    ...{ clock, log, traced: UNTRACED, timing: TIMING },
    ...(over.onRefused && { onRefused: over.onRefused }),
  })
}

const settle = (one: { all(): Promise<unknown> }) => settled(kept.state, one)
const words = (text: string): Message => ({ text, blocks: [{ kind: 'text', spans: text }] })
const standing = async (key: string) =>
  (await server.history()).filter((one) => one.metadata?.event_payload.key === key)
const types = (message: { blocks?: { type: string }[] | undefined } | undefined) =>
  message?.blocks?.map((block) => block.type) ?? []

describe('a digest', () => {
  it('is posted with its replies and files in its thread, and edited in place', async () => {
    await say(kept.state, 'digest:1', digest)
    await settle(relay())
    const [posted] = await standing('digest:1')
    expect(types(posted)).toContain('data_visualization')
    const replies = await server.replies(posted?.ts ?? '')
    expect(replies.map((reply) => reply.files?.[0]?.name ?? reply.text)).toEqual(['Details', 'orders.csv'])

    await say(kept.state, 'digest:1', { ...digest, text: 'Corrected' })
    await settle(relay())
    const [edited, ...others] = await standing('digest:1')
    expect(edited).toMatchObject({ ts: posted?.ts, text: 'Corrected' })
    expect(others).toEqual([])
    expect(await server.replies(posted?.ts ?? '')).toHaveLength(2)
  })
})

describe('a server that knows less', () => {
  const knowsNo = (pattern: RegExp) => (url: string | URL, body: unknown) =>
    /chat\.(postMessage|update)$/.test(String(url)) &&
    typeof body === 'string' &&
    pattern.test(decodeURIComponent(body))

  it('no native charts: the chart is an image, and the team is not asked again', async () => {
    let refused = 0
    const isUnknown = knowsNo(/data_visualization/)
    const one = relay((url, init) => {
      if (!isUnknown(url, init?.body)) return fetch(url, init)
      refused++
      return answering({ ok: false, error: 'invalid_blocks' })
    })
    await say(kept.state, 'image:1', { text: 'a', blocks: digest.blocks })
    await say(kept.state, 'image:2', { text: 'b', blocks: digest.blocks })
    await settle(one)
    for (const key of ['image:1', 'image:2']) {
      const [message, ...others] = await standing(key)
      expect(others).toEqual([])
      expect(types(message)).toContain('image')
      expect(types(message)).toContain('data_table')
    }
    expect(refused).toBe(1)
  })

  it('neither files nor the newest blocks: a complete message all the same', async () => {
    const isUnknown = knowsNo(/data_visualization|data_table/)
    const one = relay((url, init) => {
      if (/\/files\.|\/upload\//.test(String(url))) return answering({ ok: false, error: 'unknown_method' })
      return isUnknown(url, init?.body) ? answering({ ok: false, error: 'invalid_blocks' }) : fetch(url, init)
    })
    await say(kept.state, 'old:1', digest)
    await settle(one)
    const [message] = await standing('old:1')
    const whole = JSON.stringify(message?.blocks)
    for (const part of ['Toys & Games', 'Conversion, last 7 days', '▁', 'Acknowledge', '14 rows refused']) {
      expect(whole).toContain(part)
    }
    const replies = await server.replies(message?.ts ?? '')
    expect(JSON.stringify(replies.at(-1)?.blocks)).toContain('SKU-1042,120')
  })

  it('no blocks at all: everything as text', async () => {
    const isUnknown = knowsNo(/blocks=\[\{/)
    const one = relay((url, init) =>
      isUnknown(url, init?.body) ? answering({ ok: false, error: 'invalid_blocks' }) : fetch(url, init),
    )
    await say(kept.state, 'text:1', { text: 'a', blocks: digest.blocks })
    await settle(one)
    const [message] = await standing('text:1')
    expect(message?.text).toContain('What moved GMV')
    expect(message?.text).toContain('Toys &amp; Games')
  })
})

describe('a post', () => {
  it('under way in the background is waited for by whoever wants all of them posted', async () => {
    let isDelivered = false
    const one = relay(
      faulty('chat.postMessage', (send) =>
        new Promise((resolve) => setTimeout(resolve, 200)).then(send).finally(() => {
          isDelivered = true
        }),
      ),
    )
    await say(kept.state, 'background', words('x'))
    one.start()
    await new Promise((resolve) => setTimeout(resolve, 60))
    await one.all()
    expect(isDelivered).toBe(true)
    await one.stop()
    expect(await standing('background')).toHaveLength(1)
  })

  it('that is limited waits as long as it is told', async () => {
    let calls = 0
    const one = relay(
      faulty('chat.postMessage', () => (++calls === 1 ? answering({}, 429, { 'retry-after': '1' }) : null)),
    )
    await say(kept.state, 'limited', words('x'))
    const began = Date.now()
    await settle(one)
    expect(Date.now() - began).toBeGreaterThanOrEqual(990)
    expect(await standing('limited')).toHaveLength(1)
  })

  it.each([
    [
      'the answer is lost',
      (send: () => Promise<unknown>) => send().then(() => Promise.reject(new TypeError('reset'))),
    ],
    [
      'the server fails after it took it',
      (send: () => Promise<unknown>) => send().then(() => answering({}, 500)),
    ],
    [
      'the server says internal_error',
      (send: () => Promise<unknown>) => send().then(() => answering({ ok: false, error: 'internal_error' })),
    ],
    [
      'the answer never comes',
      (send: () => Promise<unknown>) => send().then(() => new Promise<never>(() => {})),
    ],
  ])('stands there once when %s', async (name, fault) => {
    let calls = 0
    const one = relay(
      (url, init) => {
        if (!String(url).endsWith('chat.postMessage') || ++calls > 1) return fetch(url, init)
        return Promise.race([
          fault(() => fetch(url, init)).then(() => answering({}, 500)),
          new Promise<never>((_, reject) =>
            init?.signal?.addEventListener('abort', () => reject(new Error('timeout'))),
          ),
        ])
      },
      { timeoutMs: 600 },
    )
    await say(kept.state, name, words(name))
    await settle(one)
    expect(await standing(name)).toHaveLength(1)
    expect(calls).toBe(1)
  })

  it('by name finds its channel where the channels cannot be listed, and is edited there', async () => {
    const one = relay(faulty('conversations.list', () => answering({ ok: false, error: 'missing_scope' })))
    await say(kept.state, 'by-name', words('first'))
    await settle(one)
    await say(kept.state, 'by-name', words('second'))
    await settle(one)
    const [message, ...others] = await standing('by-name')
    expect(message?.text).toBe('second')
    expect(others).toEqual([])
  })

  it('to a channel that is not there is tried again later and says why', async () => {
    await say(kept.state, 'nowhere', words('x'), '#nowhere')
    expect(await relay().once()).toBe('later')
    const row = await kept.state.read('outbox').first('error', 'dead_at', 'not_before')
    expect(row).toMatchObject({ error: 'no channel #nowhere', dead_at: null })
    expect(row.not_before).not.toBeNull()
  })

  it.each(['channel_not_found', 'not_in_channel', 'is_archived', 'missing_scope'])(
    'that Slack refuses as %s is told of once, at the first try',
    async (error) => {
      const told: string[] = []
      const refusing = faulty('chat.postMessage', () => answering({ ok: false, error }))
      const one = relay(refusing, {
        onRefused: async ({ channel }, code) => void told.push(`${channel} ${code}`),
      })
      await say(kept.state, 'refused', words('x'))
      for (let tries = 0; tries < 3; tries++) {
        await one.all()
        await kept.state.write('outbox').update({ not_before: null })
      }
      expect(told).toEqual([`#general ${error}`])
    },
  )

  it('that cannot be read is given up, and the next one goes', async () => {
    await kept.state
      .write('outbox')
      .insert({ key: 'bad', channel: '#general', content: '{"kind":"?"}', created_at: '2026-01-01' })
    await say(kept.state, 'good', words('good'))
    const one = relay()
    expect(await one.all()).toMatchObject({ dead: 1, posted: 1 })
  })
})
