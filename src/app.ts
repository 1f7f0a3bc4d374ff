import { type Logger, pino } from 'pino'
import type { Chat } from './chat.ts'
import { release } from './cli/terminal.ts'
import type { Config } from './config/config.ts'
import type { Context, Progress } from './context.ts'
import { makeFolders } from './folders.ts'
import type { Health } from './health.ts'
import { RAW_TABLE_NAMES } from './lake/contract/schema.ts'
import { openLake } from './lake/open.ts'
import type { Clock } from './lib/days.ts'
import type { Scheduler } from './scheduler.ts'
import { requestFields, requestId } from './slack/edge/request.ts'
import { startBackground } from './sources/background.ts'
import { HTTP_DEFAULTS } from './sources/http/defaults.ts'
import { openHttp } from './sources/http/http.ts'
import type { HttpOptions } from './sources/http/http-options.ts'
import { shopSources } from './sources/shop-sources.ts'
import type { BackgroundClients, BackgroundWork, Source } from './sources/source.ts'
import { migrate, openState } from './state/database/connect.ts'
import type { State } from './state/database/state.ts'
import { manifestOf } from './state/lake/manifest.ts'
import { addMark } from './state/marks.ts'
import { deliverInto } from './state/messages/deliver.ts'
import { enqueue } from './state/messages/outbox.ts'
import { customerKey, shopSettings } from './state/shop-settings.ts'
import { hintsOf } from './state/sources/hints.ts'
import { pageQueueOf } from './state/sources/page-queue.ts'
import type { Traces } from './tracing/open.ts'
import { type Traced, UNTRACED } from './tracing/traced.ts'

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
  makeFolders(given)
  const state = await openState(given.databaseUrl)
  try {
    const log = overrides.log ?? pino({ level: given.logLevel, mixin: requestFields }, pino.destination(2))
    const traces = await tracesOf(given, log)
    return running(await contextOn(state, given, { ...overrides, log, traced: traces ?? UNTRACED }), traces)
  } catch (error) {
    // a connection that is left open keeps the process from ending with its error
    await state.close()
    throw error
  }
}

/** Loaded only where somebody looks. */
async function tracesOf({ traces }: Config, log: Logger): Promise<Traces | null> {
  if (traces === null) return null
  const { openTraces } = await import('./tracing/open.ts')
  return openTraces(traces, { log, version: release() })
}

async function contextOn(
  state: State,
  given: Config,
  { log, traced, ...overrides }: Overrides & { readonly log: Logger; readonly traced: Traced },
): Promise<Context> {
  const clock = overrides.clock ?? { now: () => new Date() }
  const { names: migrations, isNew } = await migrate(state)
  if (migrations.length > 0 && !isNew) log.info({ migrations }, 'state database brought up to date')
  const config = { ...given, shop: await shopSettings(state, { ...given, imported: overrides.shop }) }
  const secret = overrides.secret ?? (() => null)
  const sources = overrides.sources ?? (await shopSources(config, { secret }))
  const lake = await openLake({
    dir: config.lakeDir,
    spillTo: config.spillDir,
    zone: config.shop.zone,
    currency: config.shop.currency,
    manifest: manifestOf(state, RAW_TABLE_NAMES),
    shopperKey: config.shopperKey ?? (await customerKey(state)),
    clock,
    ...config.engine,
  })
  return {
    config,
    state,
    lake,
    clock,
    log,
    http: openHttp({
      ...HTTP_DEFAULTS,
      privateHosts: config.privateHosts,
      now: () => clock.now(),
      ...overrides.http,
    }),
    deliver: deliverInto(async (trx, row) => {
      await enqueue(trx, { ...row, trace: traced.current() }, clock.now())
      if (requestId() !== null) log.info({ key: row.key, channel: row.channel }, 'queued')
    }),
    traced,
    secret,
    sources,
    jobNames: async () => (await scheduledJobs()).map(({ name }) => name),
    progress: overrides.progress ?? ((step, done, total) => log.debug({ step, done, total }, 'progress')),
  }
}

const scheduledJobs = async () => (await import('../jobs/registry.ts')).jobs

function running(ctx: Context, traces: Traces | null): App {
  let chat: Chat | null = null
  let scheduler: Scheduler | null = null
  let health: Health | null = null
  let background: BackgroundWork | null = null
  let letGo = async () => {}
  return {
    ctx,
    async start({ schedule = true } = {}) {
      letGo = await ctx.state.beOnlyBot()
      chat = await (await import('./chat.ts')).openChat(ctx)
      if (!schedule) return { chat }
      const { startScheduler } = await import('./scheduler.ts')
      const { firstDay } = await import('./first-day/first-day.ts')
      const { dataGate } = await import('./first-day/empty-shop.ts')
      const jobs = [firstDay, ...(await scheduledJobs())]
      scheduler = startScheduler({ jobs, ctx, mayPlan: dataGate(ctx, firstDay) })
      if (ctx.config.ops.port > 0) {
        const { healthChecks, openHealth } = await import('./health.ts')
        const checks = healthChecks(ctx, () => scheduler?.lastTick() ?? null)
        health = await openHealth(ctx.config.ops, checks)
      }
      background = await startBackground(ctx.sources, backgroundClients(ctx))
      return { chat }
    },
    async stop() {
      await scheduler?.stop()
      await chat?.stop()
      await health?.stop()
      await background?.stop()
      await letGo()
      await ctx.lake.close()
      await ctx.state.close()
      await traces?.close()
    },
  }
}

function backgroundClients({ state, config, clock, log }: Context): BackgroundClients {
  const now = () => clock.now()
  return {
    openHttp: (own) => openHttp({ ...HTTP_DEFAULTS, ...own, privateHosts: config.privateHosts, now }),
    pageQueue: pageQueueOf(state),
    hints: hintsOf(state),
    marks: {
      add: (mark) => state.transaction((trx) => addMark(trx, mark, { who: 'collector', now: now() })),
    },
    now,
    contact: config.crawlerContact,
    warn: (fields, text) => log.warn(fields, text),
  }
}
