import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commands } from '../../commands/registry/registry.ts'
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
import { loadMapping } from '../sources/files/mapping.ts'
import { restSource } from '../sources/rest/rest-source.ts'
import { loadFolder, mustBeFolder } from './import.ts'
import { aNight } from './place/a-night.ts'
import { clockFrom, type DemoPlace, demoConfig, demoSinks, saveDemoPlace } from './place/demo-place.ts'
import { untilClock } from './place/live-day.ts'
import { type OpenShop, openShop } from './place/open-shop.ts'
import { passingClock } from './place/passing-clock.ts'
import { untilStopped } from './start.ts'
import { complain, type ProgressBars, print, progressBars } from './terminal.ts'
import type { Call } from './verb.ts'

const DEMO_ZONE = 'Europe/Berlin'
/** without a page the day is watched until what broke is mended again */
const WATCHED_UNTIL = 14 * 60

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
    speed,
    starting,
  }: {
    readonly dataDir: string
    readonly days: number
    /** how many times as fast its clock goes on after breakfast; null: it does not */
    readonly speed: number | null
    readonly starting: Promise<DemoShop>
  },
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
      open: (night, onSaid) => openShop(app, { place, days, clock, at: shop, night, speed, onSaid }),
      live: speed === null ? null : { now: () => clock.now(), speed },
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

interface Served {
  readonly place: DemoPlace
  readonly endProgress: () => void
  readonly listen: Steps['listen']
  readonly onCollected?: () => Promise<void>
  /** the shop that goes on living, where there is one */
  readonly open?: (
    night: (today: Day) => Promise<unknown>,
    onSaid: (said: NonNullable<Summary['said']>) => void,
  ) => Promise<OpenShop>
  /** its clock goes on, where it does */
  readonly live?: (Clock & { readonly speed: number }) | null
}

async function serve(
  call: Call,
  app: App,
  { place, endProgress, listen, onCollected, open, live = null }: Served,
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
    const night = (today: Day) => aNight(app, { place: { ...place, today }, show, listen })
    if (!started) {
      printSaid(said)
      if (live === null) return 0
      shop = (await open?.(night, printSaid)) ?? null
      await untilClock(live, instantOf(place.today, WATCHED_UNTIL, app.ctx.config.shop.zone))
      return 0
    }
    await started.chat.postAll()
    shop = (await open?.(night, () => {})) ?? null
    print(`Ready. ${started.chat.greeting}`)
    if (live)
      print(`Its clock goes on, ${live.speed} times as fast: orders come, and at ten something breaks.`)
    if (shop)
      print(
        `Prices that you approve are written into the shop: ${shop.url} shows them${live ? '' : ' and lets days pass'}.`,
      )
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

function printSaid(said: NonNullable<Summary['said']>): void {
  for (const { channel, message } of said) {
    print(`\n── ${channel} ${'─'.repeat(Math.max(0, 76 - channel.length))}\n`)
    print(toPlainText(message))
  }
}
