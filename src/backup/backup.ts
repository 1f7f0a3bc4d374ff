import { copyFile, link, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { create } from 'tar'
import type { Config } from '../config/config.ts'
import { RAW_TABLE_NAMES } from '../lake/contract/schema.ts'
import { stagingFolder } from '../lake/store/files.ts'
import { Fault, messageOf } from '../lib/errors.ts'
import { sumOf } from '../lib/sum.ts'
import { openState } from '../state/database/connect.ts'
import { migrationsOf, snapshotState } from '../state/database/portable.ts'
import type { State } from '../state/database/state.ts'
import { manifestOf } from '../state/lake/manifest.ts'
import { shopSettings } from '../state/shop-settings.ts'
import { type Contents, described, FORMAT, filesBelow, LIST, STATE } from './contents.ts'

export interface BackedUp {
  readonly file: string
  readonly bytes: number
  readonly lakeFiles: number
}

type Kept = Pick<Config, 'dataDir' | 'lakeDir' | 'databaseUrl' | 'shop' | 'stated' | 'shopperKey'>

/**
 * One archive of all that is kept: the state as it stands at one instant, the lake's files that it names, and events that
 * have not been taken in. The bot may run and build meanwhile: its files are written once and replaced by others, so a
 * link to each holds them until they are packed.
 */
export async function backUp(
  config: Kept,
  file: string,
  { release, now }: { readonly release: string; readonly now: Date },
): Promise<BackedUp> {
  const to = resolve(file)
  const state = await openState(config.databaseUrl)
  const staging = await stagingFolder(resolve(config.lakeDir), 'backup')
  try {
    const applied = await migrationsOf(state)
    if (applied === null)
      throw new Fault('There is nothing to back up: the state database is empty.', 'Start the bot first.')
    await copyEvents(join(config.dataDir, 'events'), join(staging, 'events'))
    const lakeFiles = await freeze(config, state, { staging, applied })
    const { zone, currency } = await shopSettings(state, { ...config, imported: undefined })
    const paths = await filesBelow(staging)
    const contents: Contents = {
      format: FORMAT,
      release,
      madeAt: now.toISOString(),
      migrations: [...applied],
      shop: { zone, currency, hasOwnKey: config.shopperKey !== null },
      files: await eachOf(paths, (path) => described(staging, path)),
    }
    await writeFile(join(staging, LIST), JSON.stringify(contents, null, 1))
    await pack(staging, [LIST, ...paths], to)
    return { file: to, lakeFiles, bytes: sumOf(contents.files, ({ bytes }) => bytes) }
  } finally {
    await state.close()
    await rm(staging, { recursive: true, force: true })
  }
}

/** Between the state's snapshot and the links a file may have been replaced and removed: then both are taken anew. */
const TRIES = 5

async function freeze(
  { lakeDir }: Kept,
  state: State,
  { staging, applied }: { readonly staging: string; readonly applied: readonly string[] },
): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    await rm(join(staging, STATE), { force: true })
    await snapshotState(state, join(staging, STATE), applied)
    const paths = await lakePaths(join(staging, STATE))
    await rm(join(staging, 'lake'), { recursive: true, force: true })
    const missing = await linkAll(lakeDir, join(staging, 'lake'), paths)
    if (missing === null) return paths.length
    if (tries === TRIES)
      throw new Fault(
        `The lake's file ${missing} is missing.`,
        'Nothing was written. floorwalker verify says what else is broken and how to get it back.',
      )
  }
}

async function lakePaths(snapshot: string): Promise<readonly string[]> {
  const state = await openState(`sqlite:${snapshot}`)
  try {
    return (await manifestOf(state, RAW_TABLE_NAMES).files()).map(({ path }) => path)
  } finally {
    await state.close()
  }
}

/** Gives the first file that is not there. */
async function linkAll(lakeDir: string, to: string, paths: readonly string[]): Promise<string | null> {
  for (const path of paths) {
    await mkdir(dirname(join(to, path)), { recursive: true })
    try {
      await linkOrCopy(join(lakeDir, path), join(to, path))
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return path
      throw error
    }
  }
  return null
}

/** A bucket behind a mount knows no links. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  await link(from, to).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw error
    return copyFile(from, to)
  })
}

/** Before the state: what is in both is taken in once, what were in neither would be lost. They grow, so no links. */
async function copyEvents(from: string, to: string): Promise<void> {
  for (const name of await readdir(from).catch(() => [])) {
    await mkdir(to, { recursive: true })
    // taken in meanwhile
    await copyFile(join(from, name), join(to, name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
    })
  }
}

/** Under its name only when it is whole and on the disk; nobody else may read it, for keys and customers are in it. */
async function pack(staging: string, paths: readonly string[], to: string): Promise<void> {
  const part = join(dirname(to), `.${basename(to)}.part`)
  try {
    await mkdir(dirname(to), { recursive: true })
    await writeFile(part, '', { mode: 0o600 })
    await create({ cwd: staging, file: part, portable: true, strict: true }, [...paths])
    const handle = await open(part, 'r')
    await handle.sync().finally(() => handle.close())
    await rename(part, to)
  } catch (error) {
    await rm(part, { force: true })
    throw new Fault(
      `The backup ${to} could not be written (${messageOf(error)}).`,
      'Make room, or name another file.',
      { cause: error },
    )
  }
}

async function eachOf<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (const item of items) results.push(await work(item))
  return results
}
