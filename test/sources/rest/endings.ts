import type { Paging } from '../../../src/sources/rest/paging.ts'
import { type Kind, rows } from './faulty-platform.ts'

export interface Ending {
  readonly what: string
  readonly paging: Paging
  readonly kind: Kind
  /** the ids from 1 on that must come, each once */
  readonly brings: number
  readonly asksAtMost: number
  readonly note?: 'goes-round'
}

export const TOKEN: Paging = { by: 'token', read: 'next', send: 'cursor' }
export const PAGE: Paging = { by: 'page', send: 'page', from: 1 }
const OFFSET: Paging = { by: 'offset', send: 'offset' }

export const page = (from: number, count: number, next: unknown = null) => ({
  body: { data: rows(from, count), next },
})
const tens = (n: number) => rows(1 + (n - 1) * 10, 10)
/** What is answered past the last page, and where there is nothing. */
export const ENDINGS: readonly Ending[] = [
  // past the last page
  {
    what: 'the last page again',
    paging: PAGE,
    kind: ({ page: n }) => ({ body: { data: tens(Math.min(n, 3)) } }),
    brings: 30,
    asksAtMost: 4,
  },
  {
    what: 'the first page again',
    paging: PAGE,
    kind: ({ page: n }) => ({ body: { data: tens(n > 3 ? 1 : n) } }),
    brings: 30,
    asksAtMost: 4,
  },
  {
    what: 'the last page again, in another order',
    paging: PAGE,
    kind: ({ page: n }) => ({ body: { data: n > 3 ? [...tens(3)].reverse() : tens(n) } }),
    brings: 30,
    asksAtMost: 4,
  },
  {
    what: 'a page number that nobody reads',
    paging: PAGE,
    kind: () => ({ body: { data: tens(1) } }),
    brings: 10,
    asksAtMost: 2,
  },
  {
    what: 'an offset that nobody reads',
    paging: OFFSET,
    kind: () => ({ body: { data: tens(1) } }),
    brings: 10,
    asksAtMost: 2,
  },
  {
    what: 'an offset held at the last rows',
    paging: OFFSET,
    kind: ({ offset }) => ({ body: { data: rows(1 + Math.min(offset, 15), 10) } }),
    brings: 25,
    asksAtMost: 5,
  },
  ...[400, 404, 416].map((status) => ({
    what: `${status}`,
    paging: PAGE,
    kind: (({ page: n }) =>
      n <= 2 ? { body: { data: tens(n) } } : { status, body: { detail: 'Invalid page.' } }) as Kind,
    brings: 20,
    asksAtMost: 3,
  })),
  ...[400, 404, 416].map((status) => ({
    what: `${status} by offset`,
    paging: OFFSET,
    kind: (({ offset }) =>
      offset < 20 ? { body: { data: rows(1 + offset, 10) } } : { status, body: {} }) as Kind,
    brings: 20,
    asksAtMost: 3,
  })),
  {
    what: '204',
    paging: PAGE,
    kind: ({ page: n }) => (n <= 2 ? { body: { data: tens(n) } } : { status: 204 }),
    brings: 20,
    asksAtMost: 3,
  },
  {
    what: 'null',
    paging: PAGE,
    kind: ({ page: n }) => ({ body: { data: n <= 2 ? tens(n) : null } }),
    brings: 20,
    asksAtMost: 3,
  },
  {
    what: 'null instead of the answer',
    paging: PAGE,
    kind: ({ page: n }) => ({ body: n <= 2 ? { data: tens(n) } : null }),
    brings: 20,
    asksAtMost: 3,
  },
  {
    what: 'an empty object for a list',
    paging: PAGE,
    kind: ({ page: n }) => ({ body: { data: n <= 2 ? tens(n) : {} } }),
    brings: 20,
    asksAtMost: 3,
  },
  // nothing at all
  {
    what: 'null from the first',
    paging: TOKEN,
    kind: () => ({ body: { data: null, next: null } }),
    brings: 0,
    asksAtMost: 1,
  },
  { what: '204 from the first', paging: TOKEN, kind: () => ({ status: 204 }), brings: 0, asksAtMost: 1 },
  {
    what: '204 from the first, by number',
    paging: PAGE,
    kind: () => ({ status: 204 }),
    brings: 0,
    asksAtMost: 1,
  },
  {
    what: 'a list with gaps, as PHP writes it',
    paging: TOKEN,
    kind: () => ({ body: { data: { 0: { id: 1 }, 2: { id: 2 } }, next: null } }),
    brings: 2,
    asksAtMost: 1,
  },
]
