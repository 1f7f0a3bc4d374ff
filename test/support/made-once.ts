import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { inject } from 'vitest'

/** A new folder with what `make` leaves in one: made once a run by whoever needs it first, then copied. */
export async function copyOf(name: string, make: (dir: string) => Promise<void>): Promise<string> {
  const made = join(inject('runFolder'), name)
  while (!existsSync(made)) await makeOrWait(made, make)
  const dir = await mkdtemp(join(tmpdir(), `${name}-`))
  await cp(made, dir, { recursive: true })
  return dir
}

async function makeOrWait(made: string, make: (dir: string) => Promise<void>): Promise<void> {
  const draft = `${made}.draft`
  try {
    // only one of those who try makes it
    await mkdir(draft)
  } catch {
    await pause(100)
    return
  }
  try {
    // it may have been made between the look and the turn
    if (existsSync(made)) return
    await make(draft)
    await rename(draft, made)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}
