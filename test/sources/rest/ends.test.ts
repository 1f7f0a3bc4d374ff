import { afterEach, describe, expect, it } from 'vitest'
import { ENDINGS, PAGE, page, TOKEN } from './endings.ts'
import { faultyPlatform, rows } from './faulty-platform.ts'
import { read, spec } from './rest-feed.ts'
import { WAYS_ON } from './ways-on.ts'

let close = async () => {}
afterEach(() => close())

const tens = (n: number) => rows(1 + (n - 1) * 10, 10)

describe('a source ends, and has brought every row once, when the platform answers past its end', () => {
  it.each([...ENDINGS, ...WAYS_ON])('$what', async ({ paging, kind, brings, asksAtMost, note }) => {
    const server = await faultyPlatform(kind)
    close = server.close
    const given = spec(server.url, { paging })
    const first = await read(null, given)
    const ids = first.rows.map((row) => Number(row.order_id)).filter((id) => id > 0)
    expect([...new Set(ids)].sort((a, b) => a - b)).toEqual(rows(1, brings).map(({ id }) => id))
    expect(ids.length).toBeLessThanOrEqual(brings + 10)
    expect(server.asked.length).toBeLessThanOrEqual(asksAtMost)
    expect(first.pages.flatMap((one) => one.note ?? [])).toEqual(note ? [{ kind: note }] : [])
    // and the next run ends as well
    server.asked.length = 0
    await read(first.last, given)
    expect(server.asked.length).toBeLessThanOrEqual(asksAtMost)
  })
})

describe('pages by number', () => {
  it('are read anew at the next run: what was added to the last page comes', async () => {
    const stock = [...rows(1, 15)]
    const server = await faultyPlatform(({ page: n }) => ({
      body: { data: stock.slice((n - 1) * 10, n * 10) },
    }))
    close = server.close
    const given = spec(server.url, { paging: PAGE })
    const first = await read(null, given)
    stock.push({ id: 16 })
    const second = await read(first.last, given)
    expect(second.rows.map(({ order_id }) => order_id)).toContain('16')
  })

  it('do not end where the first page is refused, or one in the middle for another reason', async () => {
    for (const [at, status] of [
      [1, 404],
      [2, 403],
      [2, 410],
    ] as const) {
      const server = await faultyPlatform(({ page: n }) =>
        n === at ? { status, body: {} } : { body: { data: tens(n) } },
      )
      await expect(read(null, spec(server.url, { paging: PAGE }))).rejects.toThrow(`answered ${status}`)
      await server.close()
    }
  })
})

it('goes on at the next run where fifty pages in a row were empty', async () => {
  const server = await faultyPlatform(({ cursor }) =>
    Number(cursor ?? 0) < 70 ? page(0, 0, Number(cursor ?? 0) + 1) : page(1, 5),
  )
  close = server.close
  const first = await read(null, spec(server.url, { paging: TOKEN }))
  expect(first.rows).toEqual([])
  expect((await read(first.last, spec(server.url, { paging: TOKEN }))).rows).toHaveLength(5)
})
