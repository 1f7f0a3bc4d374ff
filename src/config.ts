import { z } from 'zod'
import { isTimeZone } from './lib/days.ts'
import { LANGUAGES, type Language } from './lib/language.ts'
import {
  channel,
  channelLanguages,
  count,
  defaulted,
  goesWith,
  hostList,
  listenAt,
  months,
  optional,
  port,
  share,
  timeOfDay,
} from './lib/setting-values.ts'
import { SLACK_VARIABLES, type SlackConfig, slackConfig } from './lib/slack-config.ts'
import { type Stores, storesIn } from './lib/stores.ts'

export type { SlackConfig }

/** How sure advice may be asked to be: below a half a coin would do for a price; an order has its service level anyway. */
export const CONFIDENCE = {
  price: { from: 0.5, to: 0.999 },
  restock: { from: 0, to: 0.999 },
} as const

/**
 * Every variable the bot reads, with its default. `.env.example` is compared with this list by a test.
 * A description is the remedy shown when the value is wrong.
 */
const shape = {
  ...SLACK_VARIABLES,
  PORT: defaulted(port, 3000).describe('Give a free port from 1 to 65535.'),
  OPS_PORT: defaulted(listenAt, 9090).describe('Give 9090, or 0.0.0.0:9090, or 0 for no metrics.'),
  EVENTS_PORT: defaulted(port, 0).describe('Give the port on which events are taken, or 0 for none.'),
  EVENTS_KEY: optional(z.string().min(16)).describe(
    'Give at least 16 characters: what the senders of events show. EVENTS_PORT needs it.',
  ),
  EVENTS_PLATFORM: defaulted(z.string().max(60), 'web').describe(
    'Give the platform that events are of, as the order feeds call it.',
  ),
  DATA_DIR: defaulted(z.string(), 'var').describe('Give a folder the bot may write to.'),
  LAKE_DIR: optional(z.string()).describe(
    'Give the folder of the lake, the same for all replicas; empty means DATA_DIR/lake.',
  ),
  SPILL_DIR: optional(z.string()).describe(
    'Give a folder on a disk of this machine for what does not fit in memory; empty means LAKE_DIR/spill.',
  ),
  DATABASE_URL: optional(z.string().regex(/^(postgres(ql)?:\/\/|sqlite:)/)).describe(
    'Give postgres://user:password@host/name or sqlite:path; empty means SQLite in DATA_DIR.',
  ),
  ENGINE: defaulted(z.enum(['duckdb', 'spark']), 'duckdb').describe(
    'Give duckdb to build the lake in this process, or spark to build it on a Spark Thrift Server.',
  ),
  SPARK_URL: optional(z.string().regex(/^spark:\/\/[^/]+/)).describe(
    'Give spark://user:password@host:10000 of a Thrift Server that sees LAKE_DIR under the same path. ENGINE=spark needs it.',
  ),
  SOURCES_FILE: optional(z.string()).describe('Give the YAML file that lists the feeds to collect.'),
  ALLOW_PRIVATE_HOSTS: optional(hostList).describe(
    'Give host names or addresses of your own network that feeds may ask, separated by commas.',
  ),
  CRAWLER_CONTACT: optional(z.string().regex(/^[\x20-\x7e]{3,120}$/)).describe(
    'Give an e-mail address or a web page, up to 120 plain characters; it is told to sites whose prices are read.',
  ),
  SHOP_NAME: defaulted(z.string().max(60), 'Marketplace').describe(
    'Give the name shown in digests, up to 60 characters.',
  ),
  SHOP_ZONE: defaulted(z.string().refine(isTimeZone), 'UTC').describe(
    'Give an IANA time zone such as Europe/Berlin.',
  ),
  SHOP_CURRENCY: defaulted(z.string().regex(/^[A-Z]{3}$/), 'EUR').describe(
    'Give a three-letter currency code such as EUR.',
  ),
  SHOPPER_KEY: optional(z.string().min(16)).describe(
    'Give at least 16 characters; shopper ids are hashed with it. Empty means one is made in DATA_DIR.',
  ),
  LANGUAGE: defaulted(z.enum(LANGUAGES), 'en').describe(
    'Give en or zh: what people read in Slack, where they or a channel have no other.',
  ),
  CHANNEL_LANGUAGES: optional(channelLanguages).describe(
    'Give channels that read another language, such as #ops-cn=zh, separated by commas.',
  ),
  DIGEST_CHANNEL: defaulted(channel, '#daily-digest').describe('Give one channel, such as #daily-digest.'),
  DIGEST_AT: defaulted(timeOfDay, '07:30').describe('Give a time of day such as 07:30.'),
  WEEKLY_AT: defaulted(timeOfDay, '08:00').describe('Give a time of day such as 08:00.'),
  ALERT_CHANNEL: defaulted(channel, '#kpi-alerts').describe('Give one channel, such as #kpi-alerts.'),
  ALERTS_FILE: optional(z.string()).describe('Give the YAML file of which alerts go where (docs/oncall.md).'),
  MERCHANTS_FILE: optional(z.string()).describe('Give the YAML file on merchants (docs/merchants.md).'),
  SINKS_FILE: optional(z.string()).describe('Give the YAML file of docs/sinks.md; empty is no sink.'),
  PRICE_CONFIDENCE: defaulted(share(CONFIDENCE.price), '90%').describe(
    'Give how probable a gain must be for a price to be suggested, from 50% to 99.9%.',
  ),
  RESTOCK_CONFIDENCE: defaulted(share(CONFIDENCE.restock), '0%').describe(
    'Give how probable it must be that all of an order sells in 90 days, from 0% to 99.9%.',
  ),
  CONFIRM_ABOVE: defaulted(z.coerce.number().min(0), 500).describe('Give a sum of money such as 500.'),
  OPERATOR_GROUP: optional(z.string()).describe('Give the Slack group that may act; empty is everybody.'),
  MANAGER_GROUP: optional(z.string()).describe(
    'Give the handle of the Slack user group of managers; empty lets every full member be one.',
  ),
  MEMORY_LIMIT_MB: defaulted(z.coerce.number().int().min(128), 320).describe('Give megabytes, at least 128.'),
  THREADS: defaulted(z.coerce.number().int().min(1).max(64), 2).describe('Give how many threads build.'),
  KEEP_MONTHS: defaulted(months, 25).describe(
    'Give how many months of clean rows and marts are kept, at least 14 for the season of a year, or 0 for all.',
  ),
  RAW_DAYS: defaulted(count, 30).describe('Give how many days rows are kept as they landed, or 0 for ever.'),
  DEAD_MAN_URL: optional(z.url()).describe('Give an address to be called every minute while all is well.'),
  LOG_LEVEL: defaulted(z.enum(['debug', 'info', 'warn', 'error', 'silent']), 'info').describe(
    'Give debug, info, warn, error or silent.',
  ),
} as const

/** compared with .env.example by a test */
export const VARIABLES = Object.keys(shape) as (keyof typeof shape)[]

type Env = Readonly<Record<string, string | undefined>>

export interface Config extends Stores {
  readonly slack: SlackConfig
  /** the best that messages are made of; a server that refuses it gets simpler ones by itself */
  readonly slackBlocks: 'full' | 'basic' | 'text'
  /** before the names of commands, where another app has the same */
  readonly commandPrefix: string | null
  readonly port: number
  readonly ops: { readonly host: string; readonly port: number }
  /** where events are taken; null when they are not */
  readonly events: { readonly port: number; readonly key: string; readonly platform: string } | null
  readonly sourcesFile: string | null
  /** how sites that are crawled reach who runs this: an address or a page */
  readonly crawlerContact: string | null
  /** hosts of this machine's network that feeds may ask all the same */
  readonly privateHosts: readonly string[]
  readonly shop: { readonly name: string; readonly zone: string; readonly currency: string }
  readonly language: Language
  /** by channel: where digests and alerts are written in another language */
  readonly channelLanguages: ReadonlyMap<string, Language>
  /** what the environment itself says of the shop; an import fills in the rest */
  readonly stated: { readonly zone: boolean; readonly currency: boolean }
  readonly shopperKey: string | null
  /** `weeklyAt` is on Mondays */
  readonly digest: { readonly channel: string; readonly at: string; readonly weeklyAt: string }
  readonly alertChannel: string
  /** which alerts go where and when; null: all at once to the channel */
  readonly alertsFile: string | null
  readonly merchantsFile: string | null
  readonly sinksFile: string | null
  readonly confirmAbove: number
  /** advice less sure than this is not given; people may set it from Slack */
  readonly confidence: { readonly price: number; readonly restock: number }
  readonly groups: { readonly operator: string | null; readonly manager: string | null }
  readonly engine: {
    readonly memoryLimitMb: number
    readonly threads: number
    /** the Thrift Server that builds the lake; null: this process does */
    readonly spark: string | null
  }
  /** null: for ever */
  readonly keep: { readonly months: number | null; readonly rawDays: number | null }
  readonly deadManUrl: string | null
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

/** All faults at once, each with its remedy. */
export type ConfigResult =
  | { readonly kind: 'config'; readonly config: Config }
  | {
      readonly kind: 'faults'
      readonly faults: readonly ConfigFault[]
      /** what is right of it, defaults where it is not: to report with, never to run with */
      readonly rest: Config
    }

export interface ConfigFault {
  readonly variable: string
  readonly remedy: string
}

export function readConfig(env: Env): ConfigResult {
  const parsed = z.object(shape).safeParse(env)
  const faults = parsed.success
    ? []
    : [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))].map((variable) => ({
        variable,
        remedy: shape[variable as keyof typeof shape].description ?? '',
      }))
  if (parsed.success && parsed.data.EVENTS_PORT > 0 && !parsed.data.EVENTS_KEY)
    faults.push({ variable: 'EVENTS_KEY', remedy: shape.EVENTS_KEY.description ?? '' })
  if (parsed.success && parsed.data.ENGINE === 'spark' && !parsed.data.SPARK_URL)
    faults.push({ variable: 'SPARK_URL', remedy: shape.SPARK_URL.description ?? '' })
  const slack = slackConfig(env)
  if ('remedy' in slack) faults.push(slack)
  if (!parsed.success || 'remedy' in slack || faults.length > 0)
    return { kind: 'faults', ...besides(env, faults) }
  const value = parsed.data
  return {
    kind: 'config',
    config: Object.freeze({
      slack,
      slackBlocks: value.SLACK_BLOCKS,
      commandPrefix: value.COMMAND_PREFIX ?? null,
      port: value.PORT,
      ops: value.OPS_PORT,
      events:
        value.EVENTS_PORT > 0 && value.EVENTS_KEY
          ? { port: value.EVENTS_PORT, key: value.EVENTS_KEY, platform: value.EVENTS_PLATFORM }
          : null,
      ...storesIn(value.DATA_DIR, value.LAKE_DIR, value.SPILL_DIR),
      ...(value.DATABASE_URL !== undefined && { databaseUrl: value.DATABASE_URL }),
      sourcesFile: value.SOURCES_FILE ?? null,
      crawlerContact: value.CRAWLER_CONTACT ?? null,
      privateHosts: value.ALLOW_PRIVATE_HOSTS ?? [],
      shop: { name: value.SHOP_NAME, zone: value.SHOP_ZONE, currency: value.SHOP_CURRENCY },
      language: value.LANGUAGE,
      channelLanguages: value.CHANNEL_LANGUAGES ?? new Map(),
      stated: { zone: Boolean(env.SHOP_ZONE?.trim()), currency: Boolean(env.SHOP_CURRENCY?.trim()) },
      shopperKey: value.SHOPPER_KEY ?? null,
      digest: { channel: value.DIGEST_CHANNEL, at: value.DIGEST_AT, weeklyAt: value.WEEKLY_AT },
      alertChannel: value.ALERT_CHANNEL,
      alertsFile: value.ALERTS_FILE ?? null,
      merchantsFile: value.MERCHANTS_FILE ?? null,
      sinksFile: value.SINKS_FILE ?? null,
      confirmAbove: value.CONFIRM_ABOVE,
      confidence: { price: value.PRICE_CONFIDENCE, restock: value.RESTOCK_CONFIDENCE },
      groups: { operator: value.OPERATOR_GROUP ?? null, manager: value.MANAGER_GROUP ?? null },
      engine: {
        memoryLimitMb: value.MEMORY_LIMIT_MB,
        threads: value.THREADS,
        spark: value.ENGINE === 'spark' ? (value.SPARK_URL ?? null) : null,
      },
      keep: { months: value.KEEP_MONTHS || null, rawDays: value.RAW_DAYS || null },
      deadManUrl: value.DEAD_MAN_URL ?? null,
      logLevel: value.LOG_LEVEL,
    }),
  }
}

/** Faults may hide others, such as of variables that must be given together: all are found. */
function besides(
  env: Env,
  faults: readonly ConfigFault[],
): { readonly faults: readonly ConfigFault[]; readonly rest: Config } {
  const left = new Set(faults.flatMap(({ variable }) => goesWith(variable, VARIABLES)))
  const next = readConfig(Object.fromEntries(Object.entries(env).filter(([name]) => !left.has(name))))
  return next.kind === 'config'
    ? { faults, rest: next.config }
    : { faults: [...faults, ...next.faults], rest: next.rest }
}
