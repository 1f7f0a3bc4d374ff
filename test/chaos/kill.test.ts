import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { audited } from '../../src/state/audit.ts'
import { saveSetting, setting } from '../../src/state/settings.ts'
import { planSlots } from '../../src/state/slots/plan.ts'
import { claimSlot, fenced, finish, runs } from '../../src/state/slots/slots.ts'
import { freshDatabase, type TestDatabase } from '../support/databases.ts'
import { onEachDialect } from '../support/dialects.ts'
import { allPosted } from '../support/outbox.ts'
import { COUNTED, slots, WATCHED } from './plan.ts'

/** As many as fit the time on this machine: each at another moment, and on three databases. */
const KILLS = { least: 4, most: 8, withinMs: 5_000 }
const RUN = fileURLToPath(new URL('../support/run.js', import.meta.url))
const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url))
const PAUSED = fileURLToPath(new URL('./paused.ts', import.meta.url))

onEachDialect('processes', (dialect) => {
  let database: TestDatabase
  const children: ChildProcess[] = []
  beforeEach(async () => {
    database = await freshDatabase(dialect)
  })
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
    await database.remove()
  })

  function begin(script: string, leaseMs: number, slots = 0) {
    const child = spawn(process.execPath, [RUN, script, database.url, String(leaseMs), String(slots)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    children.push(child)
    let said = ''
    child.stdout.on('data', (text) => {
      said += text
    })
    const ended = once(child, 'exit')
    return {
      child,
      ended: async () => {
        const [code, signal] = await ended
        return signal ?? code
      },
      said: async (word: string) => {
        while (!said.includes(word)) await pause(5)
      },
    }
  }

  const plan = (count: number) =>
    database.state.transaction(async (trx) => {
      await planSlots(trx, { job: COUNTED, lane: '', slots: slots(count) })
      await planSlots(trx, { job: WATCHED, lane: '', slots: slots(count) })
    })

  async function expectEachSlotOnce(count: number) {
    const wanted = [COUNTED, WATCHED]
      .flatMap((job) => slots(count).map(({ at }) => `${job} ${at.toISOString()}`))
      .sort()
    const effects = await audited(database.state, { limit: 10 * count })
    expect(effects.map(({ did, what }) => `${did} ${what}`).sort()).toEqual(wanted)
    const rows = await allPosted(database.state)
    expect(rows.map(({ key }) => key).sort()).toEqual(wanted)
    expect(rows.filter(({ revision }) => revision !== 1)).toEqual([])
    const all = await runs(database.state, { limit: 10 * count })
    expect(all.filter(({ state }) => state !== 'done')).toEqual([])
    return { effects, all }
  }

  it('killed again and again, have each effect once in the end', async () => {
    await plan(120)
    const until = Date.now() + KILLS.withinMs
    for (let i = 0; i < KILLS.least || (i < KILLS.most && Date.now() < until); i++) {
      const victim = begin(WORKER, 300, 120)
      await victim.said('working')
      await pause(Math.random() * 250)
      victim.child.kill('SIGKILL')
      expect(await victim.ended()).toBe('SIGKILL')
    }
    expect(await begin(WORKER, 300, 120).ended()).toBe(0)
    const { all } = await expectEachSlotOnce(120)
    expect(all.filter(({ attempts }) => attempts > 1).length).toBeGreaterThan(0)
  })

  it('side by side, share the slots and run each once', async () => {
    await plan(40)
    const pair = [begin(WORKER, 5000, 40), begin(WORKER, 5000, 40)]
    expect(await Promise.all(pair.map(({ ended }) => ended()))).toEqual([0, 0])
    const { effects, all } = await expectEachSlotOnce(40)
    expect(new Set(effects.map(({ who }) => who)).size).toBe(2)
    expect(all.filter(({ attempts }) => attempts !== 1)).toEqual([])
  })

  it('paused past the lease and overtaken, write nothing when they wake', async () => {
    const paused = begin(PAUSED, 4000)
    await paused.said('claimed')
    paused.child.kill('SIGSTOP')
    const wanted = { job: 'paused', owner: 'test', leaseMs: 60_000, maxAttempts: 3 }
    expect(await claimSlot(database.state, wanted)).toBeNull()
    await pause(4100)
    const claim = await claimSlot(database.state, wanted)
    if (!claim) throw new Error('the lease of the paused process has not run out')
    await fenced(database.state, claim, async (trx) => {
      await saveSetting(trx, 'effect', 'of the one that took over')
      await finish(trx, claim, 'taken over')
    })
    paused.child.kill('SIGCONT')
    await paused.said('has been taken over by another process')
    expect(await paused.ended()).toBe(0)
    expect(await setting(database.state, 'effect')).toBe('of the one that took over')
    expect(await runs(database.state, { limit: 1 })).toMatchObject([{ state: 'done', summary: 'taken over' }])
  })
})
