import { rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ZONE } from '../demo/market/calendar.ts'
import { DEMO_AHEAD, DEMO_DAYS, DEMO_TODAY, startDemoShop } from '../demo/serving/shop.ts'
import { sinksFileOf } from '../demo/serving/sinks-file.ts'
import { DEMO_TOKEN, sourcesFileOf } from '../demo/serving/sources-file.ts'
import { makeFolder } from '../folders.ts'
import { dayOf, isDay } from '../lib/days.ts'
import { Fault } from '../lib/errors.ts'
import { demoDir, demoSinks } from './place/demo-place.ts'
import { print } from './terminal.ts'
import type { Call, Verb } from './verb.ts'
import { VERBS } from './verbs.ts'

/** Less, and there is nothing to compare a day with. */
const FEWEST_DAYS = 22
/** faster, and a quarter of an hour is over before it is built */
const FASTEST = 120

export const demo: Verb = {
  ...VERBS.demo,
  options: {
    headless: { type: 'boolean', about: 'print the digest and the alerts as text, then end' },
    data: {
      type: 'string',
      about: 'a preset (olist, online-retail) or a mapping file; its folder follows: --data olist <dir>',
    },
    slack: { type: 'boolean', about: 'in your own Slack, by the tokens of .env, instead of the page here' },
    serve: {
      type: 'boolean',
      about: 'only the shop, as a REST API, and the sources.yaml that reads it',
    },
    speed: {
      type: 'string',
      about: `its clock goes on, so many times as fast (1 to ${FASTEST}), and an incident starts while you watch`,
    },
    days: { type: 'string', about: `so many days of data, from ${FEWEST_DAYS} on (default: ${DEMO_DAYS})` },
    today: { type: 'string', about: `the day on which the demo takes place (default: ${DEMO_TODAY})` },
  },
  async run(call) {
    const preset = call.option('data')
    const dir = call.words[0]
    if (preset && !dir)
      throw new Fault('--data takes a preset and a folder.', `Usage: floorwalker ${demo.usage}`)
    const today = call.option('today') ?? DEMO_TODAY
    if (!isDay(today)) throw new Fault(`"${today}" is not a day.`, 'Give it as YYYY-MM-DD.')
    if (call.has('slack') && call.config.slack.mode === 'workspace')
      throw new Fault('--slack needs the tokens of your Slack.', 'Set SLACK_BOT_TOKEN and SLACK_APP_TOKEN.')
    const days = daysAsked(call)
    const speed = speedAsked(call)
    const dataDir = emptied(call)
    if (call.has('serve')) return serveShop(call, dataDir, days)
    if (preset && dir) {
      const { overFiles } = await import('./demo-night.ts')
      return overFiles(call, dataDir, { preset, dir })
    }
    // the shop makes its world while the rest of the program is read
    const starting = startDemoShop({ dir: dataDir, today, days })
    starting.catch(() => undefined)
    const { overTheShop } = await import('./demo-night.ts')
    return overTheShop(call, { dataDir, days, speed, starting })
  },
}

function speedAsked(call: Call): number | null {
  const asked = call.option('speed')
  if (asked === null) return null
  if (call.option('data') || call.has('serve'))
    throw new Fault('--speed is of the simulated shop.', 'Leave out --data and --serve.')
  const speed = Number(asked)
  if (speed >= 1 && speed <= FASTEST) return speed
  throw new Fault(`"${asked}" is not a valid speed.`, `Give one from 1 to ${FASTEST}.`)
}

function daysAsked(call: Call): number {
  const days = Number(call.option('days') ?? DEMO_DAYS)
  if (Number.isInteger(days) && days >= FEWEST_DAYS && days <= 1000) return days
  throw new Fault(
    `"${call.option('days')}" is not a valid number of days.`,
    `Give one from ${FEWEST_DAYS} to 1000.`,
  )
}

function emptied({ config }: Call): string {
  const dataDir = resolve(demoDir(config))
  rmSync(dataDir, { recursive: true, force: true })
  makeFolder(dataDir, 'DATA_DIR')
  return dataDir
}

/** The shop alone, for a bot that reads it as it reads any other: by a sources file. */
async function serveShop(call: Call, dataDir: string, days: number): Promise<number> {
  const today = call.option('today') ?? dayOf(new Date(), ZONE)
  if (!isDay(today)) throw new Fault(`"${today}" is not a day.`, 'Give it as YYYY-MM-DD.')
  const shop = await startDemoShop({ dir: dataDir, today, days, ahead: DEMO_AHEAD })
  try {
    const file = join(dataDir, 'sources.yaml')
    writeFileSync(file, sourcesFileOf(shop))
    const sinks = demoSinks(dataDir)
    writeFileSync(sinks, sinksFileOf({ url: shop.url, orders: join(dataDir, 'orders') }))
    print(`The demo shop is at ${shop.url}, with ${days} days of data to ${today}. In another terminal:`)
    print(`  SOURCES_FILE=${file} SINKS_FILE=${sinks} ${DEMO_TOKEN}=${shop.token} \\`)
    print(`  ALLOW_PRIVATE_HOSTS=127.0.0.1,localhost SHOP_ZONE=${ZONE} floorwalker start`)
    print('Ctrl-C ends the shop.')
    const { untilStopped } = await import('./start.ts')
    await untilStopped()
    return 0
  } finally {
    await shop.stop()
  }
}
