import { restSource } from '../../../src/sources/rest/rest-source.ts'
import type { RestSpec } from '../../../src/sources/rest/spec.ts'
import { cursorAfter } from '../../../src/sources/source.ts'
import { type Answer, clients, json } from '../platform.ts'

export const spec = (url: string, more: Partial<RestSpec> = {}): RestSpec => ({
  name: 'shop/orders',
  platform: 'shop',
  table: 'orders',
  url: `${url}/v1/orders`,
  headers: { Authorization: 'Bearer token' },
  query: { limit: 2 },
  paging: { by: 'token', read: 'next_cursor', send: 'cursor' },
  rows: 'data',
  each: null,
  total: 'total',
  columns: { order_id: 'id', ordered_at: 'created_at', region: 'ship_to.state' },
  write: 'merge',
  zone: 'UTC',
  currency: 'EUR',
  freshWithinMinutes: 60,
  ...more,
})

export async function read(from: string | null, given: RestSpec) {
  const pages = []
  for await (const page of restSource(given).pages(from, clients())) pages.push(page)
  const rows = pages.flatMap(({ content }) => (content.kind === 'rows' ? content.rows : []))
  return { pages, rows, last: pages.reduce((stands, page) => cursorAfter(page, stands), from) }
}

/** A platform whose cursor is a position and stays good after the end. */
export function growing(rows: object[]) {
  return (...[request, response, url]: Parameters<Answer>) => {
    const at = Number(url.searchParams.get('cursor') ?? 0)
    const to = Math.min(rows.length, at + Number(url.searchParams.get('limit')))
    json({ data: rows.slice(at, to), next_cursor: String(to), total: rows.length })(request, response, url)
  }
}

export const orders = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => ({ id: from + i }))
