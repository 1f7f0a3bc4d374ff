import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RAW_TABLE_NAMES } from '../../src/lake/contract/schema.ts'
import { openLake } from '../../src/lake/open.ts'
import { sumOf } from '../../src/lib/sum.ts'
import { audited } from '../../src/state/audit.ts'
import { manifestOf } from '../../src/state/lake/manifest.ts'
import { planSlots } from '../../src/state/slots/plan.ts'
import { runs } from '../../src/state/slots/slots.ts'
import { saveSourceState } from '../../src/state/sources/cursors.ts'
import { order, rows } from '../lake/shop.ts'
import { startServer, TOKEN } from '../slack/workspace.ts'
import { freshDatabase, HAS_POSTGRES, type TestDatabase } from '../support/databases.ts'
import { AT, COUNTED, FEED, SLOW, slots, WATCH_SLOTS } from './plan.ts'

const RUN = fileURLToPath(new URL('../support/run.js', import.meta.url))
const REPLICA = fileURLToPath(new URL('./replica.ts', import.meta.url))
const SLOTS = 60
const KEY = 'a key that all replicas share'

if (!HAS_POSTGRES) console.log('replicas: skipped, for TEST_DATABASE_URL names no PostgreSQL')

describe.runIf(HAS_POSTGRES)('three replicas on one PostgreSQL and one lake', () => {
  let database: TestDatabase
  let slack: Awaited<ReturnType<typeof startServer>>
  let dir: string
  let replicas: ReturnType<typeof begin>[] = []

  function begin(name: string) {
    const child: ChildProcess = spawn(process.execPath, [RUN, REPLICA], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: database.url,
        DATA_DIR: join(dir, name),
        LAKE_DIR: join(dir, 'lake'),
        SPILL_DIR: join(dir, name, 'spill'),
        SHOPPER_KEY: KEY,
        SHOP_ZONE: 'Europe/Berlin',
        SLACK_BOT_TOKEN: TOKEN,
        SLACK_SIGNING_SECRET: 'a-signing-secret',
        SLACK_API_URL: slack.apiUrl,
        ALERT_CHANNEL: '#general',
        PORT: '0',
        OPS_PORT: '0',
        MEMORY_LIMIT_MB: '128',
        THREADS: '1',
      },
    })
    let said = ''
    child.stdout?.on('data', (text) => {
      said += text
    })
    return {
      pid: String(child.pid),
      child,
      has: (word: string) => said.includes(word),
      ask: (line: string) => child.stdin?.write(`${line}\n`),
      said: async (word: string) => {
        while (!said.includes(word)) {
          if (child.exitCode !== null)
            throw new Error(`replica ${name} ended without saying ${word}: ${said}`)
          await pause(10)
        }
        return said
      },
    }
  }

  const first = async (word: string, among: typeof replicas) => {
    for (;;) {
      const found = among.find((one) => one.has(word))
      if (found) return found
      await pause(5)
    }
  }

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'replicas-'))
    database = await freshDatabase('postgres')
    slack = await startServer()
    const lake = await openLake({
      dir: join(dir, 'lake'),
      zone: 'Europe/Berlin',
      currency: 'EUR',
      manifest: manifestOf(database.state, RAW_TABLE_NAMES),
      memoryLimitMb: 128,
      threads: 1,
      shopperKey: KEY,
      clock: { now: () => AT },
    })
    await lake.ingest(
      rows(
        'orders',
        ['1', '2', '3'].map((id) => order(id, '2026-11-20 10:00:00')),
      ),
    )
    await lake.close()
    const failed = { cursor: null, lastRowAt: AT, lastSuccessAt: AT, rows: 0, refused: 0 }
    await database.state.transaction(async (trx) => {
      await saveSourceState(trx, { ...failed, source: FEED.name, error: 'bazario answered HTML' })
      await planSlots(trx, { job: SLOW, lane: '', slots: slots(1, 1) })
      await planSlots(trx, { job: 'build', lane: '', slots: slots(1, 1) })
    })
    replicas = ['a', 'b', 'c'].map(begin)
  }, 120_000)
  afterAll(async () => {
    for (const { child } of replicas) child.kill('SIGKILL')
    await slack.close()
    await database.remove()
    await rm(dir, { recursive: true, force: true })
  })

  it('one paused past its lease is taken over within 60 s by default, and refused when it wakes', async () => {
    const paused = await first('claimed', replicas)
    paused.child.kill('SIGSTOP')
    const from = performance.now()
    const others = replicas.filter((one) => one !== paused)
    const other = await first('claimed', others)
    const seconds = (performance.now() - from) / 1000
    console.log(`the slot of a paused replica was taken over after ${seconds.toFixed(1)} s, bar 60 s`)
    expect(seconds).toBeLessThan(60)
    await other.said('written')
    paused.child.kill('SIGCONT')
    await paused.said('has been taken over by another process')
    expect(paused.has('written')).toBe(false)
    const effects = await audited(database.state, { limit: 10 * SLOTS })
    expect(effects.filter(({ did }) => did === SLOW).map(({ who }) => who)).toEqual([other.pid])
  }, 120_000)

  it('every slot runs once', async () => {
    await Promise.all(replicas.map((one) => one.said('started')))
    // what a schedule does not name is taken back at a tick, but for what a person has asked for
    await database.state.transaction((trx) =>
      planSlots(trx, { job: COUNTED, lane: '', slots: slots(SLOTS, 1), isManual: true }),
    )
    const isDone = async () =>
      (await runs(database.state, { limit: 10 * SLOTS, job: COUNTED })).every(({ state }) => state === 'done')
    while (!(await isDone())) await pause(100)
    const effects = (await audited(database.state, { limit: 10 * SLOTS })).filter(
      ({ did }) => did === COUNTED,
    )
    const wanted = slots(SLOTS, 1).map(({ at }) => at.toISOString())
    expect(effects.map(({ what }) => what).sort()).toEqual(wanted)
    const all = await runs(database.state, { limit: 10 * SLOTS, job: COUNTED })
    expect(all.filter(({ attempts }) => attempts !== 1)).toEqual([])
  }, 60_000)

  it('what one has built all read', async () => {
    const built = async () =>
      (await runs(database.state, { limit: 1, job: 'build' })).some(({ state }) => state === 'done')
    while (!(await built())) await pause(100)
    for (const one of replicas) one.ask('orders')
    for (const one of replicas) expect(await one.said('orders ')).toContain('orders 3')
  }, 60_000)

  it('an incident that all find at once is one message', async () => {
    for (const [i, one] of replicas.entries()) one.ask(`watch ${i}`)
    const said = await Promise.all(replicas.map((one) => one.said('watched ')))
    const found = said.map((text) => /watched (\d) opened (\d) kept/.exec(text)?.slice(1).map(Number))
    expect(found.map((counts) => (counts?.[0] ?? 0) + (counts?.[1] ?? 0))).toEqual([1, 1, 1])
    expect(sumOf(found, (counts) => counts?.[0] ?? 0)).toBe(1)
    const alerts = async () =>
      (await slack.history()).filter(({ metadata }) => metadata?.event_payload.key.startsWith('alert:'))
    while ((await alerts()).length === 0) await pause(50)
    // as long as a relay may take for a second one
    await pause(3000)
    expect((await alerts()).map(({ text }) => text.split(' on ')[0])).toEqual(['Data incident'])
    expect(WATCH_SLOTS).toBe(replicas.length)
  }, 60_000)
})
