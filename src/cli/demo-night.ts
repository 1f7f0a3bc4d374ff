import { commands } from '../../commands/registry.ts'
import { collect } from '../../jobs/collect.ts'
import { nightly } from '../../jobs/registry.ts'
import { type App, buildApp } from '../app.ts'
import { type Config, storesIn } from '../config.ts'
import type { Summary } from '../context.ts'
import { demoFeeds } from '../demo/serving/feeds.ts'
import type { DemoShop } from '../demo/serving/shop.ts'
import { addDays, type Clock, type Day, dayOf, instantOf } from '../lib/days.ts'
import { Fault } from '../lib/errors.ts'
import { toPlainText } from '../messages/plain-text.ts'
import { asOf } from '../metrics/read/as-of.ts'
import { runJob } from '../scheduler.ts'
import { loadMapping } from '../sources/files/mapping.ts'
import { restSource } from '../sources/rest/rest-source.ts'
import { loadFolder, mustBeFolder } from './import.ts'
import { untilStopped } from './start.ts'
import { complain, print, progressBars } from './terminal.ts'
import type { Call } from './verb.ts'

const DEMO_ZONE = 'Europe/Berlin'
const BREAKFAST = 7 * 60 + 30
/** the whole night, its threads and the shop shall fit into a gigabyte */
const ENGINE_MB = 256

/** The simulated marketplace, which may still be starting. */
export async function overTheShop(call: Call, dataDir: string, starting: Promise<DemoShop>): Promise<number> {
  const { progress, stop } = progressBars()
  const shop = await starting
  const { today } = shop
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
    // what the shop had is collected once: its memory is then free for the night
    return await serve(call, app, { today, endProgress: stop, onCollected: () => shop.stop() })
  } finally {
    await shop.stop()
  }
}

/** Files of somebody, by a preset or a mapping. */
export async function overFiles(
  call: Call,
  dataDir: string,
  { preset, dir }: { readonly preset: string; readonly dir: string },
): Promise<number> {
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
  return serve(call, app, { today: time.today, endProgress: stop })
}

interface Night {
  readonly today: Day
  readonly endProgress: () => void
  readonly onCollected?: () => Promise<void>
}

async function serve(call: Call, app: App, { today, endProgress, onCollected }: Night): Promise<number> {
  const isHeadless = call.has('headless')
  try {
    const started = isHeadless ? null : await app.start({ schedule: false })
    if (started) complain(started.chat.greeting)
    const said = await aNight(app, today, onCollected)
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
async function aNight(
  { ctx }: App,
  day: Day,
  onCollected: Night['onCollected'],
): Promise<Summary['said'] & object> {
  const at = instantOf(day, BREAKFAST, ctx.config.shop.zone)
  const said = []
  for (const stage of nightly) {
    const summaries = await Promise.all(stage.map((job) => runJob(ctx, job, { at, day })))
    for (const [i, job] of stage.entries())
      for (const summary of summaries[i] ?? []) {
        ctx.log.info({ job: job.name, ...summary.counts }, summary.text)
        said.push(...(summary.said ?? []))
      }
    if (stage.includes(collect)) await onCollected?.()
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
    ...storesIn(dataDir),
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
