import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openState } from '../../../src/state/database/connect.ts'
import { saveSetting, setting } from '../../../src/state/settings.ts'
import { lastSlot, planSlots, skipBefore } from '../../../src/state/slots/plan.ts'
import {
  type Claim,
  claimSlot,
  claimThis,
  fail,
  fenced,
  finish,
  LostClaim,
  renew,
  runs,
} from '../../../src/state/slots/slots.ts'
import { freshDatabase, type TestDatabase } from '../../support/databases.ts'
import { onEachDialect } from '../../support/dialects.ts'

const slot = (hour: number) => ({ at: new Date(Date.UTC(2026, 10, 24, hour)), day: '2026-11-24' })

onEachDialect('job slots', (dialect) => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await freshDatabase(dialect)
  })
  afterEach(() => database.remove())

  const plan = (...hours: number[]) =>
    database.state.transaction((trx) => planSlots(trx, { job: 'build', lane: '', slots: hours.map(slot) }))
  const claim = (owner = 'a', leaseMs = 60_000) =>
    claimSlot(database.state, { job: 'build', owner, leaseMs, maxAttempts: 3 })
  const claimed = async (owner = 'a', leaseMs = 60_000): Promise<Claim> => {
    const found = await claim(owner, leaseMs)
    if (!found) throw new Error('nothing could be claimed')
    return found
  }
  const end = (held: Claim) => database.state.transaction((trx) => finish(trx, held, 'fine'))
  const failing = (held: Claim, retryInMs: number | null, error = 'broke') =>
    database.state.transaction((trx) => fail(trx, held, { error, retryInMs }))
  const lastOf = (job: string, lane = '', now = slot(23).at) => lastSlot(database.state, { job, lane, now })
  const hoursAndStates = async () =>
    (await runs(database.state, { limit: 9 })).map((run) => [run.at.getUTCHours(), run.state])

  it('are claimed oldest first, once each', async () => {
    await plan(3, 2)
    await plan(2, 3)
    const first = await claimed()
    expect(first).toMatchObject({
      job: 'build',
      lane: '',
      at: slot(2).at,
      day: '2026-11-24',
      fence: 1,
      attempts: 1,
    })
    expect(await claim()).toBeNull()
    expect(await end(first)).toBe(true)
    const second = await claimed()
    expect(second.at).toEqual(slot(3).at)
    await end(second)
    expect(await claim()).toBeNull()
    expect(await hoursAndStates()).toEqual([
      [3, 'done'],
      [2, 'done'],
    ])
  })

  it('go to one of many who ask at once', async () => {
    await plan(1, 2)
    const found = await Promise.all(['a', 'b', 'c', 'd'].map((owner) => claim(owner)))
    expect(found.filter(Boolean)).toHaveLength(1)
  })

  it('are taken over when a lease has run out, and the first holder can write nothing any more', async () => {
    await plan(1)
    const slow = await claimed('slow', 30)
    await pause(60)
    const next = await claimed('next')
    expect(next).toMatchObject({ fence: 2, attempts: 2 })
    const late = fenced(database.state, slow, (trx) => saveSetting(trx, 'effect', 'of the slow one'))
    await expect(late).rejects.toThrow(LostClaim)
    expect(await renew(database.state, slow, 1000)).toBe(false)
    expect(await end(slow)).toBe(false)
    expect(await failing(slow, null)).toBe(false)
    await fenced(database.state, next, (trx) => saveSetting(trx, 'effect', 'of the next one'))
    expect(await end(next)).toBe(true)
    expect(await setting(database.state, 'effect')).toBe('of the next one')
  })

  it('stay with a holder that renews', async () => {
    await plan(1)
    const held = await claimed('a', 1000)
    expect(await renew(database.state, held, 60_000)).toBe(true)
    await pause(1100)
    expect(await claim('b')).toBeNull()
  })

  it('end together with their effect, or neither happens', async () => {
    await plan(1)
    const held = await claimed()
    const half = fenced(database.state, held, async (trx) => {
      await saveSetting(trx, 'effect', 'half')
      await finish(trx, held, 'fine')
      throw new Error('power cut')
    })
    await expect(half).rejects.toThrow('power cut')
    expect(await setting(database.state, 'effect')).toBeNull()
    expect(await hoursAndStates()).toEqual([[1, 'running']])
  })

  it('are tried again after their pause, and let the next slot go first meanwhile', async () => {
    await plan(1, 2)
    await failing(await claimed(), 800)
    const other = await claimed()
    expect(other.at).toEqual(slot(2).at)
    await end(other)
    await pause(850)
    expect(await claimed()).toMatchObject({ at: slot(1).at, attempts: 2, fence: 2 })
  })

  it('are given up with their error kept', async () => {
    await plan(1)
    await failing(await claimed(), null, 'the disk is full')
    expect(await claim()).toBeNull()
    expect(await runs(database.state, { limit: 1 })).toMatchObject([
      { state: 'dead', error: 'the disk is full', attempts: 1 },
    ])
  })

  it('are given up when the process ended each time', async () => {
    await plan(1)
    for (let i = 0; i < 3; i++) {
      await claimed('crashing', 1)
      await pause(10)
    }
    expect(await claim()).toBeNull()
    const [run] = await runs(database.state, { limit: 1 })
    expect(run).toMatchObject({ state: 'dead', attempts: 3, error: 'the process ended each time it ran' })
  })

  it('are skipped when a later one stands for them', async () => {
    await plan(1, 2, 3)
    await database.state.transaction((trx) => skipBefore(trx, { job: 'build', lane: '', at: slot(3).at }))
    expect((await claimed()).at).toEqual(slot(3).at)
    expect(await hoursAndStates()).toEqual([
      [3, 'running'],
      [2, 'skipped'],
      [1, 'skipped'],
    ])
  })

  it('run again when a person asks, unless somebody runs them now', async () => {
    await plan(1)
    const first = await claimed()
    const wanted = { job: 'build', lane: '', ...slot(1), owner: 'person', leaseMs: 60_000 }
    expect(await claimThis(database.state, wanted)).toBe('busy')
    await end(first)
    expect(await claimThis(database.state, wanted)).toMatchObject({ fence: 2, attempts: 1 })
  })

  it('asked for by a person do not move the schedule', async () => {
    await plan(1)
    await claimThis(database.state, { job: 'build', lane: '', ...slot(9), owner: 'person', leaseMs: 1 })
    expect(await lastOf('build')).toEqual(slot(1).at)
    expect(await lastOf('build', 'other lane')).toBeNull()
  })

  it('of a clock that was ahead are no last ones, and wait for their time', async () => {
    await plan(3, 20)
    expect(await lastOf('build', '', slot(5).at)).toEqual(slot(3).at)
    const due = { job: 'build', owner: 'a', leaseMs: 60_000, maxAttempts: 3, dueBy: slot(5).at }
    const first = await claimSlot(database.state, due)
    expect(first?.at).toEqual(slot(3).at)
    if (first) await end(first)
    expect(await claimSlot(database.state, due)).toBeNull()
    expect((await claimSlot(database.state, { ...due, dueBy: slot(20).at }))?.at).toEqual(slot(20).at)
  })

  it.each([7, 40, 365])('claimed by a clock that was %i days ahead are taken over', async (daysAhead) => {
    await plan(3)
    const ahead = daysAhead * 86_400_000
    await claimed('ahead', ahead)
    expect(await claim()).toMatchObject({ fence: 2 })
  })

  it('are planned by the thousand', async () => {
    const many = Array.from({ length: 3000 }, (_, i) => ({ at: new Date(i * 60_000), day: '1970-01-01' }))
    await database.state.transaction((trx) => planSlots(trx, { job: 'tick', lane: '', slots: many }))
    expect(await lastOf('tick')).toEqual(new Date(2999 * 60_000))
  })

  // SQLite has one writer at a time, whose pause is the pause of all
  if (dialect === 'postgres')
    it('are not kept from others by a process that was paused in the midst of a transaction', async () => {
      await plan(1)
      const other = await openState(database.url)
      const paused = other.transaction(async (trx) => {
        await trx.raw('select pg_advisory_xact_lock(hashtext(?))', ['build'])
        // as long as a paused process says nothing
        await pause(12_000)
        await saveSetting(trx, 'said too late', 'yes')
      })
      const isLost = expect(paused).rejects.toThrow()
      await pause(100)
      expect(await claimed()).toMatchObject({ fence: 1 })
      await isLost
      expect(await setting(database.state, 'said too late')).toBeNull()
      await other.close()
    }, 30_000)
})
