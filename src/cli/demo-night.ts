import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commands } from '../../commands/registry.ts'
import { collect } from '../../jobs/collect.ts'
import { nightly } from '../../jobs/registry.ts'
import { type App, buildApp } from '../app.ts'
import type { Chat } from '../chat.ts'
import type { Progress, Summary } from '../context.ts'
import { demoFeeds } from '../demo/serving/feeds.ts'
import type { DemoShop } from '../demo/serving/shop.ts'
import { sinksFileOf } from '../demo/serving/sinks-file.ts'
import { DEMO_TOKEN } from '../demo/serving/sources-file.ts'
import { asOf } from '../facts/wholeness/as-of.ts'
import { addDays, type Clock, type Day, dayOf, instantOf } from '../lib/days.ts'
import { Fault } from '../lib/errors.ts'
import { toPlainText } from '../messages/plain-text.ts'
import { runJob } from '../scheduler.ts'
import { loadMapping } from '../sources/files/mapping.ts'
import { restSource } from '../sources/rest/rest-source.ts'
import { loadFolder, mustBeFolder } from './import.ts'
import {
  BREAKFAST,
  clockFrom,
  type DemoPlace,
  demoConfig,
  demoSinks,
  saveDemoPlace,
} from './place/demo-place.ts'
import { type OpenShop, openShop, passingClock } from './place/open-shop.ts'
import { untilStopped } from './start.ts'
import { complain, type ProgressBars, print, progressBars } from './terminal.ts'
import type { Call } from './verb.ts'

const DEMO_ZONE = 'Europe/Berlin'

/** What the page says of a job while the demo is prepared. */
const DOING: Readonly<Record<string, string>> = {
  collect: 'collecting the data of the shop',
  build: 'building tables and KPIs',
  watch: 'looking for anomalies',
  forecast: 'forecasting every KPI',
  outcomes: 'measuring outcomes',
  train: 'learning what makes sessions buy',
  advise: 'working out suggestions',
  recommend: 'learning what is bought together',
  digest: 'writing the digest',
}

/** The terminal's bars, and one more listener at a time. */
interface Steps extends ProgressBars {
  listen(listener: Progress): void
}

function steps(): Steps {
  const bars = progressBars()
  let heard: Progress = () => {}
  return {
    progress: (...said) => {
      bars.progress(...said)
      heard(...said)
    },
    stop: bars.stop,
    listen: (listener) => {
      heard = listener
    },
  }
}

/** The simulated marketplace, which may still be starting. */
export async function overTheShop(
  call: Call,
  {
    dataDir,
    days,
    starting,
  }: { readonly dataDir: string; readonly days: number; readonly starting: Promise<DemoShop> },
): Promise<number> {
  const { progress, stop, listen } = steps()
  const shop = await starting
  const { today } = shop
  try {
    const place = {
      dir: dataDir,
      shop: { name: 'Nordmarkt & Bazario', zone: DEMO_ZONE, currency: 'EUR' },
      today,
    }
    writeFileSync(demoSinks(dataDir), sinksFileOf({ url: shop.url, orders: join(dataDir, 'orders') }))
    const clock = passingClock(today, DEMO_ZONE)
    const app = await buildApp(demoConfig(call.config, place, { inSlack: call.has('slack') }), {
      clock,
      sources: demoFeeds(shop).map(restSource),
      http: { allowPrivate: true },
      secret: (name) => (name === DEMO_TOKEN ? shop.token : null),
      progress,
    })
    return await serve(call, app, {
      place,
      endProgress: stop,
      listen,
      // what the shop had is collected once: its memory is then free for the night
      onCollected: () => shop.stop(),
      open: (night) => openShop(app, { place, days, clock, at: shop, night }),
    })
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
  const { progress, stop, listen } = steps()
  const place = {
    dir: dataDir,
    shop: { name: mapping.name, zone: mapping.zone, currency: mapping.currency },
  }
  const time = { today: dayOf(new Date(), mapping.zone) }
  const clock: Clock = { now: () => clockFrom(time.today, mapping.zone).now() }
  const app = await buildApp(demoConfig(call.config, place, { inSlack: call.has('slack') }), {
    clock,
    shop: mapping,
    progress,
  })
  try {
    await loadFolder(app, mapping, dir)
    const last = await asOf(app.ctx, time.today)
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
  return serve(call, app, { place: { ...place, today: time.today }, endProgress: stop, listen })
}

interface Night {
  readonly place: DemoPlace
  readonly endProgress: () => void
  readonly listen: Steps['listen']
  readonly onCollected?: () => Promise<void>
  /** the shop that goes on living, where there is one */
  readonly open?: (night: (today: Day) => Promise<unknown>) => Promise<OpenShop>
}

async function serve(
  call: Call,
  app: App,
  { place, endProgress, listen, onCollected, open }: Night,
): Promise<number> {
  const isHeadless = call.has('headless')
  let shop: OpenShop | null = null
  try {
    const started = isHeadless ? null : await app.start({ schedule: false })
    if (started) complain(started.chat.greeting)
    const show: Chat['working'] = (work) => started?.chat.working(work)
    const said = await aNight(app, { place, show, listen, ...(onCollected ? { onCollected } : {}) })
    saveDemoPlace(place)
    endProgress()
    if (!started) {
      printSaid(said)
      return 0
    }
    await started.chat.postAll()
    shop = (await open?.((today) => aNight(app, { place: { ...place, today }, show, listen }))) ?? null
    print(`Ready. ${started.chat.greeting}`)
    if (shop)
      print(`Prices that you approve are written into the shop: ${shop.url} shows them and lets days pass.`)
    print(`Type ${commands.map(({ name }) => name).join(', ')} there; Ctrl-C ends it.`)
    print('In another terminal: floorwalker ask "/kpi gmv" --demo')
    await untilStopped()
    return 0
  } finally {
    endProgress()
    await shop?.stop()
    await app.stop()
  }
}

/** Every nightly job once, for this morning's slot, stage by stage; what they said in the order of the night. */
async function aNight(
  { ctx }: App,
  {
    place,
    onCollected,
    listen,
    show,
  }: Pick<Night, 'place' | 'onCollected' | 'listen'> & { readonly show: Chat['working'] },
): Promise<Summary['said'] & object> {
  const { today: day } = place
  const at = instantOf(day, BREAKFAST, ctx.config.shop.zone)
  const said = []
  for (const [step, stage] of nightly.entries()) {
    const work = {
      step: step + 1,
      of: nightly.length,
      doing: stage.map(({ name }) => DOING[name] ?? name).join(', '),
    }
    show(work)
    listen((what, count, of) => show({ ...work, done: { what, count, of } }))
    const summaries = await Promise.all(stage.map((job) => runJob(ctx, job, { at, day })))
    for (const [i, job] of stage.entries())
      for (const summary of summaries[i] ?? []) {
        ctx.log.info({ job: job.name, ...summary.counts }, summary.text)
        said.push(...(summary.said ?? []))
      }
    if (stage.includes(collect)) await onCollected?.()
  }
  listen(() => {})
  show(null)
  return said
}

function printSaid(said: NonNullable<Summary['said']>): void {
  for (const { channel, message } of said) {
    print(`\n── ${channel} ${'─'.repeat(Math.max(0, 76 - channel.length))}\n`)
    print(toPlainText(message))
  }
}
