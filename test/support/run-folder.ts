import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    runFolder: string
  }
}

let folder = ''

/** One folder a run, for what all test files of it share. */
export async function setup(project: TestProject): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'floorwalker-run-'))
  project.provide('runFolder', folder)
}

export async function teardown(): Promise<void> {
  await rm(folder, { recursive: true, force: true })
}
