import { cp, readdir, rm, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { verify } from '../../../src/backup/verify.ts'
import { runLine } from '../../../src/cli/line.ts'
import { type Random, seeded } from '../../../src/lib/random.ts'
import { openState } from '../../../src/state/database/connect.ts'
import { freePort } from '../../slack/http.ts'
import { openNights } from '../parts/night.ts'
import { beginBot } from '../parts/process.ts'
import { type Scenario, sized } from '../scenario.ts'

const TODAY = '2026-11-22'
const AS_INGESTED = /^(raw_|refused)/

/** A disk that lost half of a file: of each table of the lake in turn, and of the state. */
export const cutFiles: Scenario = {
  name: 'cut-files',
  about: 'Parquet and SQLite files cut in half: it says which is broken and how to get back',
  async run({ seed, size, dir, note }) {
    const random = seeded(seed)
    const nights = await openNights({ dir: join(dir, 'var'), seed, today: TODAY, days: 6 })
    const faults: string[] = []
    await nights.collect()
    await nights.build()
    const good = await nights.kpis()
    await nights.shut()
    const tables = await tablesIn(join(dir, 'var', 'lake'))
    const cut = sized(size, { quick: 2, usual: 8, full: tables.length })
    const chosen = tables.toSorted(() => random.next() - 0.5).slice(0, cut)
    for (const table of chosen) {
      note(table)
      faults.push(...(await cutTable({ dir, table, nights, good, random })))
    }
    faults.push(...(await cutState(dir, nights.env)))
    await nights.close()
    return { figures: { 'tables cut': chosen.length, 'state cut': 1 }, faults }
  },
}

type Given = {
  readonly dir: string
  readonly table: string
  readonly nights: Awaited<ReturnType<typeof openNights>>
  readonly good: string
  readonly random: Random
}

/** It is found and said how to get back; what is made of other rows is built anew, figure by figure the same. */
async function cutTable({ dir, table, nights, good, random }: Given): Promise<string[]> {
  const [here, safe] = [join(dir, 'var'), join(dir, 'safe')]
  await cp(here, safe, { recursive: true })
  try {
    const files = await parquetIn(join(here, 'lake', table))
    const file = files[random.below(files.length)] ?? ''
    await truncate(file, Math.floor((await stat(file)).size / 2))
    const found = (await verify(nights.config)).filter(({ mark }) => mark === '✗')
    if (!found.some(({ about, back }) => about === table && back !== null))
      return [`${table}: verify says ${JSON.stringify(found)}`]
    if (AS_INGESTED.test(table)) return []
    const code = await runLine(['rebuild'], nights.env)
    if (code !== 0) return [`${table}: rebuild ends with ${code}`]
    await nights.reopen()
    const isSame = (await nights.kpis()) === good
    await nights.shut()
    return isSame ? [] : [`${table}: other KPIs after rebuild`]
  } finally {
    await rm(here, { recursive: true, force: true })
    await cp(safe, here, { recursive: true })
    await rm(safe, { recursive: true, force: true })
  }
}

/** The state cannot be made of anything else: it is said, in words and not as a stack, and a backup is named. */
async function cutState(dir: string, env: Readonly<Record<string, string>>): Promise<string[]> {
  const file = join(dir, 'var', 'state.sqlite')
  // what is still in the log beside it makes a file whole again
  const state = await openState(`sqlite:${file}`)
  await state.write.raw('pragma wal_checkpoint(truncate)')
  await state.close()
  await truncate(file, Math.floor((await stat(file)).size / 2))
  const faults: string[] = []
  for (const verb of ['verify', 'start']) {
    const bot = beginBot([verb], { ...env, PORT: String(await freePort()) }, dir)
    const code = await bot.ended()
    const said = bot.all()
    if (code !== 1) faults.push(`state: ${verb} ends with ${code}`)
    if (!/restore/.test(said))
      faults.push(`state: ${verb} does not say how to get back: ${said.slice(0, 300)}`)
    if (/^\s+at /m.test(said)) faults.push(`state: ${verb} shows a stack: ${said.slice(0, 300)}`)
  }
  return faults
}

async function tablesIn(lake: string): Promise<string[]> {
  const folders = (await readdir(lake, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  const filled = await Promise.all(
    folders.map(async ({ name }) =>
      (await parquetIn(join(lake, name))).length > 0 && !name.startsWith('.') ? [name] : [],
    ),
  )
  return filled.flat().sort()
}

async function parquetIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true })
  return names.filter((name) => name.endsWith('.parquet')).map((name) => join(folder, name))
}
