import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Scheduler } from '../src/scheduler.ts'
import { runs } from '../src/state/slots/slots.ts'
import { freshDatabase, type TestDatabase } from './support/databases.ts'
import { onEachDialect } from './support/dialects.ts'
import { handTurned, jobOf, schedulingContext } from './support/scheduling.ts'
import { soon } from './support/soon.ts'

onEachDialect('a clock that was ahead', (dialect) => {
  let database: TestDatabase
  let scheduler: Scheduler | undefined
  beforeEach(async () => {
    database = await freshDatabase(dialect)
  })
  afterEach(async () => {
    await scheduler?.stop()
    await database.remove()
  })

  it.each(['all', 'latest', 'none'] as const)('holds no job back: %s', async (catchUp) => {
    let now = new Date('2027-11-29T07:30:00Z')
    const seen: string[] = []
    const job = jobOf({
      catchUp,
      schedule: { everyMinutes: 30 },
      async run(_, { day }) {
        seen.push(day)
        return { text: 'fine' }
      },
    })
    const turned = handTurned({ jobs: [job], ctx: schedulingContext(database.state, { now: () => now }) })
    scheduler = turned
    await turned.tick()
    await soon(async () => expect((await runs(database.state, { limit: 1 }))[0]?.state).toBe('done'))
    now = new Date('2026-11-29T08:00:00Z')
    await turned.tick()
    await soon(() => expect(seen).toEqual(['2027-11-29', '2026-11-29']))
  })
})
