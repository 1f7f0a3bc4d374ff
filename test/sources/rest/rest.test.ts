import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { restSource } from '../../../src/sources/rest/rest-source.ts'
import type { RestSpec } from '../../../src/sources/rest/spec.ts'
import { cursorAfter } from '../../../src/sources/source.ts'
import { sharedData } from '../../support/shared-data.ts'
import { feedsOf } from '../feeds.ts'
import { type Answer, clients, json, platform } from '../platform.ts'
import { growing, orders, read, spec } from './rest-feed.ts'

let close = async () => {}
async function serve(...answers: Answer[]) {
  const server = await platform(...answers)
  close = server.close
  return server
}
afterEach(() => close())

describe('pages by a token', () => {
  it('are read to the end, and the next run gets only what is newer', async () => {
    const rows = orders(0, 5)
    const { url, asked } = await serve(growing(rows))
    const first = await read(null, spec(url))
    expect(first.rows.map((row) => row.order_id)).toEqual(['0', '1', '2', '3', '4'])
    rows.push(...orders(5, 8))
    const second = await read(first.last, spec(url))
    expect(second.rows.map((row) => row.order_id)).toEqual(['5', '6', '7'])
    const third = await read(second.last, spec(url))
    expect(third.pages).toEqual([])
    expect(asked.every(({ searchParams }) => searchParams.get('limit') === '2')).toBe(true)
  })

  it('are the same page by id when asked again, and another when they hold something else', async () => {
    const { url } = await serve(
      growing(orders(0, 2)),
      growing(orders(0, 2)),
      growing(orders(0, 2)),
      growing(orders(1, 3)),
    )
    const ids = async () => (await read(null, spec(url))).pages[0]?.id
    const once = await ids()
    expect(await ids()).toBe(once)
    expect(await ids()).not.toBe(once)
  })

  it('end when the platform hands out the place it was asked for', async () => {
    const { url, asked } = await serve(json({ data: orders(0, 2), next_cursor: 'x' }))
    expect((await read(null, spec(url))).rows).toHaveLength(2)
    expect(asked).toHaveLength(2)
  })

  it('are asked for one ahead and never more', async () => {
    const { url, asked } = await serve(growing(orders(0, 20)))
    const pages = restSource(spec(url)).pages(null, clients())
    await pages.next()
    await new Promise((done) => setTimeout(done, 50))
    expect(asked).toHaveLength(2)
    await pages.return()
  })

  it('say how many rows there are in all', async () => {
    const { url } = await serve(growing(orders(0, 7)))
    expect(await restSource(spec(url)).expected?.(clients())).toBe(7)
  })
})

describe('pages by a link', () => {
  it('follow rel=next and begin anew after the last', async () => {
    const { url, asked } = await serve(
      (request, response, at) =>
        json({ data: orders(0, 1) }, 200, {
          link: `<${url}/v1/orders?page=2>; rel="next", <${url}/x>; rel="last"`,
        })(request, response, at),
      json({ data: orders(1, 2) }),
    )
    const { rows, last } = await read(null, spec(url, { paging: { by: 'link' } }))
    expect(rows.map((row) => row.order_id)).toEqual(['0', '1'])
    expect(asked[1]?.search).toBe('?page=2')
    await read(last, spec(url, { paging: { by: 'link' } }))
    expect(asked[2]?.search).toBe('?limit=2')
  })

  it('never leave the platform', async () => {
    const { url } = await serve(
      json({ data: orders(0, 1) }, 200, { link: '<http://evil.example/>; rel="next"' }),
    )
    await expect(read(null, spec(url, { paging: { by: 'link' } }))).rejects.toThrow('on another host')
  })
})

describe('pages by number', () => {
  const numbered =
    (rows: object[], take: (url: URL) => [number, number]): Answer =>
    (request, response, url) =>
      json({ data: rows.slice(...take(url)) })(request, response, url)
  const at = (url: URL, name: string) => Number(url.searchParams.get(name))

  it('are asked for until one is empty', async () => {
    const take = (url: URL): [number, number] => [(at(url, 'p') - 1) * 2, at(url, 'p') * 2]
    const { url, asked } = await serve(numbered(orders(0, 5), take))
    const { rows } = await read(null, spec(url, { paging: { by: 'page', send: 'p', from: 1 } }))
    expect(rows.map((row) => row.order_id)).toEqual(['0', '1', '2', '3', '4'])
    expect(asked.map(({ search }) => search)).toEqual([1, 2, 3, 4].map((p) => `?limit=2&p=${p}`))
  })

  it('or by the rows passed over, and go on in the middle after a stop', async () => {
    const take = (url: URL): [number, number] => [at(url, 'skip'), at(url, 'skip') + 2]
    const { url } = await serve(numbered(orders(0, 5), take))
    const given = spec(url, { paging: { by: 'offset', send: 'skip' } })
    const first = await restSource(given).pages(null, clients()).next()
    const cursor = first.done ? null : cursorAfter(first.value, null)
    expect((await read(cursor, given)).rows.map((row) => row.order_id)).toEqual(['2', '3', '4'])
  })
})

describe('a feed of the sources file', () => {
  const told = async (more: string, secrets: Record<string, string>) => {
    const seen: (string | string[] | undefined)[] = []
    const { url } = await serve((request, response, at) => {
      seen.push(request.headers.authorization, request.headers['x-key'])
      json({ data: orders(0, 1) })(request, response, at)
    })
    const feed = feedsOf(
      `any:
      rest: { url: '${url}', rows: data, paging: none, zone: UTC, currency: EUR, tables: { orders: { order_id: id } }, ${more} }`,
      secrets,
    )
    const [result] = await feed.run('any/orders')
    feed.remove()
    return { seen, result }
  }

  it('shows its token as a bearer, in a header of its own, or as user and password', async () => {
    expect((await told('token: T', { T: 'hush' })).seen).toEqual(['Bearer hush', undefined])
    expect((await told('token: T, token_header: X-Key', { T: 'hush' })).seen).toEqual([undefined, 'hush'])
    const { seen, result } = await told('basic: { user: U, password: P }', { U: 'me', P: 'hush' })
    expect(seen[0]).toBe(`Basic ${Buffer.from('me:hush').toString('base64')}`)
    expect(result).toMatchObject({ rows: 1, error: null })
  })

  it('is refused when a variable is not set, with its name', async () => {
    await expect(told('token: T', {})).rejects.toThrow('any: the environment variable T is not set.')
  })
})

describe('one answer that holds all', () => {
  it('is another page each time its content changed, also when it changed back', async () => {
    const a = json({ data: [{ id: 1, created_at: 'a' }] })
    const b = json({ data: [{ id: 1, created_at: 'b' }] })
    const { url } = await serve(a, b, a)
    const given = spec(url, { paging: { by: 'none' } })
    const ids: (string | undefined)[] = []
    let cursor: string | null = null
    for (let day = 0; day < 3; day++) {
      const { pages, last } = await read(cursor, given)
      ids.push(pages[0]?.id)
      cursor = last
    }
    expect(new Set(ids).size).toBe(3)
  })
})

describe('a row', () => {
  const rowOf = async (element: unknown, columns: RestSpec['columns']) => {
    const { url } = await serve(json({ data: [element], next_cursor: null }))
    return (await read(null, spec(url, { columns }))).rows[0]
  }

  it('keeps money in text as it is written, and turns numbers and truths into text', async () => {
    const columns = { order_id: 'id', currency: 'price', status: 'paid', channel: 'tags' }
    const row = await rowOf({ id: 7, price: '10.00', paid: true, tags: ['a', 'b'] }, columns)
    expect(row).toEqual({
      platform: 'shop',
      order_id: '7',
      currency: '10.00',
      status: 'true',
      channel: '["a","b"]',
    })
  })

  it('has null where a field is gone, empty, or has become something else', async () => {
    const columns = { order_id: 'id', region: 'ship_to.state', status: 'status', channel: 'toString' }
    expect(await rowOf({ id: 7, ship_to: 'Berlin', status: '' }, columns)).toEqual({
      platform: 'shop',
      order_id: '7',
      region: null,
      status: null,
      channel: null,
    })
    expect(await rowOf(null, { order_id: 'id' })).toEqual({ platform: 'shop', order_id: null })
  })

  it('is missed as a whole when the array is gone, and told by its path', async () => {
    const { url } = await serve(json({ items: [] }))
    await expect(read(null, spec(url))).rejects.toThrow(
      'shop/orders: the answer of /v1/orders has no array “data”.',
    )
  })
})

const fixtures = sharedData('rest-fixtures')

describe.skipIf(!fixtures)('a Shopify order page, as Shopify prints it', () => {
  const page = () => json(JSON.parse(readFileSync(`${fixtures}/shopify_api_ruby/orders.json`, 'utf8')))
  const shopify = {
    query: {},
    paging: { by: 'link' },
    rows: 'orders',
    total: null,
    platform: 'shopify',
  } as const

  it('becomes orders', async () => {
    const { url } = await serve(page())
    const columns = {
      order_id: 'id',
      customer_id: 'customer.id',
      ordered_at: 'created_at',
      status: 'financial_status',
      region: 'shipping_address.province',
      currency: 'currency',
    }
    expect((await read(null, spec(url, { ...shopify, columns }))).rows).toEqual([
      {
        platform: 'shopify',
        order_id: '450789469',
        customer_id: '207119551',
        ordered_at: '2008-01-10T11:00:00-05:00',
        status: 'authorized',
        region: 'Kentucky',
        currency: 'USD',
      },
    ])
  })

  it('becomes order lines, each with the order it is of', async () => {
    const { url } = await serve(page())
    const columns = { order_id: '../id', line_id: 'id', product_id: 'product_id', unit_price: 'price' }
    const { rows } = await read(
      null,
      spec(url, { ...shopify, table: 'order_lines', each: 'line_items', columns }),
    )
    const line = { platform: 'shopify', order_id: '450789469', product_id: '632910392', unit_price: '199.00' }
    expect(rows).toEqual(['466157049', '518995019', '703073504'].map((line_id) => ({ ...line, line_id })))
  })
})
