import { randomUUID } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'

/** A process that came after another of the same number, as in a container that is started again, is another one. */
const START = randomUUID().slice(0, 8)

/** Of another machine nothing can be asked: a folder in which nothing has changed for so long is nobody's. */
const STILL_AFTER_MS = 24 * 3_600_000

/** The name of a folder that only this process works in; several may share a lake. */
export function ownName(id: string): string {
  return `${id}@${hostname()}.${process.pid}.${START}`
}

/** Whether the process that a folder belongs to is gone. */
export async function isLeftBehind(place: string, name: string): Promise<boolean> {
  const [, host, pid = '', start] = /@(.*)\.(\d+)\.([0-9a-f]{8})$/.exec(name) ?? []
  if (host === hostname()) return start !== START && !isAlive(Number(pid))
  return (await lastChange(join(place, name))) < Date.now() - STILL_AFTER_MS
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // it is there and belongs to somebody else
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function lastChange(path: string): Promise<number> {
  const inside = await readdir(path, { recursive: true }).catch(() => [])
  const times = await Promise.all(
    ['', ...inside].map((name) =>
      stat(join(path, name)).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  )
  return Math.max(...times)
}
