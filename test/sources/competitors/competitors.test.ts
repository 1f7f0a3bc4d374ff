import { expect, it } from 'vitest'
import { CRAWLER } from '../../../src/sources/competitors/robots.ts'
import { onEachDialect } from '../../support/dialects.ts'
import { crawling, feedOf } from './crawling.ts'
import { html, product } from './rival-shop.ts'

onEachDialect('crawling over a queue', (dialect) => {
  const here = crawling(dialect)
  const { serve, work, source, collect, rewind, nextSlot } = here

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
    expect((await here.queue.failures(source)).map(({ error }) => error)).toEqual([
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
    const held = await here.database.state.read('crawl_host').first()
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
      (await here.queue.failures(source)).map(({ url, error }) => [url.slice(shop.url.length), error]),
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
})
