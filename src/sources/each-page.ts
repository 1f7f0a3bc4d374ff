import { explain, Fault } from '../lib/errors.ts'
import { plural } from '../lib/text.ts'
import type { Page } from './source.ts'
import { landUnpacked } from './unpacked.ts'

/** What one run of one source may take: what is not read by then comes at the next run, which goes on where it stands. */
export interface RunLimits {
  readonly minutes: number
  readonly pages: number
}

/** A run is due every fifteen minutes. The docs are held to it by a test. */
export const RUN_LIMITS: RunLimits = { minutes: 10, pages: 2_000 }

/** A page that has not come in so many times the minutes of a run will not come: its source is let go. */
const LET_GO_AFTER = 3

interface Reading {
  /** ends the whole of it */
  readonly signal: AbortSignal
  /** pages that stand alone land two at a time, and one that cannot does not keep the others */
  readonly standAlone: boolean
  readonly limits: RunLimits | null
  readonly now: () => Date
}

/** While a page is read or waited for, another lands. */
const AT_ONCE = 2

/**
 * Lands the pages of a source until it ends or the run has taken what it may: the pages read are returned where it was
 * stopped, else null. What goes wrong with a page that stands alone is told when the others have landed.
 */
export async function eachPage(
  open: (signal: AbortSignal) => AsyncGenerator<Page, void, void>,
  land: (page: Page) => Promise<void>,
  { signal, standAlone, limits, now }: Reading,
): Promise<{ readonly pages: number } | null> {
  const end = limits && now().getTime() + limits.minutes * 60_000
  const letGo = limits ? AbortSignal.timeout(LET_GO_AFTER * limits.minutes * 60_000) : null
  const own = letGo ? AbortSignal.any([signal, letGo]) : signal
  const pages = open(own)
  const faults: unknown[] = []
  let read = 0
  let isStopped = false
  const lane = async () => {
    while (!isStopped) {
      const step = await unlessAborted(pages.next(), own)
      if (step.done) return
      signal.throwIfAborted()
      await landUnpacked(step.value, land).catch((error: unknown) => {
        if (!standAlone || signal.aborted) throw error
        faults.push(error)
      })
      read++
      isStopped ||= limits !== null && end !== null && (read >= limits.pages || now().getTime() >= end)
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: standAlone ? AT_ONCE : 1 }, lane))
  faults.push(...ended.flatMap((lane) => (lane.status === 'rejected' ? [lane.reason] : [])))
  // who does not hear that it is let go is not waited for
  if (own.aborted) void pages.return().catch(() => undefined)
  else await pages.return()
  signal.throwIfAborted()
  if (letGo?.aborted) throw notComing(read, limits?.minutes ?? 0)
  if (faults.length > 1) throw new Error(faults.map(explain).join(' '))
  if (faults.length === 1) throw faults[0]
  return isStopped ? { pages: read } : null
}

function notComing(read: number, minutes: number): Fault {
  return new Fault(
    `After ${plural(read, 'page')} the next did not come within ${LET_GO_AFTER * minutes} minutes.`,
    'It is asked for again at the next run.',
  )
}

async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const leave = new AbortController()
  const stopped = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true, signal: leave.signal })
  })
  try {
    return await Promise.race([work, stopped])
  } finally {
    leave.abort()
    work.catch(() => undefined)
  }
}
