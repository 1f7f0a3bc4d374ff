import { afterEach, describe, expect, it } from 'vitest'
import { feedsOf } from '../feeds.ts'
import { NOW } from '../platform.ts'
import { faultyPlatform, type Kind } from './faulty-platform.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

interface Row {
  readonly id: number
  readonly state?: string
  readonly updated?: string
}

const SIZE = 10

/** A list in pages by tokens that are positions; the last page names none. */
const byToken =
  (list: () => readonly Row[]): Kind =>
  ({ cursor }) => {
    const [all, at] = [list(), Number(cursor ?? 0)]
    return {
      body: { data: all.slice(at, at + SIZE), next: at + SIZE < all.length ? String(at + SIZE) : null },
    }
  }

async function shopOf(kind: Kind, more = '') {
  const server = await faultyPlatform(kind)
  const feed = feedsOf(
    `r:
      rest: { url: '${server.url}', paging: { read: next, send: cursor }, rows: data, zone: UTC, currency: EUR, tables: { orders: { order_id: id, status: state } }${more} }`,
  )
  closing.push(server.close, feed.remove)
  return {
    asked: server.asked,
    /** the rows that this run brought */
    async run(hours = 0) {
      const before = feed.rows('orders').length
      const [result] = await feed.run('r/orders', { at: new Date(NOW.getTime() + hours * 3_600_000) })
      expect(result?.error).toBeNull()
      return feed
        .rows('orders')
        .slice(before)
        .map((row) => [row.order_id, row.status].filter(Boolean).join(' '))
    },
    ids: () => new Set(feed.ids('orders', 'order_id')),
  }
}

const upTo = (count: number): Row[] => Array.from({ length: count }, (_, i) => ({ id: i + 1 }))

describe('a list whose last page names no token', () => {
  for (const order of ['newest first', 'oldest first'] as const) {
    const listed = (rows: readonly Row[]) => (order === 'newest first' ? rows.toReversed() : rows)

    it.each([
      [3, 1],
      [7, 2],
      [9, 5],
      [10, 1],
      [10, 10],
      [25, 1],
      [25, 7],
      [60, 33],
      [200, 3],
    ])(`${order}: of %i rows, then %i more, each comes once`, async (before, more) => {
      const rows = upTo(before)
      const { run, ids, asked } = await shopOf(byToken(() => listed(rows)))
      expect(await run()).toHaveLength(before)
      expect(await run(0.5)).toEqual([])
      asked.length = 0
      rows.push(...upTo(before + more).slice(before))
      expect(new Set(await run(1))).toEqual(
        new Set(
          upTo(before + more)
            .slice(before)
            .map(({ id }) => `${id}`),
        ),
      )
      expect(asked.length).toBeLessThanOrEqual(Math.ceil(more / SIZE) + 5)
      expect(await run(1.5)).toEqual([])
      expect(ids().size).toBe(before + more)
    })
  }

  it('lets what changed at its head be seen at once, and what changed within once a day', async () => {
    const rows = upTo(100)
    const { run } = await shopOf(byToken(() => rows))
    await run()
    rows[2] = { id: 3, state: 'paid' }
    expect(await run(1)).toEqual(['3 paid'])
    rows[55] = { id: 56, state: 'paid' }
    expect(await run(2)).toEqual([])
    expect(await run(25)).toContain('56 paid')
    // and what becomes again what it was
    rows[2] = { id: 3, state: 'open' }
    expect(await run(26)).toEqual(['3 open'])
    rows[2] = { id: 3, state: 'paid' }
    expect(await run(27)).toEqual(['3 paid'])
    rows[55] = { id: 56 }
    expect(await run(51)).toContain('56')
  })

  it('is read as a whole when the token of its last page holds no more', async () => {
    const rows = upTo(30)
    let isExpired = false
    const { run, ids } = await shopOf((asked) =>
      isExpired && asked.cursor === '20'
        ? { status: 400, body: { error: 'token expired' } }
        : byToken(() => rows)(asked),
    )
    await run()
    isExpired = true
    await run(1)
    isExpired = false
    rows.push({ id: 31 })
    await run(2)
    expect(ids().size).toBe(31)
  })
})

describe('a list that is asked for what changed since', () => {
  const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000).toISOString()
  const changing: Row[] = [
    { id: 1, updated: at(-300) },
    { id: 2, updated: at(-200) },
    { id: 3, updated: at(-100) },
  ]

  it.each([
    ['iso', `${at(-110).slice(0, 19)}Z`],
    ['date', at(-110).slice(0, 10)],
    ['seconds', String(Math.floor(Date.parse(at(-110)) / 1000))],
    ['millis', String(Date.parse(at(-110)))],
  ])('names the youngest change it has seen, less its overlap, as %s', async (format, text) => {
    const rows = [...changing]
    const { run, asked } = await shopOf(
      ({ url }) => ({
        body: { data: url.searchParams.has('updated_after') ? rows.slice(2) : rows, next: null },
      }),
      `, since: { send: updated_after, read: updated, format: ${format} }`,
    )
    expect(await run()).toHaveLength(3)
    expect(asked[0]?.searchParams.has('updated_after')).toBe(false)
    rows[2] = { id: 3, state: 'paid', updated: at(-100) }
    expect(await run(1)).toEqual(['3 paid'])
    expect(asked.at(-1)?.searchParams.get('updated_after')).toBe(text)
    expect(asked.at(-1)?.searchParams.has('cursor')).toBe(false)
    await run(2)
    const before = asked.length
    expect(await run(3)).toEqual([])
    expect(asked.length).toBe(before + 1)
  })

  it.each([
    ['2026-11-24T06:20:00Z'],
    ['2026-11-24T07:20:00+01:00'],
    ['2026-11-24 06:20:00'],
    ['2026-11-24T06:20:00.000'],
    ['1795501200'],
    ['1795501200000'],
  ])('understands %s', async (updated) => {
    const { run, asked } = await shopOf(
      () => ({ body: { data: [{ id: 1, updated }], next: null } }),
      ', since: { send: after, read: updated, overlap_minutes: 20 }',
    )
    await run()
    await run(1)
    expect(asked.at(-1)?.searchParams.get('after')).toBe('2026-11-24T06:00:00Z')
  })

  it('goes on in the middle of a pass with the time that pass began with', async () => {
    const rows = upTo(30).map((row) => ({ ...row, updated: at(row.id) }))
    const server = await faultyPlatform(byToken(() => rows))
    closing.push(server.close)
    const feed = feedsOf(
      `r:
      rest: { url: '${server.url}', paging: { read: next, send: cursor }, rows: data, zone: UTC, currency: EUR, tables: { orders: { order_id: id } }, since: { send: after, read: updated } }`,
    )
    closing.push(feed.remove)
    for (let killAt = 1; killAt < 6; killAt++) await feed.run('r/orders', { killAt }).catch(() => undefined)
    await feed.run('r/orders')
    expect(new Set(feed.ids('orders', 'order_id')).size).toBe(30)
  })
})
