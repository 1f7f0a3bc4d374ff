import type { HttpAnswer } from '../http/http.ts'
import { textAt } from '../rows/shape.ts'

/**
 * How a platform hands out its pages. `token`: the answer names the next place, which is sent back as a query
 * parameter and still answers after the end, with what is newer. `link`: the address of the next page is in the
 * Link header (RFC 8288), and the feed begins anew once it has ended. `none`: one answer holds all. `page` and `offset`:
 * the next number is sent until an answer is empty; then the feed begins anew as well.
 */
export type Paging =
  | { readonly by: 'token'; readonly read: string; readonly send: string }
  | { readonly by: 'link' }
  | { readonly by: 'page'; readonly send: string; readonly from: number }
  | { readonly by: 'offset'; readonly send: string }
  | { readonly by: 'none' }

/** The address a Link header calls `next`, or null. */
function nextLink(header: string | undefined): string | null {
  for (const link of header?.split(/,(?=\s*<)/) ?? []) {
    const [, address, rel] = /<([^>]*)>.*?;\s*rel="?([^";]*)"?/.exec(link) ?? []
    if (address && rel?.split(' ').includes('next')) return address
  }
  return null
}

interface Read {
  readonly place: string | null
  readonly answer: Pick<HttpAnswer, 'headers' | 'body'>
  /** how many rows the answer held */
  readonly rows: number
}

export function nextPlace(paging: Paging, { place, answer, rows }: Read): string | null {
  if (paging.by === 'token') return textAt(answer.body, paging.read)
  if (paging.by === 'link') return nextLink(answer.headers.link)
  if (paging.by === 'none' || rows === 0) return null
  return paging.by === 'page' ? String(Number(place ?? paging.from) + 1) : String(Number(place ?? 0) + rows)
}
