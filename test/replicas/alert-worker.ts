import { setTimeout as pause } from 'node:timers/promises'
import { oncall } from '../../jobs/oncall.ts'
import { voiceOf } from '../../jobs/watch.ts'
import { followUp } from '../../src/alerts/lifecycle.ts'
import type { Context, Due, Job } from '../../src/context.ts'
import { startScheduler } from '../../src/scheduler.ts'
import { openState } from '../../src/state/database/connect.ts'
import { COLLAPSE } from '../alerts/incidents.ts'
import { jobOf, schedulingContext } from '../support/scheduling.ts'
import { KILL, LIFE } from './alert-plan.ts'

/**
 * One of several replicas: `<database url> <alerts file> <lease in ms>`. Runs the job of on call and a watch that finds one
 * incident until it is over. Where the setting KILL names a slot and a point of it, it tells so and waits to be killed.
 */
const [url = '', alertsFile = '', lease = ''] = process.argv.slice(2)
const state = await openState(url)
const NOW = LIFE.at(-1)?.at ?? new Date(0)
const base = schedulingContext(state, { now: () => NOW })
const ctx: Context = { ...base, config: { ...base.config, alertsFile } }

/** Committed at once, whatever becomes of the run: the next replica is not to be killed as well. */
async function dieAt(point: string, due: Due): Promise<void> {
  const value = `${due.at.toISOString()} ${point}`
  const taken = await state.transaction((trx) => trx('setting').where({ name: KILL, value }).delete())
  if (taken === 0) return
  process.stdout.write('kill me\n')
  await pause(60_000)
}

function mortal(job: Job): Job {
  return {
    ...job,
    // the test writes its slots down
    schedule: async () => [],
    catchUp: 'all',
    async run(given, due) {
      await dieAt('claimed', due)
      const fenced: Due['fenced'] = (work) =>
        due.fenced(async (trx) => {
          const done = await work(trx)
          await dieAt('written', due)
          return done
        })
      const summary = await job.run(given, { ...due, fenced })
      await dieAt('committed', due)
      return summary
    },
  }
}

const watching = jobOf({
  name: 'watching',
  async run(given, due) {
    const voice = await voiceOf(given)
    const found = due.at < NOW ? [COLLAPSE] : []
    const asked = { found, notEvaluated: new Set<string>(), min: { change: 0.05, stakeCents: 0 }, at: due.at }
    await due.fenced((trx) => followUp(trx, asked, voice))
    return { text: 'watched' }
  },
})

startScheduler({
  jobs: [mortal(oncall), mortal(watching)],
  ctx,
  leaseMs: Number(lease),
  maxAttempts: 1000,
  ticker(tick) {
    const timer = setInterval(() => void tick(), 50)
    return { stop: () => clearInterval(timer) }
  },
})
process.stdout.write('started\n')
