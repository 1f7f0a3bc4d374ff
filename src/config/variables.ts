import { z } from 'zod'
import { isTimeZone } from '../lib/days.ts'
import { LANGUAGES } from '../lib/language.ts'
import { SLACK_VARIABLES } from './slack.ts'
import {
  channel,
  channelLanguages,
  count,
  defaulted,
  headers,
  hostList,
  listenAt,
  months,
  optional,
  port,
  share,
  timeOfDay,
} from './values.ts'

/** How sure advice may be asked to be: below a half a coin would do for a price; an order has its service level anyway. */
export const CONFIDENCE = {
  price: { from: 0.5, to: 0.999 },
  restock: { from: 0, to: 0.999 },
} as const

/**
 * Every variable the bot reads, with its default. `.env.example` is compared with this list by a test.
 * A description is the remedy shown when the value is wrong.
 */
export const shape = {
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
  ADMIN_CHANNEL: optional(channel).describe(
    'Give the channel of whoever runs the bot, such as #bot-admins; empty is ALERT_CHANNEL.',
  ),
  ALERTS_FILE: optional(z.string()).describe('Give the YAML file of which alerts go where (docs/oncall.md).'),
  ACCESS_FILE: optional(z.string()).describe('Give the YAML file of who may see what (docs/roles.md).'),
  MERCHANTS_FILE: optional(z.string()).describe('Give the YAML file on merchants (docs/merchants.md).'),
  SINKS_FILE: optional(z.string()).describe('Give the YAML file of docs/sinks.md; empty is no sink.'),
  PRICE_CONFIDENCE: defaulted(share(CONFIDENCE.price), '90%').describe(
    'Give how probable a gain must be for a price to be suggested, from 50% to 99.9%.',
  ),
  PRICE_CHANGES_A_WEEK: defaulted(count, 10).describe(
    'Give how many price changes a merchant or a category may get in a week, or 0 for any number.',
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
  OTEL_EXPORTER_OTLP_ENDPOINT: optional(z.url({ protocol: /^https?$/ })).describe(
    'Give the address of an OpenTelemetry collector, such as http://localhost:4318; empty is no traces.',
  ),
  OTEL_EXPORTER_OTLP_HEADERS: optional(headers).describe(
    'Give what the collector asks for, as name=value, separated by commas.',
  ),
  LOG_LEVEL: defaulted(z.enum(['debug', 'info', 'warn', 'error', 'silent']), 'info').describe(
    'Give debug, info, warn, error or silent.',
  ),
} as const

/** compared with .env.example by a test */
export const VARIABLES = Object.keys(shape) as (keyof typeof shape)[]
