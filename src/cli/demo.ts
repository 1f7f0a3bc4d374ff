import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { commands } from '../../commands/registry.ts'
import { nightly } from '../../jobs/registry.ts'
import { type App, buildApp } from '../app.ts'
import type { Config } from '../config.ts'
import type { Summary } from '../context.ts'
import { demoFeeds } from '../demo/feeds.ts'
import { DEMO_TODAY, startDemoShop } from '../demo/shop.ts'
import { addDays, type Clock, type Day, dayOf, instantOf, isDay } from '../lib/days.ts'
import { Fault } from '../lib/errors.ts'
import { toPlainText } from '../messages/plain-text.ts'
import { asOf } from '../metrics/as-of.ts'
import { runJob } from '../scheduler.ts'
import { loadMapping } from '../sources/mapping.ts'
import { restSource } from '../sources/rest.ts'
import { loadFolder, mustBeFolder } from './import.ts'
import { untilStopped } from './start.ts'
import { complain, print, progressBars } from './terminal.ts'
import type { Call, Verb } from './verb.ts'

const DEMO_ZONE = 'Europe/Berlin'
const BREAKFAST = 7 * 60 + 30
/** the whole night, its threads and the shop shall fit into a gigabyte */
const ENGINE_MB = 256

export const demo: Verb = {
  name: 'demo',
  usage: 'demo [--headless] [--data <preset> <dir>] [--today 2026-11-24]',
  about: 'Runs everything on a simulated marketplace, or on real files, without any token.',
  options: {
    headless: { type: 'boolean', about: 'print the digest and the alerts as text, then end' },
    data: {
      type: 'string',
      about: 'a preset or mapping file; its folder follows: --data olist ../shared/data/olist',
    },
    today: { type: 'string', about: `the day on which the demo takes place (default: ${DEMO_TODAY})` },
  },
  async run(call) {
    const dataDir = resolve(call.config.dataDir, 'demo')
    rmSync(dataDir, { recursive: true, force: true })
    mkdirSync(dataDir, { recursive: true })
    const preset = call.option('data')
    return preset ? overFiles(call, dataDir, preset) : overTheShop(call, dataDir)
  },
}

async function overTheShop(call: Call, dataDir: string): Promise<number> {
  const today = call.option('today') ?? DEMO_TODAY
  if (!isDay(today)) throw new Fault(`"${today}" is not a day.`, 'Give it as YYYY-MM-DD.')
  const { progress, stop } = progressBars()
  const shop = await startDemoShop({ dir: dataDir, today })
  try {
    const config = demoConfig(call.config, dataDir, {
      name: 'Nordmarkt & Bazario',
      zone: DEMO_ZONE,
      currency: 'EUR',
    })
    const app = await buildApp(config, {
      clock: clockFrom(today, DEMO_ZONE),
      sources: demoFeeds(shop).map(restSource),
      http: { allowPrivate: true },
      progress,
    })
    return await serve(call, app, today, stop)
  } finally {
    await shop.stop()
  }
}

async function overFiles(call: Call, dataDir: string, preset: string): Promise<number> {
  const dir = call.words[0]
  if (!dir) throw new Fault('--data takes a preset and a folder.', `Usage: floorwalker ${demo.usage}`)
  const mapping = loadMapping(preset)
  mustBeFolder(dir)
  const { progress, stop } = progressBars()
  const config = demoConfig(call.config, dataDir, {
    name: mapping.name,
    zone: mapping.zone,
    currency: mapping.currency,
  })
  const time = { today: dayOf(new Date(), mapping.zone) }
  const clock: Clock = { now: () => clockFrom(time.today, mapping.zone).now() }
  const app = await buildApp(config, { clock, shop: mapping, progress })
  try {
    await loadFolder(app, mapping, dir)
    const last = await asOf(app.ctx.lake, time.today)
    if (last === null)
      throw new Fault(
        'No day of sales came out of these files.',
        'See the lines above for where the rows went.',
      )
    time.today = addDays(last.day, 1)
  } catch (error) {
    await app.stop()
    throw error
  }
  return serve(call, app, time.today, stop)
}

async function serve(call: Call, app: App, today: Day, endProgress: () => void): Promise<number> {
  const isHeadless = call.has('headless')
  try {
    const started = isHeadless ? null : await app.start({ schedule: false })
    if (started) complain(started.chat.greeting)
    const said = await aNight(app, today)
    endProgress()
    if (!started) {
      printSaid(said)
      return 0
    }
    await started.chat.postAll()
    print(`Ready. ${started.chat.greeting}`)
    print(`Type ${commands.map(({ name }) => name).join(', ')} there; Ctrl-C ends it.`)
    await untilStopped()
    return 0
  } finally {
    endProgress()
    await app.stop()
  }
}

/** Every nightly job once, for this morning's slot, stage by stage; what they said in the order of the night. */
async function aNight({ ctx }: App, day: Day): Promise<Summary['said'] & object> {
  const at = instantOf(day, BREAKFAST, ctx.config.shop.zone)
  const said = []
  for (const stage of nightly) {
    const summaries = await Promise.all(stage.map((job) => runJob(ctx, job, { at, day })))
    for (const [i, job] of stage.entries())
      for (const summary of summaries[i] ?? []) {
        ctx.log.info({ job: job.name, ...summary.counts }, summary.text)
        said.push(...(summary.said ?? []))
      }
  }
  return said
}

function printSaid(said: NonNullable<Summary['said']>): void {
  for (const { channel, message } of said) {
    print(`\n── ${channel} ${'─'.repeat(Math.max(0, 76 - channel.length))}\n`)
    print(toPlainText(message))
  }
}

/** A quiet log, a folder of its own, no Slack: whatever the environment says. */
function demoConfig(config: Config, dataDir: string, shop: Config['shop']): Config {
  return {
    ...config,
    slack: { mode: 'workspace' },
    dataDir,
    databaseUrl: `sqlite:${join(dataDir, 'state.sqlite')}`,
    sourcesFile: null,
    shop,
    stated: { zone: true, currency: true },
    engine: { ...config.engine, memoryLimitMb: Math.min(config.engine.memoryLimitMb, ENGINE_MB) },
    opsPort: 0,
    logLevel: config.logLevel === 'info' ? 'warn' : config.logLevel,
  }
}

/** Breakfast time of `day`, going on as real time does. */
function clockFrom(day: Day, zone: string): Clock {
  const ahead = instantOf(day, BREAKFAST + 15, zone).getTime() - Date.now()
  return { now: () => new Date(Date.now() + ahead) }
}
