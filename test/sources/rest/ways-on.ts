import type { Paging } from '../../../src/sources/rest/paging.ts'
import { type Ending, page, TOKEN } from './endings.ts'
import type { Kind } from './faulty-platform.ts'

const LINK: Paging = { by: 'link' }

const linked = (from: number, count: number, link?: string) => ({
  ...page(from, count),
  ...(link && { headers: { link } }),
})

/** Empty pages on the way, tokens and links that go round, and links as servers write them. */
export const WAYS_ON: readonly Ending[] = [
  // empty pages in between
  {
    what: 'an empty page, then more',
    paging: TOKEN,
    kind: ({ cursor }) => (cursor === null ? page(1, 5, 'a') : cursor === 'a' ? page(0, 0, 'b') : page(6, 5)),
    brings: 10,
    asksAtMost: 3,
  },
  {
    what: 'an empty first page, then more',
    paging: TOKEN,
    kind: ({ cursor }) => (cursor === null ? page(0, 0, 'a') : page(1, 5)),
    brings: 5,
    asksAtMost: 2,
  },
  {
    what: 'null for a page, then more',
    paging: TOKEN,
    kind: ({ cursor }) => (cursor === null ? { body: { data: null, next: 'a' } } : page(1, 5)),
    brings: 5,
    asksAtMost: 2,
  },
  {
    what: 'twenty empty pages, then more',
    paging: TOKEN,
    kind: ({ cursor }) => (Number(cursor ?? 0) < 20 ? page(0, 0, Number(cursor ?? 0) + 1) : page(1, 5)),
    brings: 5,
    asksAtMost: 21,
  },
  {
    what: 'empty pages without an end',
    paging: TOKEN,
    kind: ({ cursor }) => page(0, 0, Number(cursor ?? 0) + 1),
    brings: 0,
    asksAtMost: 51,
  },
  {
    what: 'an empty page by link, then more',
    paging: LINK,
    kind: ({ url }) =>
      url.searchParams.get('at') === '2' ? linked(1, 5) : linked(0, 0, '<?at=2>; rel="next"'),
    brings: 5,
    asksAtMost: 2,
  },
  // tokens and links that go round
  {
    what: 'two tokens in turn over one page',
    paging: TOKEN,
    kind: ({ cursor }) => page(1, 5, cursor === 'a' ? 'b' : 'a'),
    brings: 5,
    asksAtMost: 2,
  },
  {
    what: 'a new token each time over one page',
    paging: TOKEN,
    kind: ({ cursor }) => page(1, 5, `${cursor ?? ''}x`),
    brings: 5,
    asksAtMost: 2,
  },
  {
    what: 'tokens that go round',
    paging: TOKEN,
    kind: ({ cursor }) =>
      cursor === null ? page(1, 5, 'a') : cursor === 'a' ? page(6, 5, 'b') : page(11, 5, 'a'),
    brings: 15,
    asksAtMost: 3,
    note: 'goes-round',
  },
  {
    what: 'a last page that links to the first',
    paging: LINK,
    kind: ({ url }) =>
      url.searchParams.get('at') === '2'
        ? linked(6, 5, '<?limit=2>; rel=next')
        : linked(1, 5, '<?at=2>; rel=next'),
    brings: 10,
    asksAtMost: 3,
    note: 'goes-round',
  },
  {
    what: 'a page that links to itself',
    paging: LINK,
    kind: ({ url, origin }) => linked(1, 5, `<${origin}${url.pathname}${url.search}>; rel="next"`),
    brings: 5,
    asksAtMost: 2,
  },
  // links as servers write them
  ...(
    [
      ['/v1/orders?at=2', '; rel="next"'],
      ['?at=2', '; rel="next"'],
      ['orders?at=2', "; rel='next'"],
      ['/v1/orders?at=2', '; rel=next'],
      ['/v1/orders?at=2', ';REL="Next"'],
      ['/v1/orders?at=2', '; rel="last next"'],
      ['/v1/orders?at=2', '; title="a, <b>; rel=prev"; rel="next"'],
      ['/v1/orders?at=2&ids=1,2', '; rel = "next" ; type="application/json"'],
    ] as const
  ).map(([address, parameters]) => ({
    what: `<${address}>${parameters}`,
    paging: LINK,
    kind: (({ url }) =>
      url.searchParams.has('at')
        ? linked(6, 5)
        : linked(
            1,
            5,
            `</v1/orders?p=1>; rel="first", <${address}>${parameters}, </x?p=9>; rel="last"`,
          )) as Kind,
    brings: 10,
    asksAtMost: 2,
  })),
  {
    what: 'the https address of a host asked over http, or the other way',
    paging: LINK,
    kind: ({ url, origin }) =>
      url.searchParams.has('at')
        ? linked(6, 5)
        : linked(1, 5, `<${origin.replace('http:', 'https:')}/v1/orders?at=2>; rel="next"`),
    brings: 10,
    asksAtMost: 2,
  },
  {
    what: 'a link in the answer',
    paging: { by: 'link', read: 'next' },
    kind: ({ url }) => (url.searchParams.has('at') ? page(6, 5) : page(1, 5, '/v1/orders?at=2')),
    brings: 10,
    asksAtMost: 2,
  },
  {
    what: 'no link in the answer',
    paging: { by: 'link', read: 'next' },
    kind: () => page(1, 5, ''),
    brings: 5,
    asksAtMost: 1,
  },
]
