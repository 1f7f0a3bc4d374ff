import type { About } from './verb.ts'

/** What the terminal can do, told without loading any of it. */
export const VERBS = {
  start: {
    name: 'start',
    usage: 'start',
    about: 'Runs the bot: against Slack with a token, in the local workspace without.',
  },
  demo: {
    name: 'demo',
    usage:
      'demo [--headless | --slack | --serve] [--data <preset> <dir>] [--today 2026-11-24] [--days 180] [--speed 60]',
    about: 'Runs everything on a simulated marketplace, or on real files, without any token.',
  },
  import: {
    name: 'import',
    usage: 'import [preset|mapping.yaml] <dir>',
    about:
      'Loads files, builds the tables and says where every row went; of a folder alone it proposes the mapping. Presets: olist, online-retail.',
  },
  source: {
    name: 'source',
    usage: 'source add',
    about: 'Asks what a new source needs, tries it, shows ten rows, then saves it to SOURCES_FILE.',
  },
  job: {
    name: 'job',
    usage: 'job <name> [--slot 2026-11-24] [--post]',
    about: 'Runs one job for one slot and prints what it would post; --post posts it.',
  },
  ask: {
    name: 'ask',
    usage: 'ask "/forecast gmv 14"|"how was gmv last week" [--demo]',
    about: 'Answers a command in the terminal; files that come with it are written to DATA_DIR/answers.',
  },
  evaluate: {
    name: 'evaluate',
    usage: 'evaluate <what> --csv <file> [--json]',
    about:
      'Scores a model on your own data: anomaly, churn, conversion, drivers, elasticity, experiment, forecast, intraday, recommend, restock, uplift; or replays the watch job on the shop.',
  },
  erase: {
    name: 'erase',
    usage: 'erase <platform> <customer> --yes',
    about: 'Deletes all data about a customer, also what arrives later.',
  },
  retain: {
    name: 'retain',
    usage: 'retain [--dry-run]',
    about: 'Deletes data past its retention (KEEP_MONTHS, RAW_DAYS); --dry-run lists it.',
  },
  backup: {
    name: 'backup',
    usage: 'backup <file>',
    about: 'Writes all that is kept to one archive; the bot may run and build meanwhile.',
  },
  restore: {
    name: 'restore',
    usage: 'restore <file>',
    about: 'Puts a backup into an empty DATA_DIR (and an empty DATABASE_URL), of SQLite or PostgreSQL.',
  },
  verify: {
    name: 'verify',
    usage: 'verify',
    about:
      'Checks the state and every file of the lake: rows, keys, sums; says what is broken and how to get it back.',
  },
  rebuild: {
    name: 'rebuild',
    usage: 'rebuild',
    about: 'Builds the tables and KPIs anew from the rows as they were ingested, as far as these are kept.',
  },
  doctor: {
    name: 'doctor',
    usage: 'doctor',
    about: 'Checks settings, stores, sources and Slack, and says how to fix what is wrong.',
  },
  manifest: {
    name: 'manifest',
    usage: 'manifest [--url https://bot.example.com]',
    about: 'Writes manifest.json from the commands: paste it to create the Slack app.',
  },
} as const satisfies Readonly<Record<string, About>>
