import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Context, Due, Job } from '../src/context.ts'
import { Fault } from '../src/lib/errors.ts'
import { runJob, type Scheduler, startScheduler } from '../src/scheduler.ts'
import { saveSetting, setting } from '../src/state/settings.ts'
import { runs } from '../src/state/slots/slots.ts'
import { freshDatabase, type TestDatabase } from './support/databases.ts'
import { onEachDialect } from './support/dialects.ts'
import { handTurned, jobOf, schedulingContext } from './support/scheduling.ts'
import { soon } from './support/soon.ts'

onEachDialect('the scheduler', (dialect) => {
  let database: TestDatabase
  let now: Date
  let ctx: Context
  const started: Scheduler[] = []
  beforeEach(async () => {
    database = await freshDatabase(dialect)
    now = new Date('2026-11-24T07:00:00Z')
    ctx = schedulingContext(database.state, { now: () => now })
  })
  afterEach(async () => {
    await Promise.all(started.splice(0).map((scheduler) => scheduler.stop()))
    await database.remove()
  })

  const start = (jobs: readonly Job[], rules: Partial<Parameters<typeof startScheduler>[0]> = {}) => {
    const scheduler = handTurned({ jobs, ctx, ...rules })
    started.push(scheduler)
    return scheduler
  }
  const recorded = async () =>
    (await runs(database.state, { limit: 50 })).map((run) => `${run.job} ${run.day} ${run.state}`).reverse()
  /** a job that notes which slots it was given */
  const noting = (given: Partial<Job> = {}) => {
    const seen: Due[] = []
    const job = jobOf({
      ...given,
      async run(_, due) {
        seen.push(due)
        return { text: 'fine' }
      },
    })
    return { seen, job }
  }
  const days = (seen: readonly Due[]) => seen.map(({ day }) => day)

  it('runs a slot once, however often the minute comes', async () => {
    const { seen, job } = noting()
    const { tick } = start([job])
    await tick()
    await tick()
    await soon(async () => expect(await recorded()).toEqual(['job 2026-11-24 done']))
    await tick()
    expect(days(seen)).toEqual(['2026-11-24'])
  })

  it('catches up on every slot, in order, and says which come late', async () => {
    const { seen, job } = noting()
    const { tick } = start([job])
    await soon(() => expect(seen).toHaveLength(1))
    now = new Date('2026-11-27T06:31:00Z')
    await tick()
    await soon(() => expect(seen).toHaveLength(4))
    expect(seen.map(({ day, isLate }) => [day, isLate])).toEqual([
      ['2026-11-24', true],
      ['2026-11-25', true],
      ['2026-11-26', true],
      ['2026-11-27', false],
    ])
  })

  it('runs the latest only, or none, where the job says so', async () => {
    const latest = noting({ name: 'digest', catchUp: 'latest' })
    const none = noting({ name: 'ping', catchUp: 'none' })
    const { tick } = start([latest.job, none.job])
    await soon(() => expect(latest.seen).toHaveLength(1))
    now = new Date('2026-11-27T12:00:00Z')
    await tick()
    await soon(() => expect(days(latest.seen)).toEqual(['2026-11-24', '2026-11-27']))
    expect(none.seen).toEqual([])
    now = new Date('2026-11-28T06:30:30Z')
    await tick()
    await soon(() => expect(days(none.seen)).toEqual(['2026-11-28']))
  })

  it('gives every lane its own slots', async () => {
    const lanes = [
      { lane: '#berlin', schedule: { at: '07:30' } },
      { lane: '#newyork', schedule: { at: '07:30', zone: 'America/New_York' } },
    ]
    const { seen, job } = noting({ schedule: async () => lanes })
    start([job])
    await soon(() => expect(seen).toHaveLength(2))
    expect(seen.map(({ lane, day, at }) => [lane, day, at.toISOString()])).toEqual([
      ['#newyork', '2026-11-23', '2026-11-23T12:30:00.000Z'],
      ['#berlin', '2026-11-24', '2026-11-24T06:30:00.000Z'],
    ])
  })

  it('tries a failed run again after its pause, and gives it up with the error kept', async () => {
    let tries = 0
    const job = jobOf({
      async run() {
        tries++
        throw new Fault('The shop answers HTML.', 'Check its address.')
      },
    })
    const { tick } = start([job], { maxAttempts: 2, retryInMs: () => 30 })
    await soon(async () => expect(await recorded()).toEqual(['job 2026-11-24 retry']))
    await pause(40)
    await tick()
    await soon(async () => expect(await recorded()).toEqual(['job 2026-11-24 dead']))
    expect(tries).toBe(2)
    const [run] = await runs(database.state, { limit: 1 })
    expect(run).toMatchObject({ attempts: 2, error: 'The shop answers HTML. Check its address.' })
  })

  it('keeps the other jobs going when one cannot even be planned', async () => {
    const broken = jobOf({
      name: 'broken',
      schedule: () => Promise.reject(new Error('no lanes')),
      run: async () => ({ text: '' }),
    })
    const { seen, job } = noting()
    start([broken, job])
    await soon(() => expect(seen).toHaveLength(1))
  })

  it('runs a job never beside itself, and no more jobs at once than it may', async () => {
    const [under, most] = [new Set<string>(), { jobs: 0, done: 0 }]
    const busy = (name: string) =>
      jobOf({
        name,
        schedule: { everyMinutes: 60 },
        async run() {
          expect(under.has(name)).toBe(false)
          under.add(name)
          most.jobs = Math.max(most.jobs, under.size)
          // on a machine that is busy with other work the second may be claimed long after the first
          await soon(() => expect(most.jobs).toBeGreaterThan(1))
          under.delete(name)
          most.done++
          return { text: '' }
        },
      })
    const { tick } = start(['a', 'b', 'c'].map(busy), { concurrency: 2 })
    await soon(() => expect(most.done).toBe(3))
    now = new Date('2026-11-24T10:00:00Z')
    await Promise.all([tick(), tick()])
    await soon(() => expect(most.done).toBe(12))
    expect(most.jobs).toBe(2)
  })

  it('keeps the lease of a run that takes longer than it', async () => {
    const slow = jobOf({
      async run(_, due) {
        await pause(400)
        await due.fenced((trx) => saveSetting(trx, 'slow', 'was not overtaken'))
        return { text: '' }
      },
    })
    const rules = { leaseMs: 150 }
    const [one, other] = [start([slow], rules), start([slow], rules)]
    for (let i = 0; i < 8; i++) {
      await Promise.all([one.tick(), other.tick()])
      await pause(50)
    }
    await soon(async () => expect(await recorded()).toEqual(['job 2026-11-24 done']))
    expect(await setting(database.state, 'slow')).toBe('was not overtaken')
    expect((await runs(database.state, { limit: 1 }))[0]?.attempts).toBe(1)
  })

  it('waits at stop for what runs, and begins nothing more', async () => {
    let ended = 0
    const job = jobOf({
      schedule: { everyMinutes: 60 },
      async run() {
        await pause(100)
        ended++
        return { text: '' }
      },
    })
    const scheduler = start([job])
    await soon(() => expect(ended).toBe(1))
    now = new Date('2026-11-24T10:00:00Z')
    await scheduler.tick()
    expect(await scheduler.stop()).toBe(true)
    expect(ended).toBe(2)
    const states = (await runs(database.state, { limit: 9 })).map(({ state }) => state)
    expect(states).toEqual(['due', 'due', 'done', 'done'])
  })

  it('does not wait for ever', async () => {
    let free = () => {}
    const job = jobOf({ run: () => new Promise((resolve) => (free = () => resolve({ text: '' }))) })
    const scheduler = start([job])
    await scheduler.tick()
    expect(await scheduler.stop(20)).toBe(false)
    free()
  })

  it('runs one slot when a person asks, also again, and leaves the schedule alone', async () => {
    const { seen, job } = noting()
    const slot = { at: new Date('2026-11-30T06:30:00Z'), day: '2026-11-30' }
    expect(await runJob(ctx, job, slot)).toEqual([{ text: 'fine' }])
    await runJob(ctx, job, slot)
    start([job])
    await soon(() => expect(days(seen)).toEqual(['2026-11-30', '2026-11-30', '2026-11-24']))
  })

  it.each([
    ['six times, after 1, 2, 4, 8 and 16 minutes', {}, [1, 2, 4, 8, 16]],
    ['as often as asked, at most an hour apart', { maxAttempts: 9 }, [1, 2, 4, 8, 16, 32, 60, 60]],
  ])('tries a run that fails %s, and then gives it up', async (_, rules, minutes) => {
    const job = jobOf({ run: () => Promise.reject(new Error('the disk is full')) })
    const { tick } = start([job], rules)
    const slot = () => database.state.read('job_slot').first('state', 'attempts', 'not_before')
    const pauses: number[] = []
    for (;;) {
      await soon(async () =>
        expect(await slot()).toMatchObject({
          attempts: pauses.length + 1,
          state: expect.stringMatching(/retry|dead/),
        }),
      )
      const { state, not_before: notBefore } = (await slot()) ?? {}
      if (state === 'dead') break
      pauses.push(Math.round((new Date(notBefore).getTime() - Date.now()) / 60_000))
      // the pause is over
      await database.state.write('job_slot').update({ not_before: null })
      await tick()
    }
    expect(pauses).toEqual(minutes)
  })

  it('hands a person the error of the run asked for', async () => {
    const job = jobOf({ run: () => Promise.reject(new Error('no such shop')) })
    const asked = runJob(ctx, job, { at: now, day: '2026-11-24' })
    await expect(asked).rejects.toThrow('no such shop')
    expect(await recorded()).toEqual(['job 2026-11-24 dead'])
  })

  it('ticks by itself', () => {
    const scheduler = startScheduler({ jobs: [], ctx })
    started.push(scheduler)
    return soon(() => expect(scheduler.lastTick()).not.toBeNull())
  })
})
