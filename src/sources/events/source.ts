import { createReadStream } from 'node:fs'
import { open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { emptyPage, toPages } from '../rows/to-pages.ts'
import type { Cursor, Page, Source } from '../source.ts'
import { type Event, readStored } from './event.ts'
import { sessionRow } from './sessions.ts'

/** How many bytes of each segment have landed. */
const place = z.record(z.string(), z.number())
type Place = Readonly<Record<string, number>>

/** No session is longer: its events may lie in segments as old as this, and older ones go. */
const KEPT_MS = 24 * 3_600_000
const ROWS_A_PAGE = 2000
/** more than can be written at once */
const TAIL_BYTES = 1024 * 1024

interface EventsFeed {
  readonly dir: string
  readonly platform: string
  readonly zone: string
  readonly currency: string
}

/** What the event collector has taken, as sessions. One that goes on lands anew, whole, and replaces what it was. */
export function eventsSource({ dir, platform, zone, currency }: EventsFeed): Source {
  return {
    name: `${platform}/events`,
    platform,
    table: 'sessions',
    write: 'merge',
    zone,
    currency,
    freshWithinMinutes: 26 * 60,
    isPrompt: true,
    pages: (from, { signal }) => pages(dir, platform, from, signal),
  }
}

async function* pages(
  dir: string,
  platform: string,
  from: Cursor,
  signal: AbortSignal,
): AsyncGenerator<Page, void, void> {
  const before = place.parse(from === null ? {} : JSON.parse(from))
  const sizes = await sizesIn(dir)
  const landed = await dropOld(dir, sizes, before)
  const touched = new Set<string>()
  for (const [name, size] of sizes) {
    if (size > (landed[name] ?? 0))
      for await (const event of eventsIn(join(dir, name), { from: landed[name] ?? 0, to: size }, signal))
        touched.add(event.session_id)
  }
  const next = JSON.stringify(Object.fromEntries(sizes))
  if (touched.size === 0) {
    if (next !== from && sizes.size > 0) yield emptyPage(next)
    return
  }
  const sessions = new Map<string, Event[]>()
  for (const [name, size] of sizes)
    for await (const event of eventsIn(join(dir, name), { from: 0, to: size }, signal)) {
      if (!touched.has(event.session_id)) continue
      const mine = sessions.get(event.session_id)
      if (mine) mine.push(event)
      else sessions.set(event.session_id, [event])
    }
  const rows = [...sessions.values()].map((events) => sessionRow(platform, events))
  const here = JSON.stringify(before)
  for (let i = 0; i < rows.length; i += ROWS_A_PAGE) {
    const isLast = i + ROWS_A_PAGE >= rows.length
    yield* toPages({ sessions: rows.slice(i, i + ROWS_A_PAGE) }, { at: '', here, next: isLast ? next : here })
  }
}

/** By the time their names begin with. A line that is still being written is not counted. */
async function sizesIn(dir: string): Promise<Map<string, number>> {
  const names = await readdir(dir).catch(() => [])
  const sizes = new Map<string, number>()
  for (const name of names.filter((one) => /^\d{15}-.*\.jsonl$/.test(one)).sort())
    sizes.set(name, await wholeLines(join(dir, name)))
  return sizes
}

async function wholeLines(path: string): Promise<number> {
  const handle = await open(path)
  try {
    const { size } = await handle.stat()
    const tail = Buffer.alloc(Math.min(size, TAIL_BYTES))
    await handle.read(tail, 0, tail.length, size - tail.length)
    return size - tail.length + tail.lastIndexOf('\n') + 1
  } finally {
    await handle.close()
  }
}

/** Segments that have landed whole and are a day older than the youngest. */
async function dropOld(dir: string, sizes: Map<string, number>, landed: Place): Promise<Place> {
  const youngest = Math.max(0, ...[...sizes.keys()].map((name) => Number.parseInt(name, 10)))
  for (const [name, size] of sizes) {
    if (Number.parseInt(name, 10) > youngest - KEPT_MS || landed[name] !== size) continue
    await rm(join(dir, name), { force: true })
    sizes.delete(name)
  }
  return landed
}

async function* eventsIn(
  path: string,
  { from, to }: { readonly from: number; readonly to: number },
  signal: AbortSignal,
): AsyncGenerator<Event, void, void> {
  if (to <= from) return
  const input = createReadStream(path, { start: from, end: to - 1 })
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    signal.throwIfAborted()
    const event = readStored(line)
    if (event) yield event
  }
}
