import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { sumOf } from '../../lib/sum.ts'
import type { ManifestFile } from '../contract/lake.ts'
import type { Copied } from '../engine/engine.ts'
import { isLeftBehind, ownName } from './owner.ts'

/** Where files are written before they count: outside of every path the manifest may name. */
const STAGING = '.staging'

export async function stagingFolder(root: string, id: string): Promise<string> {
  const folder = join(root, STAGING, ownName(id))
  await mkdir(folder, { recursive: true })
  return folder
}

/** Rows of all of them together. */
export function rowsOf(parts: readonly { readonly rows: number }[]): number {
  return sumOf(parts, ({ rows }) => rows)
}

/** What the manifest will say of a staged file: its path is the one it has after `settle`. */
export function manifestFile(staging: string, table: string, copied: Copied): ManifestFile {
  const path = relative(staging, copied.filename)
  const dt = /\/dt=(\d{4}-\d{2}-\d{2})\//.exec(`/${path}`)?.[1] ?? null
  return { table, dt, path, rows: copied.count, bytes: copied.file_size_bytes }
}

/** Makes staged files durable and moves them to where they are read. After it, a power cut cannot cut one short. */
export async function settle(root: string, staging: string, files: readonly ManifestFile[]): Promise<void> {
  await inGroups(files, async ({ path }) => sync(join(staging, path)))
  const folders = new Set(files.map(({ path }) => dirname(join(root, path))))
  for (const folder of folders) await mkdir(folder, { recursive: true })
  await inGroups(files, ({ path }) => rename(join(staging, path), join(root, path)))
  await inGroups([...folders, ...new Set([...folders].map(dirname))], syncFolder)
  await rm(staging, { recursive: true, force: true })
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A bucket behind a mount has no folders to sync: it says so by one of these. */
const HAS_NONE = ['EINVAL', 'ENOTSUP', 'ENOSYS', 'EPERM', 'EISDIR']

async function syncFolder(path: string): Promise<void> {
  await sync(path).catch((error: NodeJS.ErrnoException) => {
    if (!HAS_NONE.includes(error.code ?? '')) throw error
  })
}

/** From here on a file without a manifest row is nobody's: it is not about to be published, and no query reads it. */
const NOBODYS_AFTER_MS = 3_600_000
/** From a file's last move to its manifest row it takes a transaction, for which the state may have to be waited for. */
const NAMED_WITHIN_MS = 10_000

/**
 * Removes what a killed build or landing left behind. Other processes may be at work in the same lake: their folders are
 * left alone, and so is a file that is young.
 */
export async function sweep(root: string, spill: string, known: ReadonlySet<string>): Promise<void> {
  for (const place of [join(root, STAGING), spill]) {
    for (const name of await readdir(place).catch(() => []))
      if (await isLeftBehind(place, name)) await rm(join(place, name), { recursive: true, force: true })
  }
  await removeUnknown(root, known, NOBODYS_AFTER_MS)
}

/** What is replaced, whoever is to remove it: it may be read still, and names somebody who is to be forgotten. */
export function forget(
  root: string,
  known: ReadonlySet<string>,
  namedWithinMs = NAMED_WITHIN_MS,
): Promise<void> {
  return removeUnknown(root, known, namedWithinMs)
}

async function removeUnknown(root: string, known: ReadonlySet<string>, afterMs: number): Promise<void> {
  const old = Date.now() - afterMs
  for (const path of await filesBelow(root)) {
    if (!path.endsWith('.parquet') || known.has(path)) continue
    const found = await stat(join(root, path)).catch(() => null)
    if (found && Math.max(found.mtimeMs, found.ctimeMs) < old) await remove(root, [path])
  }
}

/** Without what is being written. A folder that another process has just removed holds nothing: Node's own walk throws there. */
async function filesBelow(root: string, folder = ''): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(emptyWhereGone)
  const below: string[] = []
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isFile()) below.push(path)
    else if (entry.isDirectory() && path !== STAGING) below.push(...(await filesBelow(root, path)))
  }
  return below
}

function emptyWhereGone(error: NodeJS.ErrnoException): never[] {
  if (error.code === 'ENOENT') return []
  throw error
}

export async function remove(root: string, paths: readonly string[]): Promise<void> {
  await inGroups(paths, (path) => rm(join(root, path), { force: true }))
}

async function inGroups<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < items.length; i += 32) await Promise.all(items.slice(i, i + 32).map(work))
}

export function byTable(files: readonly ManifestFile[]): Map<string, ManifestFile[]> {
  const tables = new Map<string, ManifestFile[]>()
  for (const file of files) {
    const mine = tables.get(file.table)
    if (mine) mine.push(file)
    else tables.set(file.table, [file])
  }
  return tables
}

/** More small files than this are one file too many to open for every read. */
const SIDE_BY_SIDE = 24

/**
 * Of a table's files that a build adds to, those to write anew together with what it adds: none, until there are many;
 * then all but one that outweighs the rest, so that a long history is not copied for the sake of some days.
 */
export function toMerge(files: readonly ManifestFile[]): readonly ManifestFile[] {
  if (files.length < SIDE_BY_SIDE) return []
  const [largest, ...rest] = files.toSorted((a, b) => b.rows - a.rows)
  if (!largest) return []
  return largest.rows > rowsOf(rest) ? rest : files
}
