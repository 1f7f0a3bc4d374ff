import { messageOf } from '../../lib/errors.ts'
import type { HttpClient } from '../http/http.ts'
import type { CrawlQueue } from './queue.ts'
import { type CrawledSource, gapOf, visit } from './visit.ts'

export interface CrawlOptions {
  readonly feeds: readonly CrawledSource[]
  readonly queue: CrawlQueue
  readonly http: Pick<HttpClient, 'look'>
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  readonly now: () => Date
  readonly chance: () => number
  readonly onError: (error: string) => void
  /** how long to wait when nothing is due; null ends the work then */
  readonly idleMs: number | null
}

const LANES = 4
const AFTER_ERROR_MS = 10_000

/** Works the shared queue until it is stopped: every replica runs one, each page goes to one of them. */
export async function crawl(options: CrawlOptions, signal: AbortSignal): Promise<void> {
  if (options.feeds.length === 0) return
  const lane = async () => {
    while (!signal.aborted) {
      const wait = await step(options, signal)
      if (wait === null) return
      if (wait > 0) await options.sleep(wait, signal).catch(() => undefined)
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
}

/** One page; gives how long to wait before the next, null when the work is done. */
async function step(options: CrawlOptions, signal: AbortSignal): Promise<number | null> {
  const { feeds, queue, idleMs } = options
  const of = new Map(feeds.map((feed) => [feed.name, feed]))
  try {
    const page = await queue.claim([...of.keys()], ({ feed, robots }) => {
      const known = of.get(feed)
      return known ? gapOf(known, robots) : 0
    })
    if (!page) return idleMs
    const feed = of.get(page.feed)
    if (feed) await visit(page, feed, { ...options, signal })
    return 0
  } catch (error) {
    if (!signal.aborted) options.onError(messageOf(error))
    return AFTER_ERROR_MS
  }
}
