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
    usage: 'demo [--headless] [--data <preset> <dir>] [--today 2026-11-24]',
    about: 'Runs everything on a simulated marketplace, or on real files, without any token.',
  },
  import: {
    name: 'import',
    usage: 'import <preset|mapping.yaml> <dir>',
    about: 'Loads files, builds the tables and says where every row went. Presets: olist, online-retail.',
  },
  source: {
    name: 'source',
    usage: 'source add',
    about: 'Asks what a new feed needs, tries it, shows ten rows, then saves it into SOURCES_FILE.',
  },
  job: {
    name: 'job',
    usage: 'job <name> [--slot 2026-11-24] [--post]',
    about: 'Runs one job for one slot and prints what it would post; --post posts it.',
  },
  ask: {
    name: 'ask',
    usage: 'ask "/forecast gmv 14"',
    about: 'Answers a slash command in the terminal.',
  },
  evaluate: {
    name: 'evaluate',
    usage: 'evaluate <what> --csv <file> [--json]',
    about:
      'Scores a model on your own data: anomaly, conversion, drivers, elasticity, experiment, forecast, recommend, restock, uplift.',
  },
  erase: {
    name: 'erase',
    usage: 'erase <platform> <shopper> --yes',
    about: 'Takes a shopper out of everything that is kept, and leaves them out when they come again.',
  },
  retain: {
    name: 'retain',
    usage: 'retain [--dry-run]',
    about: 'Drops the days that are kept no longer (KEEP_MONTHS, RAW_DAYS), as the job of that name does.',
  },
  doctor: {
    name: 'doctor',
    usage: 'doctor',
    about: 'Says what is configured, what is reachable, what is missing and how to mend it.',
  },
  manifest: {
    name: 'manifest',
    usage: 'manifest [--url https://bot.example.com]',
    about: 'Writes manifest.json from the commands: paste it to create the Slack app.',
  },
} as const satisfies Readonly<Record<string, About>>
