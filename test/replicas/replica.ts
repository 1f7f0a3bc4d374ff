import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import { build } from '../../jobs/build.ts'
import { watch } from '../../jobs/watch.ts'
import { buildApp } from '../../src/app.ts'
import { readConfig } from '../../src/config/config.ts'
import type { Job } from '../../src/context.ts'
import { messageOf } from '../../src/lib/errors.ts'
import { runJob, startScheduler } from '../../src/scheduler.ts'
import { record } from '../../src/state/audit.ts'
import { jobOf } from '../support/scheduling.ts'
import { AT, COUNTED, FEED, SLOW, slots, WATCH_SLOTS } from './plan.ts'

/**
 * One of several replicas: the app over its environment, with lease, heartbeat and hand as they are by default. Tells on
 * its output what it does; `watch <n>` on its input runs that slot, `orders` counts, `stop` ends it.
 */
const tell = (line: string) => process.stdout.write(`${line}\n`)
const config = readConfig(process.env)
if (config.kind === 'faults') throw new Error(JSON.stringify(config.faults))
const app = await buildApp(config.config, {
  clock: { now: () => AT },
  sources: [FEED],
  log: pino({ level: 'fatal' }),
})
const { ctx } = app
const me = String(process.pid)

const counted = jobOf({
  name: COUNTED,
  // the test writes its slots down
  schedule: async () => [],
  async run(_, due) {
    await pause(20)
    await due.fenced((trx) => record(trx, { who: me, did: COUNTED, what: due.at.toISOString(), at: AT }))
    return { text: me }
  },
})
const slow = jobOf({
  name: SLOW,
  schedule: { everyMinutes: 24 * 60 },
  async run(_, due) {
    tell('claimed')
    await pause(1500)
    try {
      await due.fenced((trx) => record(trx, { who: me, did: SLOW, what: due.at.toISOString(), at: AT }))
      tell('written')
    } catch (error) {
      tell(`refused: ${messageOf(error)}`)
      throw error
    }
    return { text: me }
  },
})
const planned: readonly Job[] = [counted, slow, { ...build, schedule: { everyMinutes: 24 * 60 } }]

await app.start({ schedule: false })
const scheduler = startScheduler({ jobs: planned, ctx })
tell('started')
for await (const line of createInterface({ input: process.stdin })) {
  const [word, n = ''] = line.split(' ')
  if (word === 'stop') break
  if (word === 'watch') {
    const slot = slots(WATCH_SLOTS, 30)[Number(n)]
    if (!slot) throw new Error(`no slot ${n}`)
    const [summary] = await runJob(ctx, watch, slot)
    tell(`watched ${summary?.counts?.opened} opened ${summary?.counts?.kept} kept`)
  }
  if (word === 'orders') {
    const [found] = await ctx.lake.query<{ orders: number }>('select count(*) as orders from mart_orders')
    tell(`orders ${found?.orders}`)
  }
}
await scheduler.stop()
await app.stop()
process.exit(0)
