import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { seeded } from '../../../src/lib/random.ts'
import { startScheduler } from '../../../src/scheduler.ts'
import { migrate, openState } from '../../../src/state/database/connect.ts'
import { planSlots } from '../../../src/state/slots/plan.ts'
import { runs } from '../../../src/state/slots/slots.ts'
import { jobOf, schedulingContext } from '../../support/scheduling.ts'
import { type Scenario, sized } from '../scenario.ts'

const SLOTS = 40

/** Somebody else holds SQLite's lock, longer than it is waited for: jobs fail or wait, and each is done once afterwards. */
export const sqliteLocked: Scenario = {
  name: 'sqlite-locked',
  about: 'another program holds the lock of SQLite for longer than it is waited for',
  async run({ seed, size, dir }) {
    const random = seeded(seed)
    const locks = sized(size, { quick: [6000], usual: [6000, 15_000], full: [6000, 15_000, 60_000] })
    const url = `sqlite:${join(dir, 'state.sqlite')}`
    const state = await openState(url)
    await migrate(state)
    const now = new Date('2026-11-24T12:00:00Z')
    const slots = Array.from({ length: SLOTS }, (_, i) => ({
      at: new Date(now.getTime() - i * 60_000),
      day: '2026-11-24',
    }))
    await state.transaction((trx) => planSlots(trx, { job: 'counted', lane: '', slots, isManual: true }))
    const effects: string[] = []
    const job = jobOf({
      name: 'counted',
      schedule: async () => [],
      async run(_, due) {
        await due.fenced(async (trx) => {
          await trx('audit').insert({
            who: 'chaos',
            did: 'counted',
            what: due.at.toISOString(),
            at: now.toISOString(),
          })
        })
        effects.push(due.at.toISOString())
        await pause(random.next() * 50)
        return { text: 'done' }
      },
    })
    const scheduler = startScheduler({
      jobs: [job],
      ctx: schedulingContext(state, { now: () => now }),
      leaseMs: 2000,
      maxAttempts: 1000,
      retryInMs: () => 100,
      ticker: (tick) => {
        const timer = setInterval(() => void tick(), 100)
        return { stop: () => clearInterval(timer) }
      },
    })
    const other = await openState(url)
    try {
      for (const ms of locks)
        await other.transaction(async () => {
          await pause(ms)
        })
      const done = async () =>
        (await runs(state, { limit: 1000 })).filter((run) => run.state === 'done').length
      for (const until = Date.now() + 60_000; (await done()) < SLOTS && Date.now() < until; ) await pause(50)
      const kept = await state.read('audit').where({ did: 'counted' })
      const once = new Set(kept.map(({ what }) => what)).size
      return {
        figures: {
          'locked for, in s': locks.map((ms) => ms / 1000).join(' + '),
          slots: SLOTS,
          effects: kept.length,
        },
        faults: [
          ...((await done()) < SLOTS
            ? [`${await done()} of ${SLOTS} slots done a minute after the lock`]
            : []),
          ...(once < SLOTS ? [`${SLOTS - once} without an effect`] : []),
        ],
      }
    } finally {
      await scheduler.stop()
      await other.close()
      await state.close()
    }
  },
}
