import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Logger, pino } from 'pino'
import type { Chat } from './chat.ts'
import type { Config } from './config.ts'
import type { Context, Progress } from './context.ts'
import type { Health } from './health.ts'
import { RAW_TABLE_NAMES } from './lake/contract/schema.ts'
import { openLake } from './lake/open.ts'
import type { Clock } from './lib/days.ts'
import type { Scheduler } from './scheduler.ts'
import type { Collector } from './sources/events/collector.ts'
import { openHttp } from './sources/http/http.ts'
import type { HttpOptions } from './sources/http/http-options.ts'
import type { Source } from './sources/source.ts'
import { migrate, openState } from './state/database/connect.ts'
import type { State } from './state/database/state.ts'
import { manifestOf } from './state/lake/manifest.ts'
import { deliverInto } from './state/messages/deliver.ts'
import { enqueue, waiting } from './state/messages/outbox.ts'
import { subscribe, subscriptions } from './state/messages/subscriptions.ts'
import { saveSetting, setting } from './state/settings.ts'
import { sourceStates } from './state/sources/cursors.ts'

/** What a test, the demo or the terminal puts in place of the real thing. */
export interface Overrides {
  readonly secret?: (name: string) => string | null
  readonly clock?: Clock
  readonly progress?: Progress
  readonly log?: Logger
  readonly sources?: readonly Source[]
  readonly http?: Partial<HttpOptions>
  /** the zone and currency of what is imported: they hold where the environment says nothing, from now on */
  readonly shop?: { readonly zone: string; readonly currency: string }
}

export interface App {
  readonly ctx: Context
  /** Slack or the local workspace, the scheduler, the health port */
  start(options?: { schedule?: boolean }): Promise<{ chat: Chat }>
  stop(): Promise<void>
}

/** The only wiring. Opens the stores; `start` opens the doors, and loads what is behind them only then. */
export async function buildApp(given: Config, overrides: Overrides = {}): Promise<App> {
  mkdirSync(given.dataDir, { recursive: true })
  const log = overrides.log ?? pino({ level: given.logLevel }, pino.destination(2))
  const clock = overrides.clock ?? { now: () => new Date() }
  const state = await openState(given.databaseUrl)
  await migrate(state)
  const config = await withShop(state, given, overrides.shop)
  await subscribeByDefault(state, config)
  const lake = await openLake({
    dir: config.lakeDir,
    spillTo: config.spillDir,
    zone: config.shop.zone,
    currency: config.shop.currency,
    manifest: manifestOf(state, RAW_TABLE_NAMES),
    shopperKey: config.shopperKey ?? (await shopperKey(state)),
    clock,
    ...config.engine,
  })
  const secret = overrides.secret ?? (() => null)
  const ctx: Context = {
    config,
    state,
    lake,
    clock,
    log,
    http: openHttp({
      ...POLITE,
      privateHosts: config.privateHosts,
      now: () => clock.now(),
      ...overrides.http,
    }),
    deliver: deliverInto((trx, entry) => enqueue(trx, entry, clock.now())),
    sources: overrides.sources ?? (await configuredSources(config, secret)),
    progress: overrides.progress ?? ((step, done, total) => log.debug({ step, done, total }, 'progress')),
  }
  return running(ctx)
}

const POLITE: HttpOptions = {
  userAgent: 'Floorwalker',
  timeoutMs: 30_000,
  maxBytes: 64 * 1024 * 1024,
  retries: 5,
  sleep: (ms, signal) => pause(ms, undefined, { signal }),
  now: () => new Date(),
  chance: Math.random,
}

function running(ctx: Context): App {
  let chat: Chat | null = null
  let scheduler: Scheduler | null = null
  let health: Health | null = null
  let collector: Collector | null = null
  const leave = new AbortController()
  let crawling: Promise<void> = Promise.resolve()
  return {
    ctx,
    async start({ schedule = true } = {}) {
      chat = await (await import('./chat.ts')).openChat(ctx)
      if (!schedule) return { chat }
      const { startScheduler } = await import('./scheduler.ts')
      scheduler = startScheduler({ jobs: (await import('../jobs/registry.ts')).jobs, ctx })
      if (ctx.config.opsPort > 0)
        health = await (await import('./health.ts')).openHealth(
          ctx.config.opsPort,
          healthChecks(ctx, () => scheduler?.lastTick() ?? null),
        )
      collector = await eventCollector(ctx)
      crawling = crawlCompetitors(ctx, leave.signal)
      return { chat }
    },
    async stop() {
      leave.abort()
      await scheduler?.stop()
      await chat?.stop()
      await health?.stop()
      await collector?.stop()
      await crawling
      await ctx.lake.close()
      await ctx.state.close()
    },
  }
}

/** A page of a shop is not large; the queue says when it is asked for again. */
const CRAWLING: Pick<HttpOptions, 'timeoutMs' | 'maxBytes' | 'retries'> = {
  timeoutMs: 20_000,
  maxBytes: 4 * 1024 * 1024,
  retries: 0,
}
const LOOK_AGAIN_MS = 5000

async function crawlCompetitors(
  { sources, state, config, clock, log }: Context,
  signal: AbortSignal,
): Promise<void> {
  const feeds = sources.flatMap((source) => source.crawl ?? [])
  if (feeds.length === 0) return
  const { crawl } = await import('./sources/competitors/crawler.ts')
  const { CRAWLER } = await import('./sources/competitors/robots.ts')
  const { crawlQueueOf } = await import('./state/sources/crawl.ts')
  const now = () => clock.now()
  const contact = config.crawlerContact ? `; ${config.crawlerContact}` : ''
  const userAgent = `${CRAWLER}/1.0 (prices of competitors${contact})`
  const http = openHttp({ ...POLITE, ...CRAWLING, userAgent, privateHosts: config.privateHosts, now })
  return crawl(
    {
      feeds,
      queue: crawlQueueOf(state),
      http,
      sleep: (ms, until) => pause(ms, undefined, { signal: until }),
      now,
      chance: Math.random,
      onError: (error) => log.warn({ error }, 'the crawler could not go on'),
      idleMs: LOOK_AGAIN_MS,
    },
    signal,
  )
}

const spoolOf = ({ dataDir }: Config) => join(dataDir, 'events')

async function configuredSources(
  config: Config,
  secret: (name: string) => string | null,
): Promise<readonly Source[]> {
  const fromFile = config.sourcesFile
    ? (await import('./sources/registry.ts')).sourcesFrom(config.sourcesFile, { secret })
    : []
  return [...fromFile, ...(await eventFeed(config))]
}

async function eventFeed(config: Config): Promise<Source[]> {
  if (!config.events) return []
  const { eventsSource } = await import('./sources/events/source.ts')
  const { zone, currency } = config.shop
  return [eventsSource({ dir: spoolOf(config), platform: config.events.platform, zone, currency })]
}

async function eventCollector({ config, clock, log }: Context): Promise<Collector | null> {
  if (!config.events) return null
  const { openCollector } = await import('./sources/events/collector.ts')
  const { openSpool } = await import('./sources/events/spool.ts')
  const now = () => clock.now()
  return openCollector({
    ...config.events,
    spool: openSpool(spoolOf(config), now),
    now,
    onBatch: (told) => {
      if (told.refused > 0) log.warn(told, 'events were refused')
    },
  })
}

function healthChecks(ctx: Context, lastTick: () => Date | null) {
  const { state, clock } = ctx
  return {
    clock,
    lastTick,
    writes: () => state.transaction((trx) => saveSetting(trx, 'last_probe', clock.now().toISOString())),
    waiting: () => waiting(state),
    feedAges: async () =>
      (await sourceStates(state)).map(({ source, lastSuccessAt }) => ({
        source,
        minutes: lastSuccessAt ? (clock.now().getTime() - lastSuccessAt.getTime()) / 60_000 : Number.NaN,
      })),
  }
}

/** What the environment says of the shop, then what is being imported, then what an earlier import said. */
async function withShop(state: State, config: Config, imported: Overrides['shop']): Promise<Config> {
  if (imported) {
    await state.transaction(async (trx) => {
      await saveSetting(trx, 'shop_zone', imported.zone)
      await saveSetting(trx, 'shop_currency', imported.currency)
    })
  }
  const { shop, stated } = config
  const zone = stated.zone ? shop.zone : ((await setting(state, 'shop_zone')) ?? shop.zone)
  const currency = stated.currency
    ? shop.currency
    : ((await setting(state, 'shop_currency')) ?? shop.currency)
  return { ...config, shop: { ...shop, zone, currency } }
}

/** Made once and kept: shopper ids must hash alike for as long as the lake lives. */
async function shopperKey(state: State): Promise<string> {
  const kept = await setting(state, 'shopper_key')
  if (kept) return kept
  const made = randomBytes(24).toString('hex')
  await state.transaction((trx) => saveSetting(trx, 'shopper_key', made))
  return made
}

async function subscribeByDefault(state: State, { digest, shop }: Config): Promise<void> {
  const wanted = [
    { kind: 'daily', at: digest.at, weekdays: null },
    { kind: 'weekly', at: digest.weeklyAt, weekdays: [1] },
  ]
  for (const one of wanted) {
    if ((await subscriptions(state, one.kind)).length > 0) continue
    await state.transaction((trx) => subscribe(trx, { ...one, channel: digest.channel, zone: shop.zone }))
  }
}
