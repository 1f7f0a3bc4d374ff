import { setTimeout as pause } from 'node:timers/promises'
import { messageOf } from '../../src/lib/errors.ts'
import { startScheduler } from '../../src/scheduler.ts'
import { openState } from '../../src/state/database/connect.ts'
import { saveSetting } from '../../src/state/settings.ts'
import { jobOf, schedulingContext } from '../support/scheduling.ts'

/** A process to be stopped between claim and effect: `<database url> <lease in ms>`. Tells both on its output. */
const [url = '', lease = ''] = process.argv.slice(2)
const state = await openState(url)
let over = () => {}
const ended = new Promise<void>((resolve) => {
  over = resolve
})
const job = jobOf({
  name: 'paused',
  schedule: { everyMinutes: 1 },
  async run(_, due) {
    process.stdout.write('claimed\n')
    // longer than a busy machine takes to stop it; it passes while the process is stopped
    await pause(2500)
    try {
      await due.fenced((trx) => saveSetting(trx, 'effect', 'of the one that was paused'))
    } catch (error) {
      process.stdout.write(`${messageOf(error)}\n`)
      throw error
    } finally {
      over()
    }
    return { text: 'written' }
  },
})
const scheduler = startScheduler({
  jobs: [job],
  ctx: schedulingContext(state, { now: () => new Date('2026-11-24T00:00:00Z') }),
  leaseMs: Number(lease),
  ticker: () => ({ stop: () => {} }),
})
await ended
await scheduler.stop()
await state.close()
