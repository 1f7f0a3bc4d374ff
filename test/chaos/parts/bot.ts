import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import { jobs } from '../../../jobs/registry.ts'
import { buildApp } from '../../../src/app.ts'
import { readConfig } from '../../../src/config/config.ts'
import type { Job } from '../../../src/context.ts'
import { dataGate } from '../../../src/first-day/empty-shop.ts'
import { firstDay } from '../../../src/first-day/first-day.ts'
import { startScheduler } from '../../../src/scheduler.ts'
import { restSource } from '../../../src/sources/rest/rest-source.ts'
import { shopFeeds } from './shop.ts'

/**
 * Every job of the bot in a process to be killed: `<the shop's address> <file with the time> [lease in ms]`, its settings
 * from the environment. Tells on its output what begins and ends, and the time of each look at the schedule.
 */
const [shopUrl = '', clockFile = '', leaseMs = '2000'] = process.argv.slice(2)
const tell = (line: string) => process.stdout.write(`${line}\n`)
const read = readConfig(process.env)
if (read.kind === 'faults') throw new Error(JSON.stringify(read.faults))
const clock = { now: () => new Date(readFileSync(clockFile, 'utf8')) }
const app = await buildApp(read.config, {
  clock,
  sources: shopFeeds(shopUrl).map(restSource),
  log: pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
  // what waits between two tries is no part of what is shown
  http: { allowPrivate: true, sleep: (ms, signal) => pause(Math.min(ms, 20), undefined, { signal }) },
})
const { ctx } = app
const letGo = await ctx.state.beOnlyBot()

const told = (job: Job): Job => ({
  ...job,
  async run(...given) {
    tell(`begin ${job.name}`)
    const summary = await job.run(...given)
    tell(`end ${job.name}`)
    return summary
  },
})
const first = told(firstDay)
const scheduler = startScheduler({
  jobs: [first, ...jobs.map(told)],
  ctx,
  mayPlan: dataGate(ctx, first),
  leaseMs: Number(leaseMs),
  maxAttempts: 1000,
  retryInMs: () => 300,
  ticker(tick) {
    let isOver = false
    void (async () => {
      while (!isOver) {
        const at = clock.now().toISOString()
        await tick()
        tell(`looked ${at}`)
        await pause(100)
      }
    })()
    return {
      stop: () => {
        isOver = true
      },
    }
  },
})
process.once('SIGTERM', async () => {
  await scheduler.stop()
  await letGo()
  await app.ctx.lake.close()
  await app.ctx.state.close()
  process.exit(0)
})
