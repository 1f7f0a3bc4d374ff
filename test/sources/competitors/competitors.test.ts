import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isCompetitorSource } from '../../../src/sources/competitors/competitors.ts'
import { type CrawlOptions, crawl } from '../../../src/sources/competitors/crawler.ts'
import { offerIn, shownPrice } from '../../../src/sources/competitors/offer.ts'
import { CRAWLER } from '../../../src/sources/competitors/robots.ts'
import type { PageQueue } from '../../../src/sources/http/page-queue.ts'
import { openState } from '../../../src/state/database/connect.ts'
import { pageQueueOf } from '../../../src/state/sources/page-queue.ts'
import { freshDatabase, type TestDatabase } from '../../support/databases.ts'
import { onEachDialect } from '../../support/dialects.ts'
import { feedsOf } from '../feeds.ts'
import { patient } from '../platform.ts'
import { html, product, rivalShop } from './rival-shop.ts'

describe('a price as people read it', () => {
  it.each([
    ['1.299,00 €', '1299.00'],
    ['$1,299.00', '1299.00'],
    ['1 299,50 zł', '1299.50'],
    ['CHF 1’299.–', '1299'],
    ['1.299', '1299'],
    ['1,5', '1.5'],
    ['19,90', '19.90'],
    ['from 19.90 to 24.90', '19.90'],
    ['1,234,567', '1234567'],
    ['0,00 €', null],
    ['call us', null],
  ])('%s is %s', (shown, price) => expect(shownPrice(shown)).toBe(price))
})

describe('a page of a product', () => {
  it('says what it asks in JSON-LD, of several offers the lowest', () => {
    const offers = [
      { '@type': 'Offer', price: 24.9, priceCurrency: 'EUR' },
      {
        '@type': 'Offer',
        price: '19.90',
        priceCurrency: 'EUR',
        availability: 'http://schema.org/OutOfStock',
      },
    ]
    const page = `<script type="application/ld+json">{ broken</script>
      <script type="application/ld+json">${JSON.stringify([{ '@type': ['Product'], name: 'Chair', gtin: 4006381333931, offers }])}</script>`
    expect(offerIn(page, null)).toEqual({
      price: '19.90',
      currency: 'EUR',
      availability: 'out_of_stock',
      title: 'Chair',
      gtin: '4006381333931',
    })
  })

  it('says it in an aggregate offer', () => {
    const offers = { '@type': 'AggregateOffer', lowPrice: '12.00', priceCurrency: 'USD' }
    const page = `<script type="application/ld+json">${JSON.stringify({ '@type': 'Product', offers })}</script>`
    expect(offerIn(page, null)).toMatchObject({ price: '12.00', currency: 'USD', availability: null })
  })

  it('says it in microdata', () => {
    const page = `<div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name"> Oak
      chair</h1><meta itemprop="gtin13" content="4006381333931"><div itemprop="offers" itemscope>
      <span itemprop="price" content="1299.00">1.299,00 €</span><meta itemprop="priceCurrency" content="EUR">
      <link itemprop="availability" href="https://schema.org/InStock"></div></div>`
    expect(offerIn(page, null)).toEqual({
      price: '1299.00',
      currency: 'EUR',
      availability: 'in_stock',
      title: 'Oak chair',
      gtin: '4006381333931',
    })
  })

  it('is read by selectors where it says nothing by itself', () => {
    const page = '<h1>Oak chair</h1><p class="price">Now: 1.299,00 €</p><p class="stock">Sold out</p>'
    expect(offerIn(page, { price: '.price', title: 'h1', availability: '.stock' })).toEqual({
      price: '1299.00',
      currency: 'EUR',
      availability: 'out_of_stock',
      title: 'Oak chair',
      gtin: null,
    })
    expect(offerIn(page, null)).toBeNull()
    expect(offerIn(page, { price: '.cost' })).toBeNull()
  })
})

const PAGES = (shop: { url: string }, ...paths: readonly string[]) =>
  paths.map((path) => `          - { url: "${shop.url}${path}", gtin: "4006381333931" }`).join('\n')

function feedOf(shop: { url: string }, paths: readonly string[], more = '') {
  return feedsOf(
    `rivals:\n      competitors:\n        zone: UTC\n        currency: EUR\n        per_minute: 60\n${more}        pages:\n${PAGES(shop, ...paths)}`,
  )
}

onEachDialect('crawling over a queue', (dialect) => {
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

  it('asks robots.txt first, then each page once a slot, and says who it is', async () => {
    const shop = await serve({ '/a': [product('19.90')], '/b': [product('21.00')] })
    const feed = feedOf(shop, ['/a', '/b'])
    await collect(feed)
    expect(await work(feed)).toEqual([])
    await collect(feed)
    await work(feed)
    expect(shop.asked.map(({ path }) => path).sort()).toEqual(['/a', '/b', '/robots.txt'])
    expect(new Set(shop.asked.map(({ agent }) => agent))).toEqual(new Set([`${CRAWLER}/1.0`]))
    expect(feed.rows('competitor_prices').map((row) => [row.url, row.price, row.currency, row.gtin])).toEqual(
      [
        [`${shop.url}/a`, '19.90', 'EUR', '4006381333931'],
        [`${shop.url}/b`, '21.00', 'EUR', '4006381333931'],
      ],
    )
    await nextSlot()
    await collect(feed)
    await work(feed)
    expect([shop.times('/a'), shop.times('/b'), shop.times('/robots.txt')]).toEqual([2, 2, 1])
    await collect(feed)
    expect(feed.rows('competitor_prices')).toHaveLength(4)
    feed.remove()
  })

  it('keeps away from what robots.txt forbids', async () => {
    const shop = await serve({
      '/robots.txt': [
        (response) =>
          void response.end(`User-agent: *\nDisallow: /\n\nUser-agent: ${CRAWLER}\nDisallow: /private`),
      ],
      '/private/a': [product('1.00')],
      '/b': [product('2.00')],
    })
    const feed = feedOf(shop, ['/private/a', '/b'])
    await collect(feed)
    await work(feed)
    const [told] = await collect(feed)
    expect(shop.times('/private/a')).toBe(0)
    expect(feed.rows('competitor_prices').map((row) => row.price)).toEqual(['2.00'])
    // one page of two is no fault of the feed: /sources tells of it
    expect(told?.error).toBeNull()
    expect((await queue.failures(source)).map(({ error }) => error)).toEqual([
      `robots.txt of ${shop.host} keeps crawlers from this page`,
    ])
    feed.remove()
  })

  it('asks nothing of a site whose robots.txt cannot be read for now', async () => {
    const shop = await serve({ '/robots.txt': [html('down', { status: 503 })], '/a': [product('1.00')] })
    const feed = feedOf(shop, ['/a'])
    await collect(feed)
    await work(feed)
    expect(shop.asked.map(({ path }) => path)).toEqual(['/robots.txt'])
    feed.remove()
  })

  it('tries again what may pass, and leaves the host alone for as long as it asks', async () => {
    const shop = await serve({
      '/busy': [html('', { status: 429, headers: { 'retry-after': '30' } }), product('3.00')],
      '/broken': [html('', { status: 500 }), product('4.00')],
      '/slow': [() => undefined, product('5.00')],
      '/cut': [
        (response) => {
          response.writeHead(200, { 'content-type': 'text/html', 'content-length': '5000' })
          response.write('<html>')
          response.destroy()
        },
        product('6.00'),
      ],
    })
    const feed = feedOf(shop, ['/broken', '/busy', '/cut', '/slow'])
    await collect(feed)
    await work(feed)
    const held = await database.state.read('crawl_host').first()
    expect(Date.parse(held.free_at) - Date.now()).toBeGreaterThan(20_000)
    for (let i = 0; i < 3; i++) {
      await rewind()
      await work(feed)
    }
    const [told] = await collect(feed)
    expect(told?.error).toBeNull()
    expect(
      feed
        .rows('competitor_prices')
        .map((row) => row.price)
        .sort(),
    ).toEqual(['3.00', '4.00', '5.00', '6.00'])
    feed.remove()
  })

  it('gives up for the slot what it cannot read, and says why', async () => {
    const shop = await serve({
      '/plain': [html('<p>Welcome</p>')],
      '/other': [product('9.00', { gtin13: '9780306406157' })],
      '/large': [html('x'.repeat(60_000))],
      '/picture': [
        (response) => {
          response.writeHead(200, { 'content-type': 'image/png' })
          response.end('png')
        },
      ],
      '/inside': [(response) => response.writeHead(302, { location: 'http://10.0.0.1/admin' }).end()],
      '/moved': [(response) => response.writeHead(301, { location: '/new' }).end()],
      '/new': [product('8.00')],
    })
    const feed = feedOf(shop, ['/plain', '/other', '/large', '/picture', '/inside', '/moved', '/gone'])
    await collect(feed)
    await work(feed)
    const [done] = await collect(feed)
    expect(done?.error).toContain('6 of 7 pages could not be read')
    const told = Object.fromEntries(
      (await queue.failures(source)).map(({ url, error }) => [url.slice(shop.url.length), error]),
    )
    expect(told).toEqual({
      '/plain': expect.stringContaining('no price on'),
      '/other': expect.stringContaining('is of 9780306406157'),
      '/large': expect.stringContaining('maxContentLength'),
      '/picture': expect.stringContaining('no page'),
      '/inside': expect.stringContaining('has moved to 10.0.0.1'),
      '/gone': expect.stringContaining('answered 404'),
    })
    expect(feed.rows('competitor_prices').map((row) => row.price)).toEqual(['8.00'])
    feed.remove()
  })

  it('reads no address of this machine that is not allowed', async () => {
    const shop = await serve({ '/a': [product('1.00')] })
    const feed = feedOf(shop, ['/a'])
    await collect(feed)
    const { http } = patient({ retries: 0, allowPrivate: false })
    await work(feed, { http })
    expect(shop.asked).toEqual([])
    expect((await queue.failures(source))[0]?.error).toContain('is an address of this machine')
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
    const states = await Promise.all([1, 2, 3].map(() => openState(database.url)))
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
      .poll(() => database.state.read('crawl_page').where({ state: 'done' }).count('* as n').first(), {
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
    const first = await queue.claim([source], () => 0)
    expect(first).not.toBeNull()
    expect(await queue.claim([source], () => 0)).toBeNull()
    await database.state.transaction((trx) =>
      trx('crawl_page').update({ lease_until: new Date(0).toISOString() }),
    )
    await rewind()
    const second = await queue.claim([source], () => 0)
    if (!first || !second) throw new Error('nothing could be claimed')
    expect(second.fence).toBe(first.fence + 1)
    expect(await queue.found(first, { found: '{}', etag: null })).toBe(false)
    expect(await queue.found(second, { found: '{}', etag: null })).toBe(true)
    feed.remove()
  })
})
