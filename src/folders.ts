import { mkdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Config } from './config/config.ts'
import { Fault, messageOf } from './lib/errors.ts'

/**
 * Makes a folder and those above it. Node's own `recursive` tries for ever where a system has no such folder and lets
 * none be made, as below /proc.
 */
export function makeFolder(path: string, setting: string): void {
  try {
    makeMissing(resolve(path))
  } catch (error) {
    throw new Fault(
      `The folder ${path} cannot be made (${messageOf(error)}).`,
      `Set ${setting} to a folder that the bot may write to.`,
    )
  }
}

function makeMissing(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false })
  if (found?.isDirectory()) return
  if (found) throw new Error(`${folder} is not a folder`)
  if (folder !== dirname(folder)) makeMissing(dirname(folder))
  makeOne(folder)
}

function makeOne(folder: string): void {
  try {
    mkdirSync(folder)
  } catch (error) {
    // another process was first
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

/** Everything that the stores are opened in, before anything is. */
export function makeFolders({
  dataDir,
  lakeDir,
  spillDir,
  databaseUrl,
}: Pick<Config, 'dataDir' | 'lakeDir' | 'spillDir' | 'databaseUrl'>): void {
  makeFolder(dataDir, 'DATA_DIR')
  makeFolder(lakeDir, lakeDir === join(dataDir, 'lake') ? 'DATA_DIR' : 'LAKE_DIR')
  makeFolder(spillDir, spillDir === join(lakeDir, 'spill') ? 'LAKE_DIR' : 'SPILL_DIR')
  const [, file] = /^sqlite:(?:\/\/)?(.+)$/.exec(databaseUrl) ?? []
  if (file !== undefined) makeFolder(dirname(file), 'DATABASE_URL')
}
