import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { groupBy } from '../../../src/lib/group.ts'
import { type Random, seeded } from '../../../src/lib/random.ts'
import { migrate, openState } from '../../../src/state/database/connect.ts'
import type { State } from '../../../src/state/database/state.ts'
import { enqueue } from '../../../src/state/messages/outbox.ts'
import { wordsAsContent } from '../../support/outbox.ts'
import { begin } from '../parts/process.ts'
import { type Standing, startSlackServer } from '../parts/slack-server.ts'
import { type Scenario, sized } from '../scenario.ts'

const RELAY = fileURLToPath(new URL('../parts/relay.ts', import.meta.url))
const CHANNELS = Array.from({ length: 20 }, (_, i) => `channel-${i}`)
const LEASE_MS = 1500
const FAULTS = { lost: 0.1, hang: 0.05, failed: 0.1, limited: 0.1, cut: 0.05 }

interface Wanted {
  readonly key: string
  readonly channel: string
  readonly parentKey: string | null
  /** how often it is said anew after the first time */
  readonly edits: number
}

/** Alerts and digests, some in the thread of another, some of them said anew later. */
export const posts: Scenario = {
  name: 'posts',
  about: 'posts over a network that loses, hangs, fails, limits and cuts, by processes that are killed',
  async run({ seed, size, dir, note }) {
    const random = seeded(seed)
    const { count, kills } = sized(size, {
      quick: { count: 120, kills: 3 },
      usual: { count: 1000, kills: 12 },
      full: { count: 10_000, kills: 100 },
    })
    const wanted = messages(random, count)
    const server = await startSlackServer({ random, shares: FAULTS, channels: CHANNELS })
    const url = `sqlite:${join(dir, 'state.sqlite')}`
    const state = await openState(url)
    await migrate(state)
    try {
      for (const one of wanted) await say(state, one, 0)
      const killed = await postUnderKills({ state, url, apiUrl: server.apiUrl, wanted, kills, random, note })
      return {
        figures: { ...figuresOf(wanted, killed), ...server.seen },
        faults: judged(wanted, server.standing),
      }
    } finally {
      await state.close()
      await server.close()
    }
  },
}

/** A row of messages is one in each channel; every fifth row answers the one before it in its thread. */
function messages(random: Random, count: number): Wanted[] {
  const keys = Array.from({ length: count }, (_, i) => `${random.next() < 0.6 ? 'alert' : 'digest'}:${i}`)
  return keys.map((key, i) => ({
    key,
    channel: `#${CHANNELS[i % CHANNELS.length]}`,
    parentKey: Math.floor(i / CHANNELS.length) % 5 === 4 ? (keys[i - CHANNELS.length] ?? null) : null,
    edits: random.next() < 0.3 ? 1 + random.below(3) : 0,
  }))
}

const textOf = (key: string, edit: number) => `${key} as said the ${edit}. time`

function say(state: State, one: Wanted, edit: number): Promise<unknown> {
  const { key, channel, parentKey } = one
  const content = wordsAsContent(textOf(key, edit))
  const said = { key, channel, content, ...(parentKey !== null && { parentKey }) }
  return state.transaction((trx) => enqueue(trx, said, new Date()))
}

/** One process at a time, as on SQLite; each killed after some posts, the last one left to end its work. */
async function postUnderKills(given: {
  readonly state: State
  readonly url: string
  readonly apiUrl: string
  readonly wanted: readonly Wanted[]
  readonly kills: number
  readonly random: Random
  readonly note: (text: string) => void
}): Promise<number> {
  const { state, url, apiUrl, wanted, kills, random, note } = given
  const edits = wanted.flatMap((one) => Array.from({ length: one.edits }, (_, i) => ({ one, edit: i + 1 })))
  const aRun = Math.ceil(edits.length / (kills + 1))
  let killed = 0
  for (let run = 0; run <= kills; run++) {
    const relay = begin(RELAY, [url, apiUrl, '0', String(LEASE_MS)])
    try {
      await relay.said('posting')
      const until = (wanted.length * (run + 1)) / (kills + 1)
      for (const { one, edit } of edits.splice(0, aRun)) await say(state, one, edit)
      while (run < kills && (await postedOnce(state)) < until) await pause(20)
      while (run === kills && (await waiting(state)) > 0) await pause(100)
      await pause(random.next() * 100)
    } finally {
      await relay.kill()
    }
    if (run < kills) killed++
    note(`${killed} kills, ${await waiting(state)} wait`)
  }
  return killed
}

const numberOf = (row: { n?: number | string } | undefined) => Number(row?.n ?? 0)

async function postedOnce({ read }: State): Promise<number> {
  return numberOf(await read('outbox').where('posted_revision', '>', 0).count('* as n').first())
}

async function waiting({ read }: State): Promise<number> {
  const rows = read('outbox').whereRaw('posted_revision < revision').whereNull('dead_at')
  return numberOf(await rows.count('* as n').first())
}

function figuresOf(wanted: readonly Wanted[], kills: number) {
  return {
    messages: wanted.length,
    alerts: wanted.filter(({ key }) => key.startsWith('alert')).length,
    digests: wanted.filter(({ key }) => key.startsWith('digest')).length,
    edited: wanted.filter(({ edits }) => edits > 0).length,
    kills,
  }
}

/** What stands there against what was to be said. */
function judged(wanted: readonly Wanted[], standing: readonly Standing[]): string[] {
  const byKey = groupBy(standing, ({ key }) => key)
  const one = (key: string) => byKey.get(key) ?? []
  const faultIf = (text: string, keys: readonly Wanted[]) =>
    keys.length === 0 ? [] : [`${keys.length} ${text}, such as ${keys[0]?.key}`]
  return [
    ...faultIf(
      'lost',
      wanted.filter(({ key }) => one(key).length === 0),
    ),
    ...faultIf(
      'posted more than once',
      wanted.filter(({ key }) => one(key).length > 1),
    ),
    ...faultIf(
      'not as said last',
      wanted.filter(({ key, edits }) => one(key).some(({ text }) => text !== textOf(key, edits))),
    ),
    ...faultIf(
      'not in the thread they answer',
      wanted.filter(
        ({ key, parentKey }) => (one(key)[0]?.threadTs ?? null) !== (one(parentKey ?? '')[0]?.ts ?? null),
      ),
    ),
  ]
}
