import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { seeded } from '../../../src/lib/random.ts'
import { migrate, openState } from '../../../src/state/database/connect.ts'
import { enqueue } from '../../../src/state/messages/outbox.ts'
import { wordsAsContent } from '../../support/outbox.ts'
import { begin } from '../parts/process.ts'
import { NO_FAULTS, startSlackServer } from '../parts/slack-server.ts'
import { type Scenario, sized } from '../scenario.ts'

const RELAY = fileURLToPath(new URL('../parts/relay.ts', import.meta.url))
const CHANNELS = ['one', 'two', 'three']
const GAP_MS = 1000

/** Two processes post into the same channels and are killed in turn; Slack asks for patience now and then. */
export const pace: Scenario = {
  name: 'pace',
  about:
    'two processes post beside each other and are killed in turn: none within a second, none within Retry-After',
  async run({ seed, size, dir }) {
    const { each, kills } = sized(size, {
      quick: { each: 3, kills: 2 },
      usual: { each: 20, kills: 10 },
      full: { each: 200, kills: 100 },
    })
    const random = seeded(seed)
    const shares = { ...NO_FAULTS, limited: 0.1, lost: 0.05 }
    const server = await startSlackServer({ random, shares, channels: CHANNELS })
    const url = `sqlite:${join(dir, 'state.sqlite')}`
    const state = await openState(url)
    await migrate(state)
    // by its name and by its id: it is one channel
    const keys = CHANNELS.flatMap((name, c) =>
      Array.from({ length: each }, (_, i) => ({
        key: `${name}:${i}`,
        channel: i % 2 === 0 ? `#${name}` : `C${String(c + 1).padStart(9, '0')}`,
      })),
    )
    await state.transaction(async (trx) => {
      for (const { channel, key } of keys)
        await enqueue(trx, { key, channel, content: wordsAsContent(key) }, new Date())
    })
    const start = () => begin(RELAY, [url, server.apiUrl, String(GAP_MS), '1500'])
    const pair = [start(), start()]
    const left = async () =>
      Number((await state.read('outbox').whereRaw('posted_revision < revision').count('* as n').first())?.n)
    try {
      for (const relay of pair) await relay.said('posting')
      for (let i = 0; i < kills; i++) {
        await pause(random.next() * 3000)
        await pair[i % 2]?.kill()
        pair[i % 2] = start()
      }
      while ((await left()) > 0) await pause(100)
    } finally {
      for (const relay of pair) await relay.kill()
      await state.close()
      await server.close()
    }
    const { withinRetryAfter, withinASecond } = server.tooSoon
    const standing = new Set(server.standing.map(({ key }) => key))
    return {
      figures: { messages: keys.length, kills, ...server.seen, withinRetryAfter, withinASecond },
      faults: [
        ...(withinRetryAfter > 0 ? [`${withinRetryAfter} posts within Retry-After`] : []),
        ...(withinASecond > 0 ? [`${withinASecond} posts within a second of the last in their channel`] : []),
        ...(standing.size < keys.length ? [`${keys.length - standing.size} lost`] : []),
        ...(server.standing.length > standing.size
          ? [`${server.standing.length - standing.size} doubled`]
          : []),
      ],
    }
  },
}
