import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Config } from '../../config/config.ts'
import { storesIn } from '../../config/stores.ts'
import { type Clock, type Day, instantOf, isDay } from '../../lib/days.ts'
import { Fault } from '../../lib/errors.ts'

/** the whole night, its threads and the shop shall fit into a gigabyte */
const ENGINE_MB = 256
export const BREAKFAST = 7 * 60 + 30
const FILE = 'demo.json'

const shape = z.object({
  shop: z.object({ name: z.string(), zone: z.string(), currency: z.string() }),
  today: z.string().refine(isDay),
})

/** A demo that was run: its shop, and the day on which it takes place. */
export interface DemoPlace extends z.output<typeof shape> {
  readonly dir: string
}

/** Where the demo lies below the data folder. */
export function demoDir({ dataDir }: Pick<Config, 'dataDir'>): string {
  return join(dataDir, 'demo')
}

/** Where approved prices and orders of the demo go; only the demo over its own shop has this file. */
export function demoSinks(dir: string): string {
  return join(dir, 'sinks.yaml')
}

/** Written when the demo is ready to be asked. */
export function saveDemoPlace({ dir, shop, today }: DemoPlace): void {
  writeFileSync(join(dir, FILE), `${JSON.stringify({ shop, today })}\n`)
}

/** The demo that was run last below the data folder; null when none was, or none was ready. */
export function demoPlace(config: Pick<Config, 'dataDir'>): DemoPlace | null {
  const dir = demoDir(config)
  const path = join(dir, FILE)
  if (!existsSync(path)) return null
  const read = shape.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  return read.success ? { dir, ...read.data } : null
}

export function demoPlaceOrFault(config: Pick<Config, 'dataDir'>): DemoPlace {
  const place = demoPlace(config)
  if (place) return place
  throw new Fault(`There is no demo in ${demoDir(config)}.`, 'Run floorwalker demo first.')
}

/** A quiet log, a folder of its own, and no Slack unless it is asked for: whatever the environment says. */
export function demoConfig(
  config: Config,
  { dir, shop }: Omit<DemoPlace, 'today'>,
  { inSlack = false } = {},
): Config {
  return {
    ...config,
    slack: inSlack ? config.slack : { mode: 'workspace' },
    ...storesIn(dir),
    sourcesFile: null,
    sinksFile: existsSync(demoSinks(dir)) ? demoSinks(dir) : null,
    events: null,
    shop,
    stated: { zone: true, currency: true },
    engine: { ...config.engine, memoryLimitMb: Math.min(config.engine.memoryLimitMb, ENGINE_MB) },
    ops: { host: '127.0.0.1', port: 0 },
    logLevel: config.logLevel === 'info' ? 'warn' : config.logLevel,
  }
}

/** Breakfast time of `day`, going on as real time does. */
export function clockFrom(day: Day, zone: string): Clock {
  const ahead = instantOf(day, BREAKFAST + 15, zone).getTime() - Date.now()
  return { now: () => new Date(Date.now() + ahead) }
}
