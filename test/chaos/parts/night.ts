import { mkdir } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import { build } from '../../../jobs/build.ts'
import { collect } from '../../../jobs/collect.ts'
import { type App, buildApp } from '../../../src/app.ts'
import { readConfig } from '../../../src/config/config.ts'
import type { Job } from '../../../src/context.ts'
import { addDays, type Day, instantOf } from '../../../src/lib/days.ts'
import { explain } from '../../../src/lib/errors.ts'
import { seeded } from '../../../src/lib/random.ts'
import { runJob } from '../../../src/scheduler.ts'
import { restSource } from '../../../src/sources/rest/rest-source.ts'
import { shopFeeds, startShop } from './shop.ts'

const ZONE = 'Europe/Berlin'
const NO_FAULTS = { failed: 0, limited: 0, cut: 0 }

/** A small shop, and a bot of its own in this process whose data lie in `dir`: one job after the other, as they are asked for. */
export async function openNights(given: {
  readonly dir: string
  readonly seed: number
  readonly today: Day
  readonly days: number
}) {
  const { dir, seed, today, days } = given
  const first = addDays(today, -days)
  const shop = await startShop({
    seed,
    first,
    last: addDays(today, 40),
    faults: NO_FAULTS,
    random: seeded(seed),
  })
  const env = {
    DATA_DIR: dir,
    SHOPPER_KEY: 'a key of the chaos shop',
    SHOP_ZONE: ZONE,
    SHOP_CURRENCY: 'EUR',
    MEMORY_LIMIT_MB: '256',
    THREADS: '1',
    OPS_PORT: '0',
    LOG_LEVEL: 'silent',
  }
  await mkdir(dir, { recursive: true })
  const read = readConfig(env)
  if (read.kind === 'faults') throw new Error(JSON.stringify(read.faults))
  let now = instantOf(today, 5 * 60, ZONE)
  const open = (): Promise<App> =>
    buildApp(read.config, {
      clock: { now: () => now },
      sources: shopFeeds(shop.url).map(restSource),
      log: pino({ level: 'silent' }),
      http: { allowPrivate: true, sleep: (ms, signal) => pause(Math.min(ms, 20), undefined, { signal }) },
    })
  let app = await open()
  shop.on(today)

  /** What it said, or why it failed. */
  async function run(job: Job): Promise<{ readonly said: string; readonly failed: string | null }> {
    now = new Date(now.getTime() + 60_000)
    const slot = { at: now, day: now.toISOString().slice(0, 10) }
    try {
      const summaries = await runJob(app.ctx, job, slot)
      return { said: summaries.map(({ text }) => text).join(' '), failed: null }
    } catch (error) {
      return { said: '', failed: explain(error) }
    }
  }

  return {
    env,
    config: read.config,
    app: () => app,
    run,
    collect: () => run(collect),
    build: () => run(build),
    /** the shop has sold for one more day */
    on: (day: Day) => {
      shop.on(day)
      now = instantOf(day, 5 * 60, ZONE)
    },
    /** all KPIs, as text */
    kpis: async () => JSON.stringify(await app.ctx.lake.query('select * from mart_kpi order by all')),
    reopen: async () => {
      await close(app)
      app = await open()
    },
    close: async () => {
      await close(app).catch(() => {})
      shop.close()
    },
    shut: () => close(app),
  }
}

async function close({ ctx }: App): Promise<void> {
  await ctx.lake.close()
  await ctx.state.close()
}

export type Nights = Awaited<ReturnType<typeof openNights>>
