import { afterEach, beforeEach } from 'vitest'
import { isCompetitorSource } from '../../../src/sources/competitors/competitors.ts'
import { type CrawlOptions, crawl } from '../../../src/sources/competitors/crawler.ts'
import { CRAWLER } from '../../../src/sources/competitors/robots.ts'
import type { PageQueue } from '../../../src/sources/http/page-queue.ts'
import type { State } from '../../../src/state/database/state.ts'
import { pageQueueOf } from '../../../src/state/sources/page-queue.ts'
import { freshDatabase, type TestDatabase } from '../../support/databases.ts'
import { feedsOf } from '../feeds.ts'
import { patient } from '../platform.ts'
import { rivalShop } from './rival-shop.ts'

const PAGES = (shop: { url: string }, ...paths: readonly string[]) =>
  paths.map((path) => `          - { url: "${shop.url}${path}", gtin: "4006381333931" }`).join('\n')

export function feedOf(shop: { url: string }, paths: readonly string[], more = '') {
  return feedsOf(
    `rivals:\n      competitors:\n        zone: UTC\n        currency: EUR\n        per_minute: 60\n${more}        pages:\n${PAGES(shop, ...paths)}`,
  )
}

/** A queue of pages on a fresh database, shops that are closed after each test, and the work between. */
export function crawling(dialect: State['dialect']) {
  let database: TestDatabase
  let queue: PageQueue
  let close: (() => Promise<void>)[] = []
  beforeEach(async () => {
    database = await freshDatabase(dialect)
    queue = pageQueueOf(database.state)
  })
  afterEach(async () => {
    for (const one of close) await one()
    close = []
    await database.remove()
  })

  async function serve(pages: Parameters<typeof rivalShop>[0]) {
    const shop = await rivalShop(pages)
    close.push(shop.close)
    return shop
  }

  /** Works until nothing is due; hosts are free at once unless a time between two requests is asked for. */
  const work = (feed: ReturnType<typeof feedsOf>, by: Partial<CrawlOptions> & { gapMs?: number } = {}) => {
    const errors: string[] = []
    const { gapMs = 0, ...options } = by
    const feeds = feed.sources.flatMap((one) => (isCompetitorSource(one) ? [{ ...one.crawl, gapMs }] : []))
    const { http } = patient({ retries: 0, maxBytes: 50_000, timeoutMs: 500, userAgent: `${CRAWLER}/1.0` })
    const done = crawl(
      {
        feeds,
        queue,
        http,
        sleep: async () => undefined,
        now: () => new Date(),
        chance: () => 0.5,
        onError: (error) => errors.push(error),
        idleMs: null,
        ...options,
      },
      new AbortController().signal,
    )
    return done.then(() => errors)
  }
  const source = 'rivals/competitor_prices'
  const collect = (feed: ReturnType<typeof feedsOf>) => feed.run(source, { pageQueue: queue })
  const rewind = () =>
    database.state.transaction(async (trx) => {
      await trx('crawl_page').update({ not_before: null })
      await trx('crawl_host').update({ free_at: new Date(0).toISOString() })
    })
  const nextSlot = () =>
    database.state.transaction((trx) => trx('crawl_page').update({ slot: '2000-01-01T00:00:00.000Z' }))

  return {
    get database() {
      return database
    },
    get queue() {
      return queue
    },
    ...{ serve, work, source, collect, rewind, nextSlot },
  }
}
