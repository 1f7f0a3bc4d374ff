import { afterEach, describe, expect, it } from 'vitest'
import { BAD_ANSWERS } from '../bad-answers.ts'
import { feedsOf } from '../feeds.ts'
import { type Answer, json, NOW, platform } from '../platform.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

interface Order {
  readonly id: number | null
  readonly updated_at?: string
  readonly [field: string]: unknown
}

interface Shop {
  readonly orders: Order[]
  /** by the address they are asked at */
  readonly items: Record<string, unknown>
  /** two at a time, unless another way is said */
  readonly list?: (url: URL, orders: readonly Order[]) => unknown
  readonly broken?: Record<string, Answer>
}

const two = (url: URL, orders: readonly Order[]) => {
  const page = Number(url.searchParams.get('page') ?? 1)
  const since = url.searchParams.get('since')
  return {
    data: orders
      .filter((one) => since === null || (one.updated_at ?? '') >= since)
      .slice(2 * page - 2, 2 * page),
  }
}

async function open({ orders, items, list = two, broken = {} }: Shop) {
  const server = await platform((request, response, url) => {
    const at = url.pathname + url.search
    if (url.pathname === '/orders') return json(list(url, orders))(request, response, url)
    const answer = broken[at] ?? (at in items ? json(items[at]) : json({ error: 'no such order' }, 404))
    return answer(request, response, url)
  })
  closing.push(server.close)
  return { ...server, calls: () => server.asked.map((url) => url.pathname + url.search).filter(isCall) }
}

const isCall = (at: string) => !at.startsWith('/orders?') && at !== '/orders'

/** The items of a shop's orders, as its sources file asks for them. */
function itemsOf(url: string, how: { readonly children?: string; readonly more?: string } = {}) {
  const { children = "url: '/orders/{id}/items'", more = 'paging: { page: page }' } = how
  const shop = feedsOf(
    `shop:
      rest:
        url: ${url}/orders
        rows: data
        ${more}
        children: { ${children} }
        zone: UTC
        currency: EUR
        tables: { order_lines: { order_id: ../id, product_id: sku, quantity: qty, unit_price: price } }`,
  )
  closing.push(shop.remove)
  return {
    ...shop,
    items: () => shop.rows('order_lines').map(({ order_id, product_id }) => `${order_id} ${product_id}`),
    run: (hours = 0, more: object = {}) =>
      shop.run('shop/order_lines', { at: new Date(NOW.getTime() + hours * 3_600_000), ...more }),
  }
}

const item = (sku: string) => ({ sku, qty: 1, price: '9.90' })
const orders = (n: number): Order[] =>
  Array.from({ length: n }, (_, i) => ({ id: i + 1, updated_at: `2026-11-0${i + 1}` }))
const itemsFor = (n: number) =>
  Object.fromEntries(orders(n).map(({ id }) => [`/orders/${id}/items`, [item(`S${id}`), item(`T${id}`)]]))

describe('a call for each parent', () => {
  const whole = ['1 S1', '1 T1', '2 S2', '2 T2', '3 S3', '3 T3']
  const byToken = (url: URL, all: readonly Order[]) => {
    const at = Number(url.searchParams.get('cursor') ?? 0)
    return { data: all.slice(at, at + 2), next: at + 2 < all.length ? at + 2 : null }
  }
  const byAddress = ({ searchParams }: URL, all: readonly Order[]) => ({
    data: searchParams.has('rest') ? all.slice(2) : all.slice(0, 2),
    next: searchParams.has('rest') ? null : '/orders?rest=1',
  })
  const LISTS = [
    ['numbered pages', 'paging: { page: page }', two],
    ['tokens', 'paging: { read: next, send: cursor }', byToken],
    ['addresses', 'paging: { link: next }', byAddress],
    ['one answer', 'paging: none', (_: URL, data: readonly Order[]) => ({ data })],
    [
      'what changed',
      'paging: { page: page }\n        since: { send: since, read: updated_at, format: date }',
      two,
    ],
  ] as const

  it.each(LISTS)(
    'is made over a list by %s, once as long as nothing of the parent changes',
    async (_, more, list) => {
      const shop: Shop = { orders: orders(3), items: itemsFor(3), list }
      const server = await open(shop)
      const feed = itemsOf(server.url, { more })
      expect(await feed.run()).toMatchObject([{ error: null, rows: 6, refused: 0 }])
      expect(feed.items()).toEqual(whole)
      await feed.run(1)
      expect(server.calls()).toHaveLength(3)
      shop.items['/orders/3/items'] = [item('S3'), item('U3')]
      shop.orders[2] = { ...orders(3)[2], id: 3, updated_at: '2026-11-08' }
      await feed.run(2)
      expect(server.calls()).toHaveLength(4)
      expect(feed.items()).toContain('3 U3')
    },
  )

  const CHILDREN = [
    ['a whole address', "url: 'HOST/orders/{id}/items'", { '/orders/1/items': [item('S1')] }],
    ['a field deeper down', "url: '/items/{ref.no}'", { '/items/A%2F1%20b': [item('S1')] }],
    ['an address the parent names', "url: '{links.items}'", { '/of/1?all=1': [item('S1')] }],
    ['a query', "url: '/items?order={id}', query: { all: 1 }", { '/items?order=1&all=1': [item('S1')] }],
    ['where its list is', "url: '/o/{id}', rows: data.items", { '/o/1': { data: { items: [item('S1')] } } }],
    ['pages of its own', "url: '/o/{id}', paging: { page: p }", { '/o/1?p=1': [item('S1')], '/o/1?p=2': [] }],
    [
      'a page that is given again',
      "url: '/o/{id}', paging: { page: p }",
      { '/o/1?p=1': [item('S1')], '/o/1?p=2': [item('S1')] },
    ],
    [
      'a token',
      "url: '/o/{id}', rows: d, paging: { read: n, send: n }",
      { '/o/1': { d: [], n: 'x' }, '/o/1?n=x': { d: [item('S1')], n: null } },
    ],
  ] as const
  it.each(CHILDREN)('is made at %s', async (_, children, items) => {
    const parent = { id: 1, ref: { no: 'A/1 b' }, links: { items: '/of/1?all=1' } }
    const server = await open({ orders: [parent], items: { ...items } })
    const feed = itemsOf(server.url, { children: children.replace('HOST', server.url) })
    expect(await feed.run()).toMatchObject([{ error: null, refused: 0 }])
    expect(feed.items()).toEqual(['1 S1'])
  })

  it.each([
    ['an empty list', []],
    ['null', null],
    ['an empty object', {}],
  ])('that is answered with %s has brought no rows', async (_, nothing) => {
    const server = await open({ orders: orders(2), items: { ...itemsFor(2), '/orders/1/items': nothing } })
    const feed = itemsOf(server.url)
    expect(await feed.run()).toMatchObject([{ error: null, rows: 2, refused: 0, notes: [] }])
  })

  it('leaves what cannot be asked for, said once', async () => {
    const shop = {
      orders: [
        { id: null, no: 7 },
        { id: 1, to: 'https://else.example/items' },
        { id: 2, to: '/i/2' },
      ],
      items: { '/i/2': [item('S2')] },
    }
    const server = await open(shop)
    const feed = itemsOf(server.url, { children: "url: '{to}'" })
    expect(await feed.run()).toMatchObject([{ error: null, rows: 1, refused: 2, notes: [] }])
    expect(feed.rejected().map(({ reason }) => reason)).toEqual([
      'what belongs to it cannot be asked for: it has no “to”',
      'what belongs to it cannot be asked for: it names another host',
    ])
    await feed.run(30)
    expect(feed.rejected()).toHaveLength(2)
    expect(server.calls()).toEqual(['/i/2'])
  })

  it('is repeated where the process was killed, and no row lands twice', async () => {
    const server = await open({ orders: orders(5), items: itemsFor(5) })
    for (const killAt of [0, 1, 2]) {
      const feed = itemsOf(server.url)
      await feed.run(0, { killAt }).catch(() => undefined)
      await feed.run()
      expect(feed.items()).toHaveLength(10)
    }
  })
})

describe('a parent whose children cannot be read', () => {
  it.each(BAD_ANSWERS)(
    'for %s keeps no other, is rejected once, and comes when they do',
    async (_, bad, because) => {
      const broken: Record<string, Answer> = { '/orders/2/items': bad }
      const server = await open({ orders: orders(5), items: itemsFor(5), broken })
      const feed = itemsOf(server.url)
      expect(await feed.run()).toMatchObject([
        { error: null, rows: 8, refused: 1, notes: [{ kind: 'left-out', part: 'children', count: 1 }] },
      ])
      expect(feed.rejected()).toMatchObject([
        { reason: `the call for what belongs to it ${because}`, text: '{"asked":"/orders/2/items"}' },
      ])
      // not before a while, and told no second time
      server.asked.length = 0
      await feed.run(0.1)
      expect(server.calls()).toEqual([])
      expect(await feed.run(1)).toMatchObject([{ error: null, refused: 0, notes: [{ count: 1 }] }])
      delete broken['/orders/2/items']
      expect((await feed.run(5))[0]?.notes).toEqual([])
      expect(feed.items().slice(-2)).toEqual(['2 S2', '2 T2'])
      server.asked.length = 0
      await feed.run(9)
      expect(server.calls()).toEqual([])
    },
  )

  it('many of them keep no other either; a wrong key and too many requests are faults of the source', async () => {
    const all = (answer: Answer) =>
      Object.fromEntries(['1', '2', '3', '4'].map((id) => [`/orders/${id}/items`, answer]))
    for (const [answer, fault] of [
      [json({}, 404), null],
      [json({}, 500), null],
      [json({}, 401), 'answered 401'],
      [json({}, 429), 'answered 429'],
    ] as const) {
      const server = await open({ orders: orders(5), items: itemsFor(5), broken: all(answer) })
      const [run] = await itemsOf(server.url).run()
      if (fault === null)
        expect(run).toMatchObject({ error: null, rows: 2, refused: 4, notes: [{ count: 4 }] })
      else expect(run?.error).toContain(fault)
    }
  })
})
