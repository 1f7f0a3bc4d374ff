import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Every file below these folders, from the root of the project. */
export function pathsIn(folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length)),
  )
}

/** Where the plan holds; tests and benches may import what they test. */
export const HOUSE: readonly string[] = ['src', 'jobs', 'commands', 'migrations', 'bin']
/** Where files and folders stay small and are named alike. */
export const TIDY: readonly string[] = [...HOUSE, 'bench', 'test']

export const isCode = (path: string) => /\.[cm]?[jt]sx?$/.test(path)

export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}
