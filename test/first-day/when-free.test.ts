import { afterEach, beforeEach, expect, it } from 'vitest'
import { runWhenFree } from '../../src/first-day/when-free.ts'
import { claimThis } from '../../src/state/slots/slots.ts'
import { freshDatabase, type TestDatabase } from '../support/databases.ts'
import { jobOf, schedulingContext } from '../support/scheduling.ts'

const SLOT = { at: new Date('2026-11-24T06:30:00Z'), day: '2026-11-24' }
let database: TestDatabase
beforeEach(async () => {
  database = await freshDatabase('sqlite')
})
afterEach(() => database.remove())

const held = (leaseMs: number) =>
  claimThis(database.state, { job: 'job', lane: '', ...SLOT, owner: 'a process that was killed', leaseMs })
const job = jobOf({ run: async () => ({ text: 'done' }) })
const context = () => schedulingContext(database.state, { now: () => SLOT.at })

it('a step that a killed process held is run once its claim has run out, not passed over', async () => {
  await held(150)
  expect(await runWhenFree(context(), job, SLOT, { everyMs: 20, withinMs: 5000 })).toEqual([{ text: 'done' }])
})

it('a step that another process goes on with is said to be running', async () => {
  await held(60_000)
  const run = runWhenFree(context(), job, SLOT, { everyMs: 10, withinMs: 30 })
  await expect(run).rejects.toThrow('The job job is running for this slot.')
})

it('what fails for another reason fails at once', async () => {
  let runs = 0
  const failing = jobOf({
    run: async () => {
      runs++
      throw new Error('no data')
    },
  })
  await expect(runWhenFree(context(), failing, SLOT)).rejects.toThrow('no data')
  expect(runs).toBe(1)
})
