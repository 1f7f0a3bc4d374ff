import { access, chmod, copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { extract, list } from 'tar'
import type { Config } from '../config/config.ts'
import { makeFolders } from '../folders.ts'
import { stagingFolder } from '../lake/store/files.ts'
import { Fault, messageOf } from '../lib/errors.ts'
import { migrate, openState } from '../state/database/connect.ts'
import { fillState, migrationsOf, unknownMigrations } from '../state/database/portable.ts'
import { withoutPassword } from '../state/database/postgres.ts'
import { afterRestore } from '../state/messages/after-restore.ts'
import { shopSettings } from '../state/shop-settings.ts'
import { type Contents, damaged, LIST, readContents, STATE } from './contents.ts'

type Stores = Pick<Config, 'dataDir' | 'lakeDir' | 'spillDir' | 'databaseUrl'>
type Restoring = Stores & Pick<Config, 'shop' | 'stated'>

export interface Restored {
  readonly contents: Contents
  /** what the figures would be read as from now on */
  readonly shop: { readonly zone: string; readonly currency: string }
}

/** Puts a backup where nothing is kept yet. It is checked as a whole first; the state, which names the rest, comes last. */
export async function restore(config: Restoring, file: string, now: Date): Promise<Restored> {
  await refuseFilled(config)
  const contents = await contentsOf(file)
  const unknown = unknownMigrations(contents.migrations)
  if (unknown.length > 0)
    throw new Fault(
      `The backup was made by the newer release ${contents.release}: ${unknown.join(', ')} is not known here.`,
      'Restore it with that release or a later one; nothing was changed.',
    )
  makeFolders(config)
  const root = resolve(config.lakeDir)
  const staging = await stagingFolder(root, 'restore')
  try {
    await unpack(file, staging)
    const faults = await damaged(staging, contents.files)
    if (faults.length > 0)
      throw new Fault(
        `The backup is damaged: ${faults.slice(0, 3).join('; ')}${faults.length > 3 ? ` and ${faults.length - 3} more` : ''}.`,
        'Nothing was restored. Use another backup.',
      )
    await moveAll(join(staging, 'lake'), root)
    await moveAll(join(staging, 'events'), join(config.dataDir, 'events'))
    await placeState(join(staging, STATE), config.databaseUrl, contents.migrations)
    return { contents, shop: await openAfter(config, new Date(contents.madeAt), now) }
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

/** What is there already must not be mixed with what comes. */
async function refuseFilled({ dataDir, lakeDir, databaseUrl }: Stores): Promise<void> {
  for (const folder of new Set([dataDir, lakeDir])) {
    const inside = await readdir(folder).catch(() => [])
    const [first] = inside.filter((name) => !BELONGS_TO_NOBODY.includes(name))
    if (first !== undefined)
      throw new Fault(
        `${folder} is not empty: it holds ${first}.`,
        'Set DATA_DIR (and LAKE_DIR) to an empty folder, or move away what is there.',
      )
  }
  if (!databaseUrl.startsWith('postgres')) return refuseFile(sqliteFile(databaseUrl))
  const state = await openState(databaseUrl)
  const applied = await migrationsOf(state).finally(() => state.close())
  if (applied !== null)
    throw new Fault(
      `The database ${withoutPassword(databaseUrl)} holds a state already.`,
      'Set DATABASE_URL to an empty database.',
    )
}

const sqliteFile = (url: string) => url.replace(/^sqlite:(\/\/)?/, '')

async function refuseFile(file: string): Promise<void> {
  const isThere = await access(file).then(
    () => true,
    () => false,
  )
  if (isThere)
    throw new Fault(
      `The state database ${file} is there already.`,
      'Move it away, or set DATABASE_URL to another.',
    )
}

/** A new disk has the first; a container's volume may be made with the others. */
const BELONGS_TO_NOBODY: readonly string[] = ['lost+found', 'lake', 'spill', '.staging']

async function contentsOf(file: string): Promise<Contents> {
  let json = ''
  try {
    await list({
      file,
      strict: true,
      onReadEntry: (entry) => {
        if (entry.path !== LIST || json !== '') return
        entry.on('data', (chunk) => {
          json += chunk.toString('utf8')
        })
      },
    })
  } catch (error) {
    throw new Fault(`The backup ${file} cannot be read (${messageOf(error)}).`, 'Use another backup.')
  }
  if (json === '') throw new Fault(`${file} is no backup of Floorwalker.`, 'Name one that it made.')
  return readContents(json)
}

async function unpack(file: string, to: string): Promise<void> {
  try {
    await extract({
      file,
      cwd: to,
      strict: true,
      filter: (_, entry) => 'type' in entry && entry.type === 'File',
    })
  } catch (error) {
    throw new Fault(
      `The backup ${file} cannot be unpacked (${messageOf(error)}).`,
      'Make room, or use another backup; nothing was restored.',
    )
  }
}

async function moveAll(from: string, to: string): Promise<void> {
  for (const name of await readdir(from).catch(() => [])) {
    await mkdir(to, { recursive: true })
    await rename(join(from, name), join(to, name)).catch(async (error: NodeJS.ErrnoException) => {
      // the events may lie on another disk than the lake
      if (error.code !== 'EXDEV') throw error
      await copyFile(join(from, name), join(to, name))
    })
  }
}

async function placeState(snapshot: string, url: string, applied: readonly string[]): Promise<void> {
  if (url.startsWith('postgres')) return fillState(snapshot, url, applied)
  const file = sqliteFile(url)
  await mkdir(dirname(file), { recursive: true })
  await copyFile(snapshot, file)
  await chmod(file, 0o600)
}

async function openAfter(config: Restoring, madeAt: Date, now: Date): Promise<Restored['shop']> {
  const state = await openState(config.databaseUrl)
  try {
    await migrate(state)
    await state.transaction((trx) => afterRestore(trx, { madeAt, now }))
    return await shopSettings(state, { ...config, imported: undefined })
  } finally {
    await state.close()
  }
}
