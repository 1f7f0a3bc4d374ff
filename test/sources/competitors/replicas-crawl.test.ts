import { expect, it } from 'vitest'
import { isCompetitorSource } from '../../../src/sources/competitors/competitors.ts'
import { crawl } from '../../../src/sources/competitors/crawler.ts'
import { openState } from '../../../src/state/database/connect.ts'
import { pageQueueOf } from '../../../src/state/sources/page-queue.ts'
import { onEachDialect } from '../../support/dialects.ts'
import { patient } from '../platform.ts'
import { crawling, feedOf } from './crawling.ts'
import { type html, product } from './rival-shop.ts'

onEachDialect('a crawl that is repeated or shared', (dialect) => {
  const here = crawling(dialect)
  const { serve, work, source, collect, rewind, nextSlot } = here

  it('reads no address of this machine that is not allowed', async () => {
    const shop = await serve({ '/a': [product('1.00')] })
    const feed = feedOf(shop, ['/a'])
    await collect(feed)
    const { http } = patient({ retries: 0, allowPrivate: false })
    await work(feed, { http })
    expect(shop.asked).toEqual([])
    expect((await here.queue.failures(source))[0]?.error).toContain('is an address of this machine')
    feed.remove()
  })

  it('takes a page that has not changed as it was, seen anew', async () => {
    const tagged = (
      response: Parameters<ReturnType<typeof html>>[0],
      request: { headers: NodeJS.Dict<string | string[]> },
    ) => {
      if (request.headers['if-none-match'] === '"v1"') return void response.writeHead(304).end()
      response.setHeader('etag', '"v1"')
      product('7.00')(response, request as never)
    }
    const shop = await serve({ '/a': [tagged] })
    const feed = feedOf(shop, ['/a'])
    for (let slot = 0; slot < 2; slot++) {
      await collect(feed)
      await work(feed)
      await collect(feed)
      await nextSlot()
    }
    expect(shop.asked.filter(({ path }) => path === '/a').map(({ etag }) => etag)).toEqual([
      undefined,
      '"v1"',
    ])
    const rows = feed.rows('competitor_prices')
    expect(rows.map((row) => row.price)).toEqual(['7.00', '7.00'])
    expect(rows[0]?.seen_at).not.toBe(rows[1]?.seen_at)
    feed.remove()
  })

  it('hands each page to one of three replicas, and spaces what they ask of a host together', async () => {
    const paths = Array.from({ length: 12 }, (_, i) => `/p${i}`)
    const shop = await serve({
      '/robots.txt': [(response) => void response.end('User-agent: *\nCrawl-delay: 0.05')],
      ...Object.fromEntries(paths.map((path) => [path, [product('5.00')]])),
    })
    const feed = feedOf(shop, paths)
    await collect(feed)
    const states = await Promise.all([1, 2, 3].map(() => openState(here.database.url)))
    const stop = new AbortController()
    const { http } = patient({ retries: 0 })
    const replica = (state: (typeof states)[number]) =>
      crawl(
        {
          feeds: feed.sources.flatMap((one) =>
            isCompetitorSource(one) ? [{ ...one.crawl, gapMs: 20 }] : [],
          ),
          queue: pageQueueOf(state),
          http,
          sleep: (ms) => new Promise((done) => setTimeout(done, ms)),
          now: () => new Date(),
          chance: () => 0.5,
          onError: (error) => expect.fail(error),
          idleMs: 10,
        },
        stop.signal,
      )
    const working = Promise.all(states.map(replica))
    await expect
      .poll(() => here.database.state.read('crawl_page').where({ state: 'done' }).count('* as n').first(), {
        timeout: 30_000,
      })
      .toMatchObject({ n: expect.toSatisfy((n) => Number(n) === paths.length) })
    stop.abort()
    await working
    for (const state of states) await state.close()
    expect(paths.map((path) => shop.times(path))).toEqual(paths.map(() => 1))
    expect(shop.times('/robots.txt')).toBe(1)
    const times = shop.asked.filter(({ path }) => path !== '/robots.txt').map(({ at }) => at)
    const span = Math.max(...times) - Math.min(...times)
    expect(span).toBeGreaterThan(0.05 * 1000 * (paths.length - 1) * 0.9)
    feed.remove()
  })

  it('gives a page to another when its claim has run out, and refuses the first', async () => {
    const shop = await serve({ '/a': [product('1.00')] })
    const feed = feedOf(shop, ['/a'])
    await collect(feed)
    const first = await here.queue.claim([source], () => 0)
    expect(first).not.toBeNull()
    expect(await here.queue.claim([source], () => 0)).toBeNull()
    await here.database.state.transaction((trx) =>
      trx('crawl_page').update({ lease_until: new Date(0).toISOString() }),
    )
    await rewind()
    const second = await here.queue.claim([source], () => 0)
    if (!first || !second) throw new Error('nothing could be claimed')
    expect(second.fence).toBe(first.fence + 1)
    expect(await here.queue.found(first, { found: '{}', etag: null })).toBe(false)
    expect(await here.queue.found(second, { found: '{}', etag: null })).toBe(true)
    feed.remove()
  })
})
