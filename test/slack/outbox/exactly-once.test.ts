import { setTimeout as wait } from 'node:timers/promises'
import type { FetchFunction } from '@slack/web-api'
import { expect, it } from 'vitest'
import { seeded } from '../../../src/lib/random.ts'
import { postClient, readClient } from '../../../src/slack/edge/client.ts'
import { rememberLevels } from '../../../src/slack/outbox/levels.ts'
import { createPoster } from '../../../src/slack/outbox/post.ts'
import { createRelay } from '../../../src/slack/outbox/relay.ts'
import { UNTRACED } from '../../../src/tracing/traced.ts'
import { answering, clock, log, outboxOf, say, startServer, TIMING, TOKEN, tempState } from '../workspace.ts'

const POSTS = 300
const FAULTS = ['lost', 'failed', 'hangs', 'limited', 'refused', 'killed'] as const
/** one call in three goes wrong */
const SHARE = 1 / 3

/** A network with every fault there is, drawn from a seed; `killed` is a process that is never heard of again. */
function badNetwork(seed: number, count: Record<string, number>, kill: () => void): FetchFunction {
  const random = seeded(seed)
  return async (url, init) => {
    if (!String(url).endsWith('chat.postMessage')) return fetch(url, init)
    const fault = random.next() < SHARE ? (FAULTS[random.below(FAULTS.length)] ?? 'none') : 'none'
    count[fault] = (count[fault] ?? 0) + 1
    if (fault === 'limited') return answering({}, 429, { 'retry-after': '0' })
    if (fault === 'refused') return answering({ ok: false, error: 'invalid_blocks' })
    // half of what is lost was never delivered, half was
    const isDelivered = fault === 'none' || random.next() < 0.5
    const response = isDelivered ? await fetch(url, init) : answering({}, 500)
    if (fault === 'lost') throw new TypeError('connection reset')
    if (fault === 'failed') return answering({}, 500)
    if (fault === 'killed') {
      kill()
      return new Promise<never>(() => {})
    }
    if (fault === 'hangs') {
      return new Promise((_, reject) =>
        init?.signal?.addEventListener('abort', () => reject(new Error('timeout'))),
      )
    }
    return response
  }
}

it(`${POSTS} messages stand there once each, whatever the network does and whoever is killed`, async () => {
  // of the network, not of blocks: nothing stands between
  const server = await startServer({ isStrict: false })
  const kept = await tempState()
  const count: Record<string, number> = {}
  let killed = () => {}
  const through = badNetwork(2026, count, () => killed())
  let restarts = 0
  try {
    for (let at = 0; at < POSTS; at++) {
      const channel = at % 2 === 0 ? '#general' : '#random'
      await say(
        kept.state,
        `post:${at}`,
        { text: `post ${at}`, blocks: [{ kind: 'text', spans: `post ${at}` }] },
        channel,
      )
    }
    const left = async () =>
      Number(
        (await kept.state.read('outbox').whereRaw('posted_revision < revision').count('* as n').first())?.n,
      )
    while ((await left()) > 0) {
      // a fresh process: nothing is known but the database; the one before it may still hold a lease
      const access = { botToken: TOKEN, apiUrl: server.apiUrl, fetch: through, timeoutMs: 150 }
      const relay = createRelay({
        store: outboxOf(kept.state, `process ${++restarts}`, 600),
        reader: readClient({ ...access, fetch, timeoutMs: 5000 }, log),
        poster: createPoster({ client: postClient(access, log), levels: rememberLevels(clock), log }),
        clock,
        log,
        traced: UNTRACED,
        timing: { ...TIMING, settleMs: 100 },
      })
      const death = new Promise<'killed'>((resolve) => {
        killed = () => resolve('killed')
      })
      while ((await left()) > 0) {
        const step = await Promise.race([relay.once(), death])
        if (step === 'killed') break
        if (step === 'idle') await wait(20)
      }
    }
    const keys = [...(await server.history('C000000001')), ...(await server.history('C000000002'))]
      .map((message) => message.metadata?.event_payload.key ?? '')
      .filter((key) => key.startsWith('post:'))
    const lost = POSTS - new Set(keys).size
    const double = keys.length - new Set(keys).size
    console.log(`${POSTS} posts, ${restarts} processes, faults`, count, { lost, double })
    expect({ lost, double }).toEqual({ lost: 0, double: 0 })
    expect(Object.keys(count).sort()).toEqual(['none', ...FAULTS].sort())
  } finally {
    await kept.close()
    await server.close()
  }
}, 60_000)
