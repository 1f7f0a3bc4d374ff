import { z } from 'zod'
import type { Language } from '../lib/language.ts'
import { type SlackConfig, slackConfig } from './slack.ts'
import { type Stores, storesIn } from './stores.ts'
import { goesWith } from './values.ts'
import { shape, VARIABLES } from './variables.ts'

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
  /** where it is told that something of the bot itself does not work; null: in that of alerts */
  readonly adminChannel: string | null
  /** which alerts go where and when; null: all at once to the channel */
  readonly alertsFile: string | null
  readonly merchantsFile: string | null
  /** who may see which segments; null: every member everything */
  readonly accessFile: string | null
  readonly sinksFile: string | null
  readonly confirmAbove: number
  /** advice less sure than this is not given; people may set it from Slack */
  readonly confidence: { readonly price: number; readonly restock: number }
  /** so many price changes of a merchant or a category a week; 0: any number */
  readonly priceChangesAWeek: number
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
  /** where traces go; null: nowhere */
  readonly traces: { readonly endpoint: string; readonly headers: Readonly<Record<string, string>> } | null
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
      adminChannel: value.ADMIN_CHANNEL ?? null,
      alertsFile: value.ALERTS_FILE ?? null,
      merchantsFile: value.MERCHANTS_FILE ?? null,
      accessFile: value.ACCESS_FILE ?? null,
      sinksFile: value.SINKS_FILE ?? null,
      confirmAbove: value.CONFIRM_ABOVE,
      confidence: { price: value.PRICE_CONFIDENCE, restock: value.RESTOCK_CONFIDENCE },
      priceChangesAWeek: value.PRICE_CHANGES_A_WEEK,
      groups: { operator: value.OPERATOR_GROUP ?? null, manager: value.MANAGER_GROUP ?? null },
      engine: {
        memoryLimitMb: value.MEMORY_LIMIT_MB,
        threads: value.THREADS,
        spark: value.ENGINE === 'spark' ? (value.SPARK_URL ?? null) : null,
      },
      keep: { months: value.KEEP_MONTHS || null, rawDays: value.RAW_DAYS || null },
      deadManUrl: value.DEAD_MAN_URL ?? null,
      traces:
        value.OTEL_EXPORTER_OTLP_ENDPOINT === undefined
          ? null
          : {
              endpoint: value.OTEL_EXPORTER_OTLP_ENDPOINT,
              headers: value.OTEL_EXPORTER_OTLP_HEADERS ?? {},
            },
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
