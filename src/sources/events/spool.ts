import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { sumOf } from '../../lib/sum.ts'

/** Events that have been taken but not landed yet: files of lines, each on the disk before anybody is answered. */
export interface Spool {
  /** resolves when the lines would outlive a power cut */
  append(lines: readonly string[]): Promise<void>
  /** how many lines wait to be written */
  waiting(): number
  close(): Promise<void>
}

const SEGMENT_MS = 10 * 60_000
const SEGMENT_BYTES = 16 * 1024 * 1024

interface Waiting {
  readonly text: string
  readonly lines: number
  readonly done: () => void
  readonly failed: (error: unknown) => void
}

/** What comes while the disk is busy is written together, with one sync for all. */
export function openSpool(dir: string, now: () => Date): Spool {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  let queue: Waiting[] = []
  let segment: { handle: FileHandle; since: number; bytes: number } | null = null
  let writing: Promise<void> = Promise.resolve()
  let isWriting = false

  const write = async (texts: string) => {
    const at = now().getTime()
    if (segment && (at - segment.since > SEGMENT_MS || segment.bytes > SEGMENT_BYTES)) {
      await segment.handle.close()
      segment = null
    }
    segment ??= {
      handle: await open(join(dir, `${String(at).padStart(15, '0')}-${randomUUID()}.jsonl`), 'ax', 0o600),
      since: at,
      bytes: 0,
    }
    await segment.handle.appendFile(texts)
    await segment.handle.datasync()
    segment.bytes += Buffer.byteLength(texts)
  }
  const drain = async () => {
    while (queue.length > 0) {
      const mine = queue
      queue = []
      await write(mine.map(({ text }) => text).join('')).then(
        () => mine.forEach(({ done }) => void done()),
        async (error: unknown) => {
          // half a line may stand in it: the next ones go into a file of their own
          await segment?.handle.close().catch(() => undefined)
          segment = null
          mine.forEach(({ failed }) => void failed(error))
        },
      )
    }
    isWriting = false
  }
  return {
    append: (lines) =>
      new Promise<void>((done, failed) => {
        queue.push({ text: lines.map((line) => `${line}\n`).join(''), lines: lines.length, done, failed })
        if (isWriting) return
        isWriting = true
        writing = drain()
      }),
    waiting: () => sumOf(queue, ({ lines }) => lines),
    async close() {
      await writing
      await segment?.handle.close()
    },
  }
}
