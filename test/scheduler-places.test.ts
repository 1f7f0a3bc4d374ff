import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Job } from '../src/context.ts'
import { freshDatabase, type TestDatabase } from './support/databases.ts'
import { handTurned, jobOf, schedulingContext } from './support/scheduling.ts'
import { soon } from './support/soon.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await freshDatabase('sqlite')
})
afterAll(() => database.remove())

it('what goes on now runs beside two long runs, and no third long one', async () => {
  let letGo = () => {}
  const night = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const ran: string[] = []
  const job = (name: string, rest: Partial<Job> = {}) =>
    jobOf({
      name,
      async run() {
        ran.push(name)
        if (!rest.isPrompt) await night
        return { text: '' }
      },
      ...rest,
    })
  const jobs = [job('a'), job('b'), job('third'), job('prompt', { isPrompt: true })]
  const ctx = schedulingContext(database.state, { now: () => new Date('2026-11-24T07:00:00Z') })
  const scheduler = handTurned({ jobs, ctx, concurrency: 2 })
  await scheduler.tick()
  await soon(() => expect(ran).toEqual(['a', 'b', 'prompt']))
  letGo()
  await soon(() => expect(ran).toContain('third'))
  await scheduler.stop()
})
