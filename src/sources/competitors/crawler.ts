import { setTimeout as pause } from 'node:timers/promises'
import { messageOf } from '../../lib/errors.ts'
import type { HttpClient } from '../http/http.ts'
import type { PageQueue } from '../http/page-queue.ts'
import type { BackgroundClients, BackgroundWork } from '../source.ts'
import { CRAWLER } from './robots.ts'
import { type CrawledSource, gapOf, visit } from './visit.ts'

/** @internal exported for the tests: a crawl with times of its own */
export interface CrawlOptions {
  readonly feeds: readonly CrawledSource[]
  readonly queue: PageQueue
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

/**
 * Works the shared queue until it is stopped: every replica runs one, each page goes to one of them.
 *
 * @internal exported for the tests: a crawl with times of its own
 */
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

/** A page of a shop is not large; the queue says when it is asked for again. */
const LIMITS = { timeoutMs: 20_000, maxBytes: 4 * 1024 * 1024, retries: 0 }
const LOOK_AGAIN_MS = 5000

/** Crawls for one source until it is stopped. */
export function crawlInBackground(
  source: CrawledSource,
  { openHttp, pageQueue, now, contact, warn }: BackgroundClients,
): BackgroundWork {
  const leave = new AbortController()
  const userAgent = `${CRAWLER}/1.0 (prices of competitors${contact ? `; ${contact}` : ''})`
  const crawling = crawl(
    {
      feeds: [source],
      queue: pageQueue,
      http: openHttp({ ...LIMITS, userAgent }),
      sleep: (ms, signal) => pause(ms, undefined, { signal }),
      now,
      chance: Math.random,
      onError: (error) => warn({ source: source.name, error }, 'the crawler could not go on'),
      idleMs: LOOK_AGAIN_MS,
    },
    leave.signal,
  )
  return {
    stop: () => {
      leave.abort()
      return crawling
    },
  }
}
