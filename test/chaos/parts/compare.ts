import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pino } from 'pino'
import { z } from 'zod'
import { jobs } from '../../../jobs/registry.ts'
import { buildApp } from '../../../src/app.ts'
import { verify } from '../../../src/backup/verify.ts'
import { readConfig } from '../../../src/config/config.ts'
import { RAW_TABLE_NAMES } from '../../../src/lake/contract/schema.ts'
import { forget } from '../../../src/lake/store/files.ts'
import { MARTS } from '../../../src/lake/tables/marts.ts'
import { manifestOf } from '../../../src/state/lake/manifest.ts'
import type { Lived } from './days.ts'

type Place = Pick<Lived, 'env' | 'dir'>

function configOf({ env }: Pick<Place, 'env'>) {
  const read = readConfig(env)
  if (read.kind === 'faults') throw new Error(JSON.stringify(read.faults))
  return read.config
}

/** What the lake and the state of one hold that the other's do not, figure by figure and message by message. */
export async function differences(calm: Place, other: Place): Promise<string[]> {
  const [expected, found] = [await contentOf(calm), await contentOf(other)]
  return [...new Set([...expected.keys(), ...found.keys()])]
    .filter((name) => expected.get(name) !== found.get(name))
    .map((name) => {
      if (!found.has(name)) return `${name} is missing`
      return expected.has(name) ? `${name} is another` : `${name} is too many`
    })
}

/** Never caught up, or begun by the end of a build: for which minute hangs on when a process looked. */
const RUNS_WHEN_SEEN = new Set([
  'watch-today',
  ...jobs.filter(({ catchUp }) => catchUp === 'none').map(({ name }) => name),
])

/** A hash of each mart and of the KPIs, of each message by its key, and how each slot ended. */
async function contentOf(place: Place): Promise<Map<string, string>> {
  const app = await buildApp(configOf(place), { sources: [], log: pino({ level: 'silent' }) })
  try {
    const found = new Map<string, string>()
    for (const table of ['mart_kpi', ...MARTS.map(({ name }) => name)])
      found.set(table, hashOf(await app.ctx.lake.query(`select * from ${table} order by all`)))
    const { read } = app.ctx.state
    const said = z.object({ key: z.string(), channel: z.string(), content: z.string() })
    for (const row of z.array(said).parse(await read('outbox').select('key', 'channel', 'content')))
      found.set(`the message ${row.key}`, isTimed(row.key) ? '' : hashOf(withoutDelivered(row)))
    const slot = z.object({ job: z.string(), lane: z.string(), slot_utc: z.string(), state: z.string() })
    for (const { job, lane, slot_utc, state } of z.array(slot).parse(await read('job_slot').select()))
      if (!RUNS_WHEN_SEEN.has(job)) found.set(`the run of ${job} ${lane} for ${slot_utc}`, state)
      else if (state !== 'done' && state !== 'skipped') found.set(`the run of ${job} for ${slot_utc}`, state)
    return found
  } finally {
    await app.ctx.lake.close()
    await app.ctx.state.close()
  }
}

/** Pages that a killed read had taken in come again and are merged: how many rows came differs, and only that. */
function withoutDelivered<T extends { readonly content: string }>(row: T): T {
  return row.content.includes('ejected') ? { ...row, content: row.content.replaceAll(/\d[\d,]*/g, '') } : row
}

/** It says how long it took. */
const isTimed = (key: string) => key.startsWith('first-day')

const hashOf = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')

/**
 * No file that cannot be read, no row that does not add up, and nothing left behind: what a killed build had moved and not
 * named is taken away, as a start does once it is an hour old.
 */
export async function soundness(place: Place): Promise<string[]> {
  const config = configOf(place)
  const app = await buildApp(config, { sources: [], log: pino({ level: 'silent' }) })
  await app.ctx.lake.close()
  const files = await manifestOf(app.ctx.state, RAW_TABLE_NAMES).files()
  await app.ctx.state.close()
  // nothing runs any more, so nothing is about to be named
  await forget(config.lakeDir, new Set(files.map(({ path }) => path)), 0)
  const broken = (await verify(config)).filter(({ mark }) => mark !== '✓')
  const folders = [join(config.lakeDir, '.staging'), config.spillDir, join(place.dir, 'tmp')]
  const left = await Promise.all(folders.map(namesIn))
  return [
    ...broken.map(({ about, said }) => `${about}: ${said}`),
    ...left.flat().map((path) => `left behind: ${path}`),
  ]
}

const namesIn = (folder: string) =>
  readdir(folder).then(
    (names) => names.map((name) => join(folder, name)),
    (): string[] => [],
  )
